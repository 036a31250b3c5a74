#include "pipeline/image/text_lines.h"

#include "pipeline/image/clean.h"
#include "pipeline/image/document.h"

#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>
#include <leptonica/allheaders.h>
#include <nlohmann/json.hpp>

using namespace saraban;

namespace {

/// A drawing of text: letters 20 x 30 on lines 60 apart, at 300 dpi.
class Drawing {
public:
    Drawing() : pix_(pixCreate(1000, 600, 1)) {}
    void paint(int x, int y, int w, int h) { pixRasterop(pix_.get(), x, y, w, h, PIX_SET, nullptr, 0, 0); }
    void letters(int from, int count, int top) {
        for (int i = 0; i < count; ++i)
            paint(from + 26 * i, top, 20, 30);
    }
    [[nodiscard]] std::vector<TextLine> lines() const { return find_text_lines(pix_.get(), 300); }

private:
    PixPtr pix_;
};

int ink(const TextLine& line) {
    l_int32 count = 0;
    pixCountPixels(line.image.get(), &count, nullptr);
    return count;
}

}  // namespace

TEST(TextLines, HaveTheirOwnMarksAndNoOthers) {
    Drawing page;
    page.letters(100, 10, 100);
    page.letters(100, 10, 170);    // 40 pixels between the lines
    page.paint(150, 85, 12, 10);   // over the first line
    page.paint(150, 134, 12, 8);   // under it
    page.paint(250, 152, 12, 10);  // over the second
    const auto lines = page.lines();
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(ink(lines[0]), 10 * 600 + 120 + 96);
    EXPECT_EQ(ink(lines[1]), 10 * 600 + 120);
    EXPECT_EQ(lines[0].band, (saraban::Box{100, 100, 354, 130}));
}

TEST(TextLines, HaveTheSameRoomWhateverTheirMarks) {
    Drawing page;
    page.letters(100, 10, 100);
    page.letters(100, 10, 270);
    page.paint(150, 80, 12, 15);
    const auto lines = page.lines();
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].area.height(), lines[1].area.height());
    EXPECT_LT(lines[0].area.top, 80);
}

TEST(TextLines, PartARowAtAWideGapAndOrderItFromTheLeft) {
    Drawing page;
    page.letters(100, 10, 100);
    page.letters(700, 8, 96);
    page.letters(100, 10, 170);
    const auto lines = page.lines();
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0].band.left, 100) << "from the left, although the right part stands higher";
    EXPECT_EQ(lines[1].band.left, 700);
    EXPECT_EQ(lines[2].band.top, 170);
}

TEST(TextLines, KeepWordsApartByBlanksOnOneLine) {
    Drawing page;
    page.letters(100, 4, 100);
    page.letters(100 + 4 * 26 + 60, 4, 101);
    page.letters(100 + 8 * 26 + 120, 4, 99);
    EXPECT_EQ(page.lines().size(), 1U);
}

TEST(TextLines, LeaveRulesFramesAndDrawingsOut) {
    Drawing page;
    page.letters(100, 10, 100);
    page.paint(80, 133, 800, 3);   // a rule under the line
    page.paint(600, 200, 3, 350);  // a frame's side
    page.paint(700, 200, 200, 200);
    const auto lines = page.lines();
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(ink(lines[0]), 10 * 600);
}

TEST(TextLines, AreNoneOnABlankPageAndInDust) {
    EXPECT_TRUE(Drawing().lines().empty());
    Drawing dust;
    for (int i = 0; i < 50; ++i)
        dust.paint(13 * i + 20, (37 * i) % 500, 3, 3);
    EXPECT_TRUE(dust.lines().empty());
}

TEST(TextLines, AreThoseOfADemoLetter) {
    const PageImage image =
        Document::open(SARABAN_ROOT "/corpus/demo/004_6512c8666af8545a_p1.png", Limits{}).image(1);
    const CleanPage page = clean(image, {});
    std::vector<saraban::Box> found;
    for (const TextLine& line : find_text_lines(page.image.get(), page.dpi))
        found.push_back(page.to_source(line.band));

    nlohmann::json truth;
    std::ifstream(SARABAN_ROOT "/corpus/demo/truth/004_6512c8666af8545a.truth.json") >> truth;
    int lines = 0, alone = 0;
    for (const auto& line : truth["pages"][0]["lines"]) {
        if (line["zone"] == "received_stamp" || line["zone"] == "signature") continue;  // slanted, or drawn
        const auto box = line["box"].get<std::vector<int>>();
        ++lines;
        // A band inside the line's height that covers its middle, and no band that reaches over two lines.
        const int x = (box[0] + box[2]) / 2;
        alone += std::count_if(found.begin(), found.end(), [&](const saraban::Box& band) {
                     return band.left <= x && x <= band.right && band.top >= box[1] - 6 &&
                            band.bottom <= box[3] + 6;
                 }) >= 1;
    }
    EXPECT_GT(lines, 15);
    EXPECT_GE(alone, lines - 1) << "a line whose middle is a blank may be missed";
}
