#include "pipeline/layout/letters.h"

#include "tests/support/rules.h"
#include "tests/support/text_page.h"

#include <filesystem>
#include <map>

#include <gmock/gmock.h>

using namespace saraban;
using testing::ElementsAre;

namespace {

std::vector<Letter> letters_in(const std::string& text) {
    return find_letters(test::text_page(text), test::rules());
}

std::vector<std::string> texts(const Letter& letter, ZoneKind kind) {
    std::vector<std::string> out;
    for (const Line& line : lines_of(letter, kind))
        out.push_back(line.text);
    return out;
}

const std::string kLetter =
    "ด่วนมาก\n"
    "ที่ ตร ๐๐๑๗.๒/ว ๔๔\n"
    "ศาลากลางจังหวัดตราด\n"
    "ถนนราษฎร์นิยม ตร ๒๓๐๐๐\n\n"
    "๓ มีนาคม ๒๕๖๙\n\n"
    "เรื่อง ขอเชิญประชุม\n"
    "เรียน นายอำเภอ ทุกอำเภอ\n"
    "สิ่งที่ส่งมาด้วย กำหนดการ จำนวน ๑ ชุด\n"
    "ด้วยจังหวัดตราดกำหนดประชุมประจำเดือน\n"
    "จึงเรียนมาเพื่อทราบ\n"
    "ขอแสดงความนับถือ\n"
    "(นายสมมุติ ใจดี)\n"
    "ปลัดจังหวัดตราด ปฏิบัติราชการแทน\n"
    "ผู้ว่าราชการจังหวัดตราด\n"
    "สำนักงานจังหวัด\n"
    "โทร. ๐ ๓๙๕๑ ๑๒๓๔\n";

}  // namespace

TEST(FindLetters, GivesTheZonesOfAnExternalLetter) {
    const auto letters = letters_in(kLetter);
    ASSERT_EQ(letters.size(), 1U);
    const Letter& letter = letters.front();
    EXPECT_EQ(letter.kind, "external_letter");
    EXPECT_THAT(texts(letter, ZoneKind::Speed), ElementsAre("ด่วนมาก"));
    EXPECT_THAT(texts(letter, ZoneKind::Letterhead),
                ElementsAre("ศาลากลางจังหวัดตราด", "ถนนราษฎร์นิยม ตร ๒๓๐๐๐"));
    EXPECT_THAT(texts(letter, ZoneKind::Date), ElementsAre("๓ มีนาคม ๒๕๖๙"));
    EXPECT_THAT(texts(letter, ZoneKind::Signature),
                ElementsAre("(นายสมมุติ ใจดี)", "ปลัดจังหวัดตราด ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดตราด"));
    EXPECT_THAT(texts(letter, ZoneKind::Owner), ElementsAre("สำนักงานจังหวัด", "โทร. ๐ ๓๙๕๑ ๑๒๓๔"));
}

TEST(FindLetters, AStampBeforeTheNumberBelongsToTheLetterThatFollows) {
    const auto letters =
        letters_in(kLetter + "\nเทศบาลตำบลสมมุติ\nเลขรับ ๑๒\nวันที่ ๔ มี.ค. ๖๙\nเวลา ๑๐.๐๐ น.\n" + kLetter);
    ASSERT_EQ(letters.size(), 2U);
    EXPECT_TRUE(texts(letters[0], ZoneKind::ReceivedStamp).empty());
    EXPECT_THAT(texts(letters[1], ZoneKind::ReceivedStamp),
                ElementsAre("เทศบาลตำบลสมมุติ", "เลขรับ ๑๒", "วันที่ ๔ มี.ค. ๖๙", "เวลา ๑๐.๐๐ น."));
}

TEST(FindLetters, EveryLineIsInOneZone) {
    const auto letters = letters_in(kLetter + "\n???\n" + kLetter);
    std::map<int, int> seen;
    for (const Letter& letter : letters)
        for (const Zone& zone : letter.zones)
            for (const Line& line : zone.lines)
                ++seen[line.number];
    EXPECT_EQ(seen.size(), 33U);  // blank lines are in none
    for (const auto& [line, times] : seen)
        EXPECT_EQ(times, 1) << "line " << line;
}

TEST(FindLetters, NoteOnTheReceivedCopyIsNoLetter) {
    std::string text = kLetter;
    text.replace(text.find("(นายสมมุติ"), std::string::npos,
                 "เรียน ปลัดเทศบาล\n- เห็นควรแจ้งกองช่าง\n(นางสมหญิง รักงาน)\nเจ้าพนักงานธุรการ\nสำนักงานจังหวัด\n");
    const auto letters = letters_in(text);
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_TRUE(texts(letters[0], ZoneKind::Signature).empty());
    EXPECT_THAT(texts(letters[0], ZoneKind::MarginalNote),
                ElementsAre("เรียน ปลัดเทศบาล", "- เห็นควรแจ้งกองช่าง", "(นางสมหญิง รักงาน)", "เจ้าพนักงานธุรการ"));
}

