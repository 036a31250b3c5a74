#include "pipeline/image/ink_layers.h"

#include <algorithm>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

constexpr int kWhite = 255;
/// Largest less smallest of red, green and blue. Print stays below 30, JPEG's colour noise around it
/// below 40.
constexpr int kLeastChroma = 45;
/// Lighter paper, highlighter and yellowed edges are no ink.
constexpr int kMostLight = 200;
/// Black that crosses a stamp stays print.
constexpr int kBlack = 95;
constexpr double kLeastCover = 0.0003, kMostCover = 0.15;  // of the page

struct Masks {
    PixPtr coloured, black;
};

Masks find_masks(Pix* page) {
    const int width = pixGetWidth(page), height = pixGetHeight(page);
    Masks masks{PixPtr(pixCreate(width, height, 1)), PixPtr(pixCreate(width, height, 1))};
    const l_uint32* line = pixGetData(page);
    l_uint32* coloured = pixGetData(masks.coloured.get());
    l_uint32* black = pixGetData(masks.black.get());
    const int step = pixGetWpl(page), mask_step = pixGetWpl(masks.coloured.get());
    for (int y = 0; y < height; ++y, line += step, coloured += mask_step, black += mask_step)
        for (int x = 0; x < width; ++x) {
            const int red = static_cast<int>(line[x] >> 24U),
                      green = static_cast<int>((line[x] >> 16U) & 0xFFU),
                      blue = static_cast<int>((line[x] >> 8U) & 0xFFU);
            const int low = std::min({red, green, blue}), high = std::max({red, green, blue});
            const l_uint32 bit = 0x80000000U >> (static_cast<unsigned>(x) % 32U);
            if (high - low >= kLeastChroma && low < kMostLight) coloured[x / 32] |= bit;
            if (high - low < kLeastChroma && high < kBlack) black[x / 32] |= bit;
        }
    return masks;
}

}  // namespace

std::optional<InkLayers> part_inks(Pix* page) {
    Masks masks = find_masks(page);
    // Colour noise is scattered; ink is not.
    masks.coloured.reset(
        pixSelectBySize(masks.coloured.get(), 3, 3, 8, L_SELECT_IF_BOTH, L_SELECT_IF_GT, nullptr));
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
