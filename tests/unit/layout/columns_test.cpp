#include "pipeline/layout/columns.h"

#include "pipeline/layout/page_lines.h"
#include "tests/support/rules.h"

#include <gmock/gmock.h>

using namespace saraban;
using testing::ElementsAre;

namespace {

/// A line of one word in a box 40 pixels high.
Line at(int left, int top, int right, const std::string& text) {
    const Box box{left, top, right, top + 40};
    return {.page = 1, .number = 1, .text = text, .words = {{0, text.size(), box, 0.9F}}, .box = box};
}

std::vector<std::string> texts(const std::vector<Line>& lines) {
    std::vector<std::string> out;
    for (const Placed& placed : in_columns(lines, test::rules()))
        out.push_back(placed.line.text);
    return out;
}

}  // namespace

TEST(InColumns, ReadsTwoStampsSideBySideOneAfterTheOther) {
    EXPECT_THAT(texts({at(100, 100, 400, "เทศบาลตำบลสมมุติ"), at(800, 105, 1100, "กองคลัง"),
                       at(100, 160, 300, "เลขรับ ๑๒"), at(800, 162, 1000, "เลขรับ ๓๔")}),
                ElementsAre("เทศบาลตำบลสมมุติ", "เลขรับ ๑๒", "กองคลัง", "เลขรับ ๓๔"));
}

TEST(InColumns, KeepsNumberAndLetterheadOfOneRowApart) {
    EXPECT_THAT(texts({at(100, 100, 500, "ที่ มท ๐๘๐๘.๒/ว ๓๐๗"), at(1000, 100, 1500, "กระทรวงมหาดไทย"),
                       at(1000, 160, 1500, "ถนนอัษฎางค์ กทม. ๑๐๒๐๐")}),
                ElementsAre("ที่ มท ๐๘๐๘.๒/ว ๓๐๗", "กระทรวงมหาดไทย", "ถนนอัษฎางค์ กทม. ๑๐๒๐๐"));
}

TEST(InColumns, EndsNumberAndLetterheadAtTheSubjectHoweverShortItIs) {
    EXPECT_THAT(
        texts({at(100, 100, 500, "ที่ นม ๙๒๗๐๑/ว ๕๕๗"), at(1000, 100, 1500, "ที่ทำการองค์การบริหารส่วนตำบล"),
               at(1000, 160, 1500, "ถนนมิตรภาพ นม ๓๐๐๐๐"), at(900, 240, 1300, "๘ พฤศจิกายน ๒๕๕๓"),
               at(100, 320, 500, "เรื่อง ขอเชิญประชุม"), at(100, 400, 180, "เรียน"),
               at(300, 480, 1500, "ด้วยองค์การบริหารส่วนตำบลขอเชิญท่านเข้าร่วมประชุม")}),
        ElementsAre("ที่ นม ๙๒๗๐๑/ว ๕๕๗", "ที่ทำการองค์การบริหารส่วนตำบล", "ถนนมิตรภาพ นม ๓๐๐๐๐", "๘ พฤศจิกายน ๒๕๕๓",
                    "เรื่อง ขอเชิญประชุม", "เรียน", "ด้วยองค์การบริหารส่วนตำบลขอเชิญท่านเข้าร่วมประชุม"));
}

TEST(InColumns, JoinsWhatIsOneThingWithAGapInIt) {
    EXPECT_THAT(texts({at(100, 100, 400, "ที่ มท ๐๘๐๘.๒/ว"), at(600, 100, 700, "๓๐๗")}),
                ElementsAre("ที่ มท ๐๘๐๘.๒/ว ๓๐๗"));
    EXPECT_THAT(texts({at(100, 100, 200, "เรื่อง"), at(400, 100, 900, "ขอเชิญประชุม")}),
                ElementsAre("เรื่อง ขอเชิญประชุม"));
    EXPECT_THAT(texts({at(700, 100, 760, "๑๓"), at(900, 100, 1300, "กุมภาพันธ์ ๒๕๕๐")}),
                ElementsAre("๑๓ กุมภาพันธ์ ๒๕๕๐"));
}