TEST(FindLetters, ACitationAtTheStartOfALineOpensNoLetter) {
    std::string text = kLetter;
    text.replace(text.find("ด้วยจังหวัด"), 0, "ตามหนังสือจังหวัดตราด\nที่ ตร ๐๐๑๗.๒/ว ๔๓ ลงวันที่ ๒ มีนาคม ๒๕๖๙ แจ้งว่า\n");
    EXPECT_EQ(letters_in(text).size(), 1U);
}

TEST(FindLetters, TextThatIsNoLetterHoldsNone) {
    for (const char* text : {"", "ข่าวประชาสัมพันธ์วันนี้\nนายกรัฐมนตรีกล่าวว่า\n", "แบบรายงาน\nชื่อ .....\nวันที่ .....\n",
                             "ที่ มท ๐๘๐๑.๔/ว ๖๑๐๓\nเป็นหนังสือที่อ้างถึงในตาราง\n"})
        EXPECT_TRUE(letters_in(text).empty()) << text;
}

TEST(FindLetters, CorpusOfOtherTextsHoldsNone) {
    int files = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(SARABAN_ROOT) / "corpus/not_letters")) {
        if (entry.path().extension() != ".txt") continue;
        ++files;
        EXPECT_TRUE(letters_in(test::content_of(entry.path())).empty()) << entry.path();
    }
    EXPECT_GE(files, 5);
}

TEST(FindLetters, AnEnclosureDoesNotChangeTheKindOfTheLetterBeforeIt) {
    std::vector<OcrPage> pages = test::text_page(
        "ที่ มท ๐๘๐๙.๒/ว ๑๖๖\n"
        "ถึง สำนักงานท้องถิ่นจังหวัดทุกจังหวัด\n"
        "พร้อมนี้ ขอส่งหนังสือที่ตอบข้อหารือ เพื่อถือเป็นแนวทางปฏิบัติ\n"
        "สำนักงาน ก.ท.\n๑๕ ตุลาคม ๒๕๕๐\n");
    // Its number is not legible, so that it opens no letter of its own.
    pages.push_back(test::text_page("เรียน ผู้ว่าราชการจังหวัดตราด\n"
                                    "ตามที่ได้หารือนั้น ขอเรียนว่าดำเนินการได้\n"
                                    "ขอแสดงความนับถือ\n")
                        .front());
    pages.back().page = 2;
    for (Line& line : pages.back().lines)
        line.page = 2;
    const auto letters = find_letters(pages, test::rules());
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_EQ(letters.front().kind, "stamped_letter");
}

TEST(FindLetters, TellsTheKindsApart) {
    const std::string date = "๓ มีนาคม ๒๕๖๙\n";
    const struct {
        const char* kind;
        std::string text;
    } cases[] = {
        {"internal_memo",
         "บันทึกข้อความ\nส่วนราชการ กองคลัง โทร. ๑๒\nที่ กค ๐๔๐๑/๑๒    วันที่ " + date +
             "เรื่อง ขออนุมัติ\nเรียน อธิบดี\nด้วยกองคลังขออนุมัติ\nจึงเรียนมาเพื่อโปรดพิจารณา\n(นายก รักงาน)\nผู้อำนวยการ\n"},
        {"stamped_letter",
         "ที่ มท ๐๘๐๘.๒/ว ๓๐๗\nถึง ท้องถิ่นจังหวัด ทุกจังหวัด\nตามหนังสือที่ส่งมา จึงขอแจ้งให้ทราบ\nกรมการปกครอง\n" + date},
        {"order",
         "คำสั่งอำเภอเมือง\nที่ ๑๒/๒๕๖๙\nเรื่อง แต่งตั้งคณะทำงาน\nด้วยอำเภอเมือง\nสั่ง ณ วันที่ ๓ มีนาคม พ.ศ. ๒๕๖๙\n(นายก "
         "รักงาน)\nนายอำเภอเมือง\n"},
        {"announcement",
         "ประกาศจังหวัดตราด\nเรื่อง รับสมัคร\nด้วยจังหวัดตราด\nประกาศ ณ วันที่ ๓ มีนาคม พ.ศ. ๒๕๖๙\n(นายก "
         "รักงาน)\nผู้ว่าราชการจังหวัดตราด\n"},
        {"regulation",
         "ระเบียบกระทรวงมหาดไทย\nว่าด้วยการเบิกจ่าย\nพ.ศ. ๒๕๖๙\nข้อ ๑ ระเบียบนี้เรียกว่า\nประกาศ ณ วันที่ ๓ มีนาคม พ.ศ. "
         "๒๕๖๙\n(นายก รักงาน)\nรัฐมนตรี\n"},
        {"radio_message", "วิทยุสื่อสารกรมการปกครอง\nที่ นม ๐๑๑๗/๘๓๓๗    วันที่ " + date +
                              "จาก นายอำเภอเมือง\nถึง นายกเทศมนตรีตำบล\nข้อความ\nด้วยได้รับแจ้ง\n"},
    };
    for (const auto& c : cases) {
        SCOPED_TRACE(c.kind);
        const auto letters = letters_in(c.text);
        ASSERT_EQ(letters.size(), 1U);
        EXPECT_EQ(letters[0].kind, c.kind);
    }
}
