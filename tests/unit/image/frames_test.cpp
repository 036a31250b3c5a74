#include "pipeline/image/frames.h"

#include "pipeline/image/pix.h"

#include <gmock/gmock.h>
#include <leptonica/allheaders.h>

using namespace saraban;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

constexpr int kDpi = 200;

PixPtr page() {
    return PixPtr(pixCreate(1654, 2339, 1));
}

void draw_frame(const PixPtr& pix, int left, int top, int width, int height) {
    BOX* box = boxCreate(left, top, width, height);
    pixRenderBox(pix.get(), box, 3, L_SET_PIXELS);
    boxDestroy(&box);
}

}  // namespace

TEST(FindFrames, FindsTheFrameOfAStampWithTextInIt) {
    const PixPtr pix = page();
    draw_frame(pix, 1100, 80, 400, 160);
    for (int x = 1130; x < 1400; x += 20)
        pixRasterop(pix.get(), x, 120, 12, 20, PIX_SET, nullptr, 0, 0);
    const auto frames = find_frames(pix.get(), kDpi);
    ASSERT_THAT(frames, SizeIs(1));
    EXPECT_NEAR(frames[0].left, 1100, 4);
    EXPECT_NEAR(frames[0].bottom, 240, 4);
}

TEST(FindFrames, FindsASlantedFrame) {
    const PixPtr upright = page();
    draw_frame(upright, 700, 1000, 400, 160);
    const PixPtr pix(pixRotate(upright.get(), 0.05F, L_ROTATE_SAMPLING, L_BRING_IN_WHITE, 0, 0));
    EXPECT_THAT(find_frames(pix.get(), kDpi), SizeIs(1));
}

TEST(FindFrames, TakesNeitherARuleNorACornerNorABlackBoxNorTheSheetForAFrame) {
    const PixPtr pix = page();
    pixRasterop(pix.get(), 100, 400, 900, 4, PIX_SET, nullptr, 0, 0);
    pixRasterop(pix.get(), 100, 600, 400, 4, PIX_SET, nullptr, 0, 0);
    pixRasterop(pix.get(), 100, 600, 4, 160, PIX_SET, nullptr, 0, 0);
    pixRasterop(pix.get(), 900, 900, 300, 200, PIX_SET, nullptr, 0, 0);
    draw_frame(pix, 20, 20, 1600, 2300);
    EXPECT_THAT(find_frames(pix.get(), kDpi), IsEmpty());
}