TEST(InColumns, DoesNotTearJustifiedLinesApart) {
    const std::string left = "จังหวัดได้รับแจ้งจากกระทรวงมหาดไทยว่าคณะรัฐมนตรี";
    const std::string right = "มีมติเห็นชอบแนวทางการดำเนินงานตามที่เสนอ";
    EXPECT_THAT(texts({at(100, 100, 800, left + "ก"), at(950, 100, 1600, right + "ข"),
                       at(100, 150, 800, left + "ค"), at(950, 150, 1600, right + "ง")}),
                ElementsAre(left + "ก", right + "ข", left + "ค", right + "ง"));
}

TEST(InColumns, SeesAParagraphByItsWhiteSpace) {
    const auto placed = in_columns({at(100, 100, 900, "ก"), at(100, 160, 900, "ข"), at(100, 220, 900, "ค"),
                                    at(100, 320, 900, "ง"), at(100, 380, 900, "จ")},
                                   test::rules());
    std::vector<int> gaps;
    for (const Placed& p : placed)
        gaps.push_back(p.gap);
    EXPECT_THAT(gaps, ElementsAre(0, 0, 0, 2, 0));
}

TEST(InColumns, LeavesAQuantityAtTheMarginWithItsItem) {
    EXPECT_THAT(texts({at(300, 100, 700, "ลงวันที่ ๕ มกราคม ๒๕๖๙"), at(1200, 100, 1500, "จำนวน ๑ ชุด"),
                       at(300, 160, 700, "๒. กำหนดการ"), at(1200, 160, 1500, "จำนวน ๒ แผ่น")}),
                ElementsAre("ลงวันที่ ๕ มกราคม ๒๕๖๙", "จำนวน ๑ ชุด", "๒. กำหนดการ", "จำนวน ๒ แผ่น"));
}

TEST(InColumns, PartsSidesThatAlternateWithoutSharingRows) {
    EXPECT_THAT(texts({at(800, 100, 1300, "ขอแสดงความนับถือ"), at(900, 300, 1400, "เรียน นายอำเภอสมมุติ"),
                       at(200, 350, 600, "สำนักงานจังหวัด"), at(900, 400, 1400, "- เพื่อโปรดทราบ"),
                       at(200, 450, 600, "โทร. ๐ ๒๑๒๓ ๔๕๖๗"), at(900, 500, 1300, "ปลัดอำเภอ")}),
                ElementsAre("ขอแสดงความนับถือ", "เรียน นายอำเภอสมมุติ", "- เพื่อโปรดทราบ", "ปลัดอำเภอ",
                            "สำนักงานจังหวัด", "โทร. ๐ ๒๑๒๓ ๔๕๖๗"));
}

TEST(InColumns, DoesNotPutTheOwnerBeforeTheClosing) {
    EXPECT_THAT(texts({at(300, 100, 700, "จึงเรียนมาเพื่อพิจารณา"), at(800, 200, 1300, "ขอแสดงความนับถือ"),
                       at(850, 400, 1250, "(นายสมมุติ ใจดี)"), at(200, 500, 600, "สำนักปลัด")}),
                ElementsAre("จึงเรียนมาเพื่อพิจารณา", "ขอแสดงความนับถือ", "(นายสมมุติ ใจดี)", "สำนักปลัด"));
}

TEST(InBlocks, KeepsTheLinesOfAFrameTogether) {
    OcrPage page;
    page.lines = {at(100, 100, 400, "เลขรับ"),     at(450, 102, 520, "๑๒"),
                  at(900, 110, 1300, "กองคลัง"),   at(100, 160, 400, "วันที่ ๕ ม.ค. ๖๙"),
                  at(950, 165, 1250, "เลขรับ ๓๔"), at(100, 300, 500, "ที่ มท ๐๘๐๘.๒/ว ๓๐๗")};
    page.frames = {{80, 80, 600, 220}, {880, 90, 1400, 230}};
    std::vector<std::string> out;
    for (const Placed& placed : in_blocks(page, test::rules()))
        out.push_back(std::to_string(placed.frame) + " " + placed.line.text);
    EXPECT_THAT(
        out, ElementsAre("1 เลขรับ ๑๒", "1 วันที่ ๕ ม.ค. ๖๙", "2 กองคลัง", "2 เลขรับ ๓๔", "0 ที่ มท ๐๘๐๘.๒/ว ๓๐๗"));
}

