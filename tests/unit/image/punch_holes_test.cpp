#include "pipeline/image/punch_holes.h"

#include "pipeline/image/pix.h"

#include <gtest/gtest.h>
#include <leptonica/allheaders.h>

using namespace saraban;

namespace {

constexpr int kDpi = 300, kWidth = 2480, kHeight = 3508;

void draw_disc(const PixPtr& page, int x, int y, int radius) {
    for (int row = -radius; row <= radius; ++row)
        for (int column = -radius; column <= radius; ++column)
            if (row * row + column * column <= radius * radius)
                pixSetPixel(page.get(), x + column, y + row, 1);
}

int ink_of(const PixPtr& page) {
    l_int32 ink = 0;
    pixCountPixels(page.get(), &ink, nullptr);
    return ink;
}

PixPtr blank() {
    return PixPtr(pixCreate(kWidth, kHeight, 1));
}

}  // namespace

TEST(PunchHoles, AreTakenOutOfTheMargins) {
    const PixPtr page = blank();
    draw_disc(page, 120, 1200, 35);
    draw_disc(page, 125, 2150, 40);
    draw_disc(page, 1240, 100, 36);
    clear_punch_holes(page.get(), kDpi);
    EXPECT_EQ(ink_of(page), 0);
}

TEST(PunchHoles, AreNeitherInTheTextNorHollowNorSquareNorSmall) {
    const PixPtr page = blank();
    draw_disc(page, 1240, 1700, 36);                                    // in the text
    draw_disc(page, 120, 1200, 12);                                     // a full stop in large print
    pixRasterop(page.get(), 90, 1500, 70, 70, PIX_SET, nullptr, 0, 0);  // a box ticked black
    pixRasterop(page.get(), 90, 1800, 12, 90, PIX_SET, nullptr, 0, 0);  // a stroke
    PixPtr ring = blank();
    draw_disc(ring, 120, 2500, 40);
    const PixPtr hollow(pixErodeBrick(nullptr, ring.get(), 25, 25));
    pixSubtract(ring.get(), ring.get(), hollow.get());
    pixOr(page.get(), page.get(), ring.get());  // an o of a heading
    const int before = ink_of(page);
    clear_punch_holes(page.get(), kDpi);
    EXPECT_EQ(ink_of(page), before);
}
