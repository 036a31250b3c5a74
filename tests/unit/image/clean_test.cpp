#include "pipeline/image/clean.h"

#include "pipeline/image/document.h"
#include "tests/support/sample_files.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>
#include <leptonica/allheaders.h>

using namespace saraban;

namespace {

/// A page of a demo letter (200 dpi, 8 bits) with a black block beside the text, to be found again.
constexpr saraban::Box kBlock{1480, 1500, 1540, 1580};

PageImage demo_page() {
    PageImage page =
        Document::open(SARABAN_ROOT "/corpus/demo/004_6512c8666af8545a_p1.png", Limits{}).image(1);
    if (pixGetDepth(page.pix.get()) != 8) page.pix.reset(pixConvertTo8(page.pix.get(), 0));
    pixRasterop(page.pix.get(), kBlock.left, kBlock.top, kBlock.width(), kBlock.height(), PIX_CLR, nullptr, 0,
                0);
    return page;
}

/// The block: the solid component of about its area. `scale`: how much larger the page is than the demo page.
saraban::Box find_block(Pix* pix, double scale) {
    const PixPtr binary(pixGetDepth(pix) == 1 ? pixClone(pix) : pixThresholdToBinary(pix, 128));
    const int core = static_cast<int>(40 * scale);
    const PixPtr solid(pixOpenBrick(nullptr, binary.get(), core, core));
    Boxa* found = pixConnCompBB(solid.get(), 8);
    saraban::Box box;
    if (found != nullptr && boxaGetCount(found) == 1) {
        int x = 0, y = 0, w = 0, h = 0;
        boxaGetBoxGeometry(found, 0, &x, &y, &w, &h);
        box = {x, y, x + w, y + h};
    }
    boxaDestroy(&found);
    return box;
}

void expect_near(const saraban::Box& a, const saraban::Box& b, int slack) {
    EXPECT_NEAR(a.left, b.left, slack);
    EXPECT_NEAR(a.top, b.top, slack);
    EXPECT_NEAR(a.right, b.right, slack);
    EXPECT_NEAR(a.bottom, b.bottom, slack);
}

PageImage turned(PageImage page, int quarter_turns, double degrees) {
    if (degrees != 0)
        page.pix.reset(
            pixRotateAMGray(page.pix.get(), static_cast<l_float32>(degrees * std::numbers::pi / 180), 255));
    if (quarter_turns != 0) page.pix.reset(pixRotateOrth(page.pix.get(), quarter_turns));
    return page;
}

}  // namespace

TEST(PageMap, GoesBackThroughEveryStep) {
    PageMap map;
    EXPECT_EQ(map.to_source({1, 2, 3, 4}, {10, 10}), (saraban::Box{1, 2, 3, 4}));
    map.turned(1, {40, 60});  // a page of 60 x 40 turned clockwise
    EXPECT_EQ(map.to_source({39, 0, 40, 1}, {60, 40}), (saraban::Box{0, 0, 1, 1}))
        << "top right was top left";
    map.scaled(2);
    EXPECT_EQ(map.to_source({78, 0, 80, 2}, {60, 40}), (saraban::Box{0, 0, 1, 1}));
    EXPECT_DOUBLE_EQ(map.scale(), 0.5);
    map.turned(3, {120, 80});
    EXPECT_EQ(map.to_source({0, 0, 2, 2}, {60, 40}), (saraban::Box{0, 0, 1, 1})) << "and back";
}

TEST(PageMap, KeepsBoxesInsideThePage) {
    PageMap map;
    map.rotated(0.1, {100, 100});
    const saraban::Box box = map.to_source({0, 0, 100, 100}, {100, 100});
    EXPECT_EQ(box, (saraban::Box{0, 0, 100, 100}));
}

