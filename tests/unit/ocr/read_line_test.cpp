#include "pipeline/ocr/read_line.h"

#include <gtest/gtest.h>

using namespace saraban;

namespace {
ReadWord word(std::string text, int left, bool blank = false, float confidence = 0.9F) {
    return {std::move(text), {left, 10, left + 10, 30}, confidence, blank};
}
}  // namespace

TEST(ReadLine, HasBlanksOnlyWhereTheEngineSawThem) {
    const Line line = make_line(3, {word("กรม", 0), word("ส่งเสริม", 10), word("๒๗", 30, true)});
    EXPECT_EQ(line.text, "กรมส่งเสริม ๒๗");
    EXPECT_EQ(line.page, 3);
    ASSERT_EQ(line.words.size(), 3U);
    EXPECT_EQ(line.text.substr(line.words[1].begin, line.words[1].end - line.words[1].begin), "ส่งเสริม");
    EXPECT_EQ(line.box, (Box{0, 10, 40, 30}));
}

TEST(ReadLine, IsInNormalFormAlsoAcrossPieces) {
    const Line line =
        make_line(1, {word("จ", 0, false, 0.9F), word("ํานวน", 10, false, 0.4F), word("", 20), word(" ", 30)});
    EXPECT_EQ(line.text, "จำนวน");
    ASSERT_EQ(line.words.size(), 1U);
    EXPECT_EQ(line.words[0].box, (Box{0, 10, 20, 30}));
    EXPECT_FLOAT_EQ(line.words[0].confidence, 0.4F);
}

TEST(ReadLine, TakesTheLetterOInAThaiNumberForItsZero) {
    const auto text = [](std::string piece) { return make_line(1, {word(std::move(piece), 0)}).text; };
    EXPECT_EQ(text("๒o๑O"), "๒๐๑๐");
    EXPECT_EQ(text("(o-๒๒๔๑-๙ooo)"), "(๐-๒๒๔๑-๙๐๐๐)");
    EXPECT_EQ(text("o,๒๐o.-"), "๐,๒๐๐.-");
    for (const char* other :
         {"Covid๑๙", "no๑", "No.๑", "๑of", "foo", "o", "2o1", "GOO๑", "o)", "๑. o", "so-๑"})
        EXPECT_EQ(text(other), other);
}

TEST(ReadLine, TakesTheLetterOForAZeroAlsoWhereTheEngineCutsTheNumber) {
    const Line line = make_line(1, {word("๕,", 0), word("o", 10), word("๘๑", 20), word("o", 30, true)});
    EXPECT_EQ(line.text, "๕,๐๘๑ o");
    ASSERT_EQ(line.words.size(), 4U);
    EXPECT_EQ(line.text.substr(line.words[1].begin, line.words[1].end - line.words[1].begin), "๐");
    EXPECT_FALSE(line.words[1].doubts);
}

TEST(ReadLine, StandsBadInput) {
    EXPECT_EQ(make_line(1, {}).text, "");
    EXPECT_FALSE(make_line(1, {}).box);
    EXPECT_EQ(make_line(1, {word("\xE0\xB8", 0)}).text, "\uFFFD");
    EXPECT_FLOAT_EQ(make_line(1, {word("ก", 0, false, -1)}).words[0].confidence, 0);
}

TEST(ReadLine, KeepsTheDoubtsAboutDigitsWhereTheyStand) {
    ReadWord number = word("ํา๖๑๐๓", 10);  // a mark joins it to the word before; normal form makes ำ of it
    number.doubts = {{.at = std::string_view("ํา๖๑").size(), .others = {{'6', .7F}}}};
    ReadWord before = word("น", 0);
    before.doubts.emplace();
    const Line line = make_line(1, {before, number, word("๕", 30, true)});
    ASSERT_EQ(line.words.size(), 2U);
    ASSERT_TRUE(line.words[0].doubts);
    ASSERT_EQ(line.words[0].doubts->size(), 1U);
    EXPECT_EQ(line.text.substr(line.words[0].doubts->front().at), "๐๓ ๕");
    EXPECT_EQ(line.words[0].doubts->front().others.front().digit, '6');
    EXPECT_FALSE(line.words[1].doubts) << "it does not say";
}