TEST(InBlocks, KeepsAStampApartFromTheLetterheadUnderIt) {
    OcrPage page;
    page.lines = {at(100, 300, 500, "ที่ มท ๐๘๐๘.๒/ว ๓๐๗"), at(900, 300, 1300, "ที่ว่าการอำเภอสมมุติ"),
                  at(900, 360, 1200, "ถนนสมมุติ"), at(880, 180, 1290, "เลขรับ ๑๒"),
                  at(880, 290, 1290, "วันที่ ๕ ม.ค. ๖๙")};
    page.lines[3].stamp = page.lines[4].stamp = 1;
    page.stamps = {{850, 150, 1400, 420}};
    std::vector<std::string> out;
    for (const Placed& placed : in_blocks(page, test::rules()))
        out.push_back(std::to_string(placed.frame) + " " + placed.line.text);
    EXPECT_THAT(out, ElementsAre("1 เลขรับ ๑๒", "1 วันที่ ๕ ม.ค. ๖๙", "0 ที่ มท ๐๘๐๘.๒/ว ๓๐๗", "0 ที่ว่าการอำเภอสมมุติ",
                                 "0 ถนนสมมุติ"));
}

TEST(PageLines, ADayAndAYearInColouredInkAreAStamp) {
    for (const char* text : {"10_นย 2553", "น 15น.ย. 2553", "8w.อ. 2553", "๑๐ พธ ๒๕๕๓"}) {
        OcrPage page;
        page.lines = {at(900, 180, 1290, text), at(900, 260, 1290, "ส่วาร้าระ")};
        page.lines[0].stamp = page.lines[1].stamp = 1;
        page.stamps = {{850, 150, 1400, 420}};
        for (const PageLine& line : page_lines({page}, test::rules()))
            EXPECT_EQ(line.zone, ZoneKind::ReceivedStamp) << text;
    }
    // Print, a register number, a meeting of a year, a sentence.
    for (const char* text : {"10 นย 2553", "2059/2553", "ครั้งที่ 3/2553", "ตามที่ได้ประชุม 12 คน เมื่อปี 2553"}) {
        OcrPage page;
        page.lines = {at(900, 180, 1290, text)};
        page.lines[0].stamp = text == std::string("10 นย 2553") ? 0 : 1;
        page.stamps = {{850, 150, 1400, 420}};
        for (const PageLine& line : page_lines({page}, test::rules()))
            EXPECT_FALSE(line.zone) << text;
    }
}

TEST(PageLines, AreThoseOfTheUprightPageWhateverWayItLies) {
    OcrPage standing;
    standing.size = {2480, 3508};
    standing.lines = {at(100, 100, 400, "เทศบาลตำบลสมมุติ"), at(800, 105, 1100, "กองคลัง"),
                      at(100, 160, 300, "เลขรับ ๑๒"), at(800, 162, 1000, "เลขรับ ๓๔")};
    const auto expected = page_lines({standing}, test::rules());
    for (int turns = 1; turns < 4; ++turns) {
        // The page as it lies: turned the other way round.
        OcrPage lying = standing;
        standing.quarter_turns = 4 - turns;
        for (Line& line : lying.lines) {
            line.box = upright(*line.box, standing);
            line.words[0].box = upright(line.words[0].box, standing);
        }
        standing.quarter_turns = 0;
        lying.quarter_turns = turns;
        if (turns % 2 == 1) lying.size = {standing.size.height, standing.size.width};
        const auto got = page_lines({lying}, test::rules());
        ASSERT_EQ(got.size(), expected.size());
        for (std::size_t i = 0; i < got.size(); ++i) {
            EXPECT_EQ(got[i].line.text, expected[i].line.text) << turns << " quarter turns";
            EXPECT_EQ(upright(*got[i].line.box, lying), *expected[i].line.box)
                << "the box is that of the source";
        }
    }
}