TEST(Clean, MapsBoxesBackFromEveryOrientationAndSkew) {
    const CleanSettings settings;
    for (const int quarter_turns : {0, 1, 2, 3})
        for (const double degrees :
             quarter_turns == 0 ? std::vector<double>{0, 0.7, 4.5} : std::vector<double>{0, -3}) {
            SCOPED_TRACE(std::to_string(quarter_turns) + " quarter turns, " + std::to_string(degrees) +
                         " degrees");
            const PageImage page = turned(demo_page(), quarter_turns, degrees);
            const saraban::Box there = find_block(page.pix.get(), 1);
            ASSERT_GT(there.width(), 0);
            const CleanPage clean_page = clean(page, settings);
            EXPECT_EQ(clean_page.quarter_turns, (4 - quarter_turns) % 4);
            EXPECT_NEAR(clean_page.skew, -degrees, 0.15);
            const saraban::Box here = find_block(clean_page.image.get(), settings.dpi / 200.0);
            ASSERT_GT(here.width(), 0);
            EXPECT_NEAR(here.width(), kBlock.width() * settings.dpi / 200.0, 8)
                << "the page is straight again";
            // A box around a slanted block is wider than the block by its slant.
            const int slant =
                static_cast<int>(std::lround(std::abs(std::tan(degrees * std::numbers::pi / 180)) * 80));
            expect_near(clean_page.to_source(here), there, 3 + slant);
        }
}

TEST(Clean, PlacesOnPagesThatWereReducedAreThoseOfTheFile) {
    const test::Folder folder;
    PageImage page = demo_page();
    page.pix.reset(pixScale(page.pix.get(), 3, 3));
    pixSetResolution(page.pix.get(), 600, 600);
    const saraban::Box there = find_block(page.pix.get(), 3);
    for (const int format : {IFF_PNG, IFF_JFIF_JPEG, IFF_TIFF_LZW}) {
        const auto path = folder / ("fine" + std::to_string(format));
        pixWrite(path.c_str(), page.pix.get(), format);
        const PageImage read = Document::open(path, Limits{}).image(1);
        EXPECT_EQ(read.reduction, 2);
        EXPECT_EQ(pixGetWidth(read.pix.get()), pixGetWidth(page.pix.get()) / 2);
        EXPECT_EQ(size_of(read), size_of(page));
        const CleanPage clean_page = clean(read, CleanSettings{});
        EXPECT_EQ(clean_page.source, size_of(page));
        EXPECT_EQ(clean_page.source_dpi, 600);
        EXPECT_EQ(clean_page.dpi, 300);
        expect_near(clean_page.to_source(find_block(clean_page.image.get(), 1.5)), there, 4);
    }
}

TEST(Clean, RepairsFilesThatLieAboutTheirResolution) {
    EXPECT_EQ(plausible_dpi({2480, 3508}, 300), 300);
    EXPECT_EQ(plausible_dpi({2480, 3508}, 72), 300);
    EXPECT_EQ(plausible_dpi({2480, 3508}, 0), 300);
    EXPECT_EQ(plausible_dpi({2480, 3508}, 1200), 300);
    EXPECT_EQ(plausible_dpi({1240, 1754}, 96), 150) << "12.9 by 18.3 inches are no letter";
    EXPECT_EQ(plausible_dpi({3508, 2480}, 72), 300) << "lying on its side";
    EXPECT_EQ(plausible_dpi({1, 1}, 0), 1);

    PageImage page = demo_page();
    page.dpi = 72;
    const CleanPage repaired = clean(page, {});
    EXPECT_EQ(repaired.source_dpi, 200);
    EXPECT_EQ(pixGetWidth(repaired.image.get()), 1654 * 3 / 2);
}

TEST(Clean, LeavesBlankAndTinyPagesBlank) {
    for (const Size size : {Size{1, 1}, Size{7, 300}, Size{600, 800}}) {
        PageImage page;
        page.pix.reset(pixCreate(size.width, size.height, 8));
        pixSetAll(page.pix.get());
        const CleanPage result = clean(page, {});
        l_int32 blank = 0;
        pixZero(result.image.get(), &blank);
        EXPECT_EQ(blank, 1) << size.width << " x " << size.height;
    }
}

