#include "pipeline/image/ink_layers.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

constexpr l_uint32 kWhite = 255;
/// Largest less smallest of red, green and blue, averaged over a few pixels. Ink is what reaches the higher
/// value somewhere, as far as it stays above the lower one; so the pale parts of a stamp stay with it.
constexpr int kSureChroma = 30, kLeastChroma = 16;
/// Lighter paper, highlighter and yellowed edges are no ink.
constexpr int kMostLight = 200;
/// Black that crosses a stamp stays print.
constexpr int kBlack = 95, kBlackChroma = 25;
constexpr double kLeastCover = 0.0003, kMostCover = 0.15;  // of the page

/// Scanners fringe black strokes with opposite colours on their two sides; over a few pixels these cancel
/// out. So hue is that of the sum over a window around a pixel, which beyond the rim repeats it.
class Hue {
public:
    explicit Hue(Pix* page)
        : page_(page),
          width_(pixGetWidth(page)),
          red_blue_(static_cast<std::size_t>(width_)),
          green_(red_blue_.size()) {
        for (int y = -kReach; y <= kReach; ++y)
            add_row(y, 1);
    }

    void go_to_next_row() {
        add_row(row_ - kReach, ~l_uint32{0});
        add_row(++row_ + kReach, 1);
    }

    /// Largest less smallest of the window's mean red, green and blue.
    [[nodiscard]] int chroma(int x) const {
        l_uint32 red_blue = 0, green = 0;
        for (int at = x - kReach; at <= x + kReach; ++at) {
            const auto column = static_cast<std::size_t>(std::clamp(at, 0, width_ - 1));
            red_blue += red_blue_[column];
            green += green_[column];
        }
        constexpr l_uint32 kPixels = (2 * kReach + 1) * (2 * kReach + 1);
        const auto mean = [](l_uint32 sum) { return static_cast<int>((sum + kPixels / 2) / kPixels); };
        const int red = mean(red_blue >> 16U), blue = mean(red_blue & 0xFFFFU), middle = mean(green);
        return std::max({red, middle, blue}) - std::min({red, middle, blue});
    }

private:
    static constexpr int kReach = 2;

    /// `times`: 1, or -1 as an unsigned number.
    void add_row(int y, l_uint32 times) {
        const int row = std::clamp(y, 0, pixGetHeight(page_) - 1);
        const l_uint32* line = pixGetData(page_) + static_cast<std::ptrdiff_t>(row) * pixGetWpl(page_);
        for (std::size_t x = 0; x < red_blue_.size(); ++x) {
            red_blue_[x] += times * (line[x] >> 8U & 0x00FF00FFU);
            green_[x] += times * (line[x] >> 16U & 0xFFU);
        }
    }

    Pix* page_;
    int width_, row_ = 0;
    std::vector<l_uint32> red_blue_;  ///< of each column: red in the upper half, blue in the lower
    std::vector<l_uint32> green_;
};

struct Masks {
    PixPtr sure, coloured, black;
};

Masks find_masks(Pix* page) {
    const int width = pixGetWidth(page), height = pixGetHeight(page);
    Masks masks{PixPtr(pixCreate(width, height, 1)), PixPtr(pixCreate(width, height, 1)),
                PixPtr(pixCreate(width, height, 1))};
    Hue hue(page);
    const l_uint32* line = pixGetData(page);
    l_uint32* sure = pixGetData(masks.sure.get());
    l_uint32* coloured = pixGetData(masks.coloured.get());
    l_uint32* black = pixGetData(masks.black.get());
    const int step = pixGetWpl(page), mask_step = pixGetWpl(masks.coloured.get());
    for (int y = 0; y < height;
         ++y, line += step, sure += mask_step, coloured += mask_step, black += mask_step) {
        if (y > 0) hue.go_to_next_row();
        for (int x = 0; x < width; ++x) {
            const int red = static_cast<int>(line[x] >> 24U),
                      green = static_cast<int>((line[x] >> 16U) & 0xFFU),
                      blue = static_cast<int>((line[x] >> 8U) & 0xFFU);
            const int low = std::min({red, green, blue}), high = std::max({red, green, blue});
            if (low >= kMostLight) continue;
            const int chroma = hue.chroma(x);
            const l_uint32 bit = 0x80000000U >> (static_cast<unsigned>(x) % 32U);
            if (chroma >= kSureChroma) sure[x / 32] |= bit;
            if (chroma >= kLeastChroma) coloured[x / 32] |= bit;
            if (high - low < kBlackChroma && high < kBlack) black[x / 32] |= bit;
        }
    }
    return masks;
}

/// Pixels that touch another one.
PixPtr without_single_pixels(Pix* mask) {
    Sel* around = selCreateFromString("xxxxCxxxx", 3, 3, nullptr);
    PixPtr result(pixDilate(nullptr, mask, around));
    selDestroy(&around);
    pixAnd(result.get(), result.get(), mask);
    return result;
}

/// What the mask covers goes from the print to a layer of its own.
InkLayers parted(PixPtr print, Pix* mask) {
    PixPtr coloured(pixCreateTemplate(print.get()));
    pixSetAll(coloured.get());
    for (int y = 0; y < pixGetHeight(mask); ++y) {
        const l_uint32* bits = pixGetData(mask) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(mask);
        l_uint32* from = pixGetData(print.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(print.get());
        l_uint32* to = pixGetData(coloured.get()) + (from - pixGetData(print.get()));
        for (int x = 0; x < pixGetWidth(mask); ++x) {
            const l_uint32 rest = bits[x / 32] << static_cast<unsigned>(x) % 32U;
            if (rest == 0) {  // nothing more in this word
                x |= 31;
            } else if (rest >> 31U != 0) {
                const unsigned shift = 24U - 8U * (static_cast<unsigned>(x) % 4U);
                to[x / 4] &= ~(l_uint32{0xFF} << shift) | from[x / 4];
                from[x / 4] |= l_uint32{kWhite} << shift;
            }
        }
    }
    return {std::move(print), std::move(coloured)};
}

}  // namespace

std::optional<InkLayers> part_inks(Pix* page) {
    constexpr int kLeastSide = 16;
    if (std::min(pixGetWidth(page), pixGetHeight(page)) < kLeastSide) return std::nullopt;
    Masks masks = find_masks(page);
    const PixPtr seeds = without_single_pixels(masks.sure.get());  // colour noise is scattered, ink is not
    masks.coloured.reset(pixSeedfillBinary(nullptr, seeds.get(), masks.coloured.get(), 8));
    if (!masks.coloured) return std::nullopt;
    l_float32 cover = 0;
    pixForegroundFraction(masks.coloured.get(), &cover);
    if (cover < kLeastCover || cover > kMostCover) return std::nullopt;

    // The pale rim of a stroke belongs to it.
    masks.coloured.reset(pixDilateBrick(nullptr, masks.coloured.get(), 5, 5));
    pixSubtract(masks.coloured.get(), masks.coloured.get(), masks.black.get());
    return parted(PixPtr(pixConvertTo8(page, 0)), masks.coloured.get());
}

}  // namespace saraban
