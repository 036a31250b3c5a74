#include "tools/ocr_score.h"

#include <gtest/gtest.h>

using namespace saraban;

namespace {

Line line(const std::string& text, int left, int top) {
    Line out;
    out.text = text;
    out.box = Box{.left = left, .top = top, .right = left + 300, .bottom = top + 40};
    return out;
}

TruePage letter() {
    TruePage page;
    page.group = "Laksaman, clean 200";
    page.dpi = 200;
    page.lines = {{.text = "ที่ มท ๐๘๐๑.๔/ว ๖๑๐๓", .left = 100, .middle = 120},
                  {.text = "กรมการปกครอง", .left = 700, .middle = 122},
                  {.text = "๒๔ มีนาคม ๒๕๖๙", .left = 500, .middle = 200}};
    page.fields = {{.name = "document_number", .spellings = {"มท ๐๘๐๑.๔/ว ๖๑๐๓"}},
                   {.name = "date", .spellings = {"๒๔ มี.ค. ๒๕๖๙", "๒๔ มีนาคม ๒๕๖๙"}}};
    return page;
}

OcrScore score_of(const std::vector<Line>& lines) {
    OcrPage read;
    read.lines = lines;
    OcrScore score;
    add_page(score, letter(), read);
    return score;
}

}  // namespace

TEST(OcrScore, KnowsNoReadingOrder) {
    const OcrScore score = score_of({line("๒๔ มีนาคม ๒๕๖๙", 500, 180), line("กรมการปกครอง", 700, 103),
                                     line("ที่ มท ๐๘๐๑.๔/ว ๖๑๐๓", 100, 100)});
    EXPECT_EQ(score.errors, 0);
    EXPECT_EQ(score.numbers.right, score.numbers.asked);
    EXPECT_EQ(score.numbers.asked, 5);
    EXPECT_EQ(score.fields.at("document_number").right, 1);
    EXPECT_EQ(score.fields.at("date").right, 1);
}

TEST(OcrScore, CountsAPlausibleWrongYear) {
    const OcrScore score = score_of({line("ที่ มท ๐๘๐๑.๔/ว ๖๑๐๓", 100, 100), line("กรมการปกครอง", 700, 103),
                                     line("๒๓ มีนาคม ๒๕๒๓", 500, 180)});
    EXPECT_EQ(score.errors, 3);
    EXPECT_EQ(score.digits.asked - score.digits.right, 3);
    EXPECT_EQ(score.numbers.right, 3);
    EXPECT_EQ(score.fields.at("date").right, 0);
    EXPECT_EQ(score.fields.at("date").asked, 1);
}

TEST(OcrScore, CountsWhatStandsNowhereAndWhatIsMissing) {
    const OcrScore dirt = score_of({line("ที่ มท ๐๘๐๑.๔/ว ๖๑๐๓", 100, 100), line("กรมการปกครอง", 700, 103),
                                    line("๒๔ มีนาคม ๒๕๖๙", 500, 180), line("ฝ ฉ่", 100, 190)});
    EXPECT_EQ(dirt.errors, 5);
    const OcrScore nothing = score_of({});
    EXPECT_EQ(nothing.errors, nothing.characters);
    EXPECT_DOUBLE_EQ(nothing.error_rate(), 100);
}

TEST(OcrScore, LooksForFieldsInTheWholePageWhereLinesAreUnknown) {
    TruePage scan;
    scan.fields = {{.name = "subject", .spellings = {"การขอรับเงินอุดหนุน"}},
                   {.name = "month", .spellings = {"มีนาคม๒๕๕๑", "มีนาคม2551"}}};
    OcrPage read;
    read.lines = {line("เรื่อง การขอรับเงิน", 100, 100), line("อุดหนุน ๒ มีนาคม ๒๕๕๒", 100, 200)};
    OcrScore score;
    add_page(score, scan, read);
    EXPECT_EQ(score.fields.at("subject").right, 1);
    EXPECT_EQ(score.fields.at("month").right, 0);
    EXPECT_EQ(score.characters, 0);
}

TEST(OcrScore, TakesQuantilesOfPages) {
    EXPECT_DOUBLE_EQ(quantile({3, 1, 2}, 0.5), 2);
    EXPECT_DOUBLE_EQ(quantile({3, 1, 2}, 1), 3);
    EXPECT_DOUBLE_EQ(quantile({}, 0.5), 0);
}
