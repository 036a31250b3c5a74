#include "pipeline/text/fold.h"

#include "pipeline/text/narrow.h"

#include <gtest/gtest.h>

using namespace saraban;

namespace {

std::string fold(std::string_view text) {
    static const std::vector<Abbreviation> kAbbreviations{
        {.brief = "สถ", .full = "กรมส่งเสริมการปกครองท้องถิ่น"},
        {.brief = "มท", .full = "กระทรวงมหาดไทย"},
        {.brief = "อบต", .full = "องค์การบริหารส่วนตำบล"},
    };
    Folder folder(kAbbreviations);
    return folder.line(text);
}

}  // namespace

TEST(Fold, CutsThaiIntoWords) {
    EXPECT_EQ(fold("การประชุมครั้งที่ ๒/๒๕๖๗"), "การ ประชุม ครั้ง ที่ 2 2024");
    EXPECT_EQ(fold("ส่งเสริมการปกครองท้องถิ่น"), "ส่ง เสริม การ ปกครอง ท้อง ถิ่น");
    EXPECT_EQ(fold("ส่ง SMS แนบลิงก์"), "ส่ง sms แนบ ลิงก์");
    EXPECT_EQ(fold(""), "");
    EXPECT_EQ(fold(" ๆ ฯลฯ - / ."), "");
}

TEST(Fold, ReadsADateTheSameWhateverItsForm) {
    for (const auto* date :
         {"๕ กุมภาพันธ์ ๒๕๖๙", "๐๕ ก.พ. ๖๙", "5 กพ 2569", "5 ก.พ.2026", "๕ กุมภาพันธ์ พ.ศ. ๒๕๖๙", "5/2/69",
          "๕/๒/๒๕๖๙", "05-02-2026", "5.2.2569", "2026-02-05", "2569-02-05", "5กุมภาพันธ์2569"})
        EXPECT_EQ(fold(date), "5 กุมภาพันธ์ 2026") << date;
    EXPECT_EQ(fold("ก.พ. ๒๕๖๙"), "กุมภาพันธ์ 2026");
    EXPECT_EQ(fold("ปี พ.ศ. ๒๕๖๙"), fold("ปี 2026"));
    EXPECT_EQ(fold("สำนักงาน ก.พ. แจ้ง"), "สำนักงาน กพ แจ้ง") << "the Civil Service Commission is no month";
    EXPECT_EQ(fold("๔๐/๑๓/๒๕๖๙"), "40 13 2026");
}

TEST(Fold, ReadsADocumentNumberInAnySpacing) {
    for (const auto* number : {"มท ๐๘๐๑.๔/ว ๖๑๐๓", "มท0801.4ว6103", "มท 0801.4 / ว.6103", "มท. ๐๘๐๑.๔/ว๖๑๐๓",
                               "มท๐๘๐๑.๔ /ว ๖๑๐๓", "ม.ท. 0801.4/ว 6103"})
        EXPECT_EQ(fold(number), "มท 0801.4 ว 6103") << number;
    EXPECT_EQ(fold("ที่มท ๐๘๐๑.๔/๒๖๓"), "ที่ มท 0801.4 263");
    EXPECT_EQ(fold("ที่ รอ ๐๐๒๓.๒๔/ว ๑๐๗"), "ที่ รอ 0023.24 ว 107");
}

TEST(Fold, WritesAbbreviationsOut) {
    const auto full = fold("กรมส่งเสริมการปกครองท้องถิ่น");
    EXPECT_EQ(fold("สถ."), full);
    EXPECT_EQ(fold("สถ"), full);
    EXPECT_EQ(fold("ส.ถ."), full);
    EXPECT_EQ(fold("อ.บ.ต."), fold("อบต.")) << "dots do not matter";
    EXPECT_EQ(fold("มท. แจ้ง"), fold("กระทรวงมหาดไทย แจ้ง"));
    EXPECT_EQ(fold("สถิติ"), "สถิติ") << "the first letters of a word are no abbreviation";
}

TEST(Fold, IgnoresWhatLettersWriteDifferently) {
    EXPECT_EQ(fold("ต่าง ๆ"), fold("ต่างๆ"));
    EXPECT_EQ(fold("สํานักงาน"), fold("สำนักงาน"));
    EXPECT_EQ(fold("มก\u200Bราคม"), "มกราคม");
    EXPECT_EQ(fold("๑๐,๐๐๐ บาท"), "10000 บาท");
}

TEST(Fold, KnowsWhereEachWordStands) {
    Folder folder({});
    const std::string_view text = "ลงวันที่ ๕ ก.พ. ๒๕๖๙ (จบ)";
    std::string spans;
    for (const auto& word : folder.words(text))
        spans += std::string(text.substr(word.begin, word.end - word.begin)) + "|";
    EXPECT_EQ(spans, "ลง|วัน|ที่|๕|ก.พ.|๒๕๖๙|จบ|");
}

TEST(Fold, GivesTheSameLettersWithoutCuttingWords) {
    Folder folder(std::vector<Abbreviation>{{.brief = "สถ", .full = "กรมส่งเสริมการปกครองท้องถิ่น"}});
    for (const auto* text :
         {"ตามที่ สถ. แจ้งว่า การประชุมครั้งที่ ๒/๒๕๖๗", "ที่ มท ๐๘๐๑.๔/ว ๖๑๐๓ ลงวันที่ ๕ ก.พ. ๖๙", ""}) {
        std::string letters = folder.joined_words(text);
        std::erase(letters, ' ');
        EXPECT_EQ(folder.letters(text).text, narrow(letters));
    }
}

TEST(Fold, KnowsWhereEachLetterStands) {
    Folder folder({});
    const std::string_view text = "ก ๕ ก.พ. ๒๕๖๙ Été ab";
    const FoldedLetters letters = folder.letters(text);
    ASSERT_EQ(letters.text.size(), letters.begin.size());
    ASSERT_EQ(letters.text.size(), letters.end.size());
    std::string spans;
    for (std::size_t i = 0; i < letters.text.size(); ++i)
        spans += std::string(text.substr(letters.begin[i], letters.end[i] - letters.begin[i])) + "|";
    EXPECT_EQ(spans,
              "ก|๕|ก.พ.|ก.พ.|ก.พ.|ก.พ.|ก.พ.|ก.พ.|ก.พ.|ก.พ.|ก.พ.|ก.พ.|๒๕๖๙|๒๕๖๙|๒๕๖๙|๒๕๖๙|Été|Été|Été|a|b|");
}

TEST(Narrow, HasAByteForEachCharacter) {
    EXPECT_EQ(narrow("กa๙ é"),
              "\x81"
              "a"
              "\xD9 \x01");
    EXPECT_EQ(widen(narrow("มท 0801.4 ๚๛")), "มท 0801.4 ๚๛");
    EXPECT_EQ(narrow("\xF0\x9F\x98\x80x"), "\x01x");
    EXPECT_EQ(narrow("ก\xE0").size(), 2U) << "cut off";
}

TEST(WordBreaker, TellsTheEndOfEachWord) {
    WordBreaker breaker;
    EXPECT_EQ(breaker.ends(u"การประชุม"), (std::vector{3, 9}));
    EXPECT_TRUE(breaker.ends(u"").empty());
}
