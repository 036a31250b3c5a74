#include "pipeline/image/ink_layers.h"

#include <algorithm>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

constexpr int kWhite = 255;
/// Largest less smallest of red, green and blue, averaged over a few pixels. Ink is what reaches the higher
/// value somewhere, as far as it stays above the lower one; so the pale parts of a stamp stay with it.
constexpr int kSureChroma = 30, kLeastChroma = 16;
/// Lighter paper, highlighter and yellowed edges are no ink.
constexpr int kMostLight = 200;
/// Black that crosses a stamp stays print.
constexpr int kBlack = 95, kBlackChroma = 25;
constexpr double kLeastCover = 0.0003, kMostCover = 0.15;  // of the page

struct Masks {
    PixPtr sure, coloured, black;
};

int chroma_of(l_uint32 pixel) {
    const int red = static_cast<int>(pixel >> 24U), green = static_cast<int>((pixel >> 16U) & 0xFFU),
              blue = static_cast<int>((pixel >> 8U) & 0xFFU);
    return std::max({red, green, blue}) - std::min({red, green, blue});
}

Masks find_masks(Pix* page) {
    const int width = pixGetWidth(page), height = pixGetHeight(page);
    Masks masks{PixPtr(pixCreate(width, height, 1)), PixPtr(pixCreate(width, height, 1)),
                PixPtr(pixCreate(width, height, 1))};
    // Scanners fringe black strokes with opposite colours on their two sides; over a few pixels these cancel
    // out.
    constexpr int kBlur = 2;
    const PixPtr smooth(pixBlockconv(page, kBlur, kBlur));
    const l_uint32* line = pixGetData(page);
    const l_uint32* hue = pixGetData(smooth.get());
    l_uint32* sure = pixGetData(masks.sure.get());
    l_uint32* coloured = pixGetData(masks.coloured.get());
    l_uint32* black = pixGetData(masks.black.get());
    const int step = pixGetWpl(page), mask_step = pixGetWpl(masks.coloured.get());
    for (int y = 0; y < height;
         ++y, line += step, hue += step, sure += mask_step, coloured += mask_step, black += mask_step)
        for (int x = 0; x < width; ++x) {
            const int red = static_cast<int>(line[x] >> 24U),
                      green = static_cast<int>((line[x] >> 16U) & 0xFFU),
                      blue = static_cast<int>((line[x] >> 8U) & 0xFFU);
            const int low = std::min({red, green, blue}), high = std::max({red, green, blue});
            const int chroma = chroma_of(hue[x]);
            const l_uint32 bit = 0x80000000U >> (static_cast<unsigned>(x) % 32U);
            if (chroma >= kSureChroma && low < kMostLight) sure[x / 32] |= bit;
            if (chroma >= kLeastChroma && low < kMostLight) coloured[x / 32] |= bit;
            if (high - low < kBlackChroma && high < kBlack) black[x / 32] |= bit;
        }
    return masks;
}

}  // namespace

std::optional<InkLayers> part_inks(Pix* page) {
    constexpr int kLeastSide = 16;
    if (std::min(pixGetWidth(page), pixGetHeight(page)) < kLeastSide) return std::nullopt;
    Masks masks = find_masks(page);
    // Colour noise is scattered; ink is not.
    const PixPtr seeds(
        pixSelectBySize(masks.sure.get(), 1, 1, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GT, nullptr));
    masks.coloured.reset(seeds ? pixSeedfillBinary(nullptr, seeds.get(), masks.coloured.get(), 8) : nullptr);
    if (!masks.coloured) return std::nullopt;
    l_float32 cover = 0;
    pixForegroundFraction(masks.coloured.get(), &cover);
    if (cover < kLeastCover || cover > kMostCover) return std::nullopt;

    // The pale rim of a stroke belongs to it.
    masks.coloured.reset(pixDilateBrick(nullptr, masks.coloured.get(), 5, 5));
    pixSubtract(masks.coloured.get(), masks.coloured.get(), masks.black.get());
    InkLayers layers;
    layers.print.reset(pixConvertTo8(page, 0));
    layers.coloured.reset(pixCopy(nullptr, layers.print.get()));
    pixSetMasked(layers.print.get(), masks.coloured.get(), kWhite);
    pixInvert(masks.coloured.get(), masks.coloured.get());
    pixSetMasked(layers.coloured.get(), masks.coloured.get(), kWhite);
    return layers;
}

}  // namespace saraban
