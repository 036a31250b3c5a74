#include "pipeline/image/stamps.h"

#include "pipeline/image/text_lines.h"

#include <gmock/gmock.h>
#include <leptonica/allheaders.h>

using namespace saraban;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

constexpr int kDpi = 300;
constexpr double kRadians = 3.14159265358979323846 / 180;

void paint(const PixPtr& pix, int x, int y, int w, int h) {
    pixRasterop(pix.get(), x, y, w, h, PIX_SET, nullptr, 0, 0);
}

/// A stamp of 900 x 380 at (left, top): frame, two rows of letters, one of dots between them.
void draw_stamp(const PixPtr& pix, int left, int top) {
    BOX* frame = boxCreate(left, top, 900, 380);
    pixRenderBox(pix.get(), frame, 4, L_SET_PIXELS);
    boxDestroy(&frame);
    for (int i = 0; i < 20; ++i) {
        paint(pix, left + 150 + 30 * i, top + 80, 22, 30);
        paint(pix, left + 100 + 35 * i, top + 190, 5, 5);
        if (i < 8) paint(pix, left + 300 + 36 * i, top + 230, 26, 40);
    }
}

CleanPage page_with(PixPtr coloured) {
    CleanPage page;
    page.source = {pixGetWidth(coloured.get()), pixGetHeight(coloured.get())};
    page.dpi = page.source_dpi = kDpi;
    page.image.reset(pixCreate(page.source.width, page.source.height, 1));
    page.coloured = std::move(coloured);
    return page;
}

}  // namespace

TEST(CutStamps, StraightensAStampAndKnowsTheWayBack) {
    const PixPtr level(pixCreate(2480, 3508, 1));
    draw_stamp(level, 1300, 200);
    for (const double slant : {-5.0, -1.5, 0.0, 3.0, 6.0}) {
        PixPtr slanted(pixRotate(level.get(), static_cast<l_float32>(slant * kRadians), L_ROTATE_SAMPLING,
                                 L_BRING_IN_WHITE, 0, 0));
        const CleanPage page = page_with(std::move(slanted));
        const auto stamps = cut_stamps(page);
        ASSERT_THAT(stamps, SizeIs(1)) << slant;
        EXPECT_NEAR(stamps[0].page.skew, -slant, 0.4);
        const auto lines = find_text_lines(stamps[0].page.image.get(), kDpi);
        ASSERT_THAT(lines, SizeIs(2)) << slant << ": neither frame nor dots are lines";
        EXPECT_THAT(lines[0].parts, SizeIs(20));
        EXPECT_THAT(lines[1].parts, SizeIs(8));
        // The box of a line lies on its ink in the source.
        const saraban::Box box = stamps[0].page.to_source(lines[1].band);
        BOX* clip = boxCreate(box.left, box.top, box.width(), box.height());
        const PixPtr piece(pixClipRectangle(page.coloured.get(), clip, nullptr));
        boxDestroy(&clip);
        l_int32 ink = 0;
        pixCountPixels(piece.get(), &ink, nullptr);
        EXPECT_NEAR(ink, 8 * 26 * 40, 8 * 26 * 40 / 8) << slant;
    }
}

TEST(CutStamps, TakesTwoStampsSideBySideApart) {
    PixPtr level(pixCreate(2480, 3508, 1));
    draw_stamp(level, 200, 200);
    draw_stamp(level, 1300, 230);
    EXPECT_THAT(cut_stamps(page_with(std::move(level))), SizeIs(2));
}

TEST(CutStamps, FindsNoneWithoutColourAndInStrokes) {
    CleanPage plain;
    plain.dpi = kDpi;
    plain.image.reset(pixCreate(100, 100, 1));
    EXPECT_THAT(cut_stamps(plain), IsEmpty());
    PixPtr strokes(pixCreate(2480, 3508, 1));
    paint(strokes, 300, 400, 90, 8);
    paint(strokes, 900, 1400, 60, 60);
    EXPECT_THAT(cut_stamps(page_with(std::move(strokes))), IsEmpty());
}