TEST(Clean, RemovesScannerEdgesAndDustButKeepsMarks) {
    PageImage page;
    page.dpi = 300;
    page.pix.reset(pixCreate(2480, 3508, 1));
    Pix* pix = page.pix.get();
    const auto paint = [&](int x, int y, int w, int h) {
        pixRasterop(pix, x, y, w, h, PIX_SET, nullptr, 0, 0);
    };
    paint(0, 0, 40, 3508);      // the lid's edge
    paint(500, 500, 2, 2);      // dust
    paint(600, 600, 4, 9);      // a mai ek
    paint(700, 700, 5, 5);      // a full stop
    paint(2470, 1000, 10, 30);  // a letter cut by the sheet's edge
    const CleanPage result = clean(page, {});
    const auto black = [&](int x, int y) {
        l_uint32 value = 0;
        pixGetPixel(result.image.get(), x, y, &value);
        return value == 1;
    };
    EXPECT_FALSE(black(20, 1700));
    EXPECT_FALSE(black(500, 500));
    EXPECT_TRUE(black(601, 604));
    EXPECT_TRUE(black(702, 702));
    EXPECT_TRUE(black(2475, 1010));
    l_uint32 original = 0;
    pixGetPixel(pix, 20, 1700, &original);
    EXPECT_EQ(original, 1U) << "the source is never changed";
}

TEST(Clean, EvensOutShadows) {
    PageImage page = demo_page();
    Pix* pix = page.pix.get();
    for (int y = 0; y < pixGetHeight(pix); ++y)
        for (int x = 0; x < pixGetWidth(pix); ++x) {
            l_uint32 value = 0;
            pixGetPixel(pix, x, y, &value);
            pixSetPixel(pix, x, y, value * static_cast<l_uint32>(90 + 165 * x / pixGetWidth(pix)) / 255);
        }
    const CleanPage result = clean(page, {});
    l_float32 ink = 0;
    pixForegroundFraction(result.image.get(), &ink);
    const CleanPage even = clean(demo_page(), {});
    l_float32 expected = 0;
    pixForegroundFraction(even.image.get(), &expected);
    EXPECT_NEAR(ink, expected, expected / 4);
}

TEST(Clean, PartsColouredInkFromPrint) {
    PageImage page = demo_page();
    page.pix.reset(pixConvertTo32(page.pix.get()));
    PixPtr frame(pixCreate(pixGetWidth(page.pix.get()), pixGetHeight(page.pix.get()), 1));
    // A blue stamp: bars across the text of the page.
    for (int i = 0; i < 8; ++i)
        pixRasterop(frame.get(), 300, 300 + 40 * i, 400, 12, PIX_SET, nullptr, 0, 0);
    const PixPtr print(pixConvertTo8(page.pix.get(), 0));
    const PixPtr black(pixThresholdToBinary(print.get(), 90));
    PixPtr paint(pixCopy(nullptr, frame.get()));
    pixSubtract(paint.get(), paint.get(), black.get());
    pixSetMasked(page.pix.get(), paint.get(), 0x4060C800);

    const CleanPage parted = clean(page, {.dpi = 200}), plain = clean(demo_page(), {.dpi = 200});
    ASSERT_TRUE(parted.coloured);
    EXPECT_FALSE(plain.coloured);
    const auto ink = [](Pix* pix) {
        l_int32 count = 0;
        pixCountPixels(pix, &count, nullptr);
        return count;
    };
    EXPECT_NEAR(ink(parted.coloured.get()), 8 * 12 * 400, 8 * 12 * 400 / 10);
    EXPECT_NEAR(ink(parted.image.get()), ink(plain.image.get()), ink(plain.image.get()) / 50)
        << "the print is as it was before the stamp";
}
