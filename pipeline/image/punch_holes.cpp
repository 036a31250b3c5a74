#include "pipeline/image/punch_holes.h"

#include "pipeline/image/components.h"

#include <algorithm>
#include <cmath>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

constexpr double kLeast = 0.15, kMost = 0.35;  ///< diameter in inches: 5 to 8 mm, smeared or cut
constexpr double kMargin = 1;                  ///< inches from the edge of the page to the hole's far side
constexpr double kCore = 0.09;                 ///< inches: a square that fits into a hole, not into a letter
constexpr double kRound = 0.25;                ///< height and width may differ so much
constexpr double kLeastCover = 0.68, kMostCover = 0.9;  ///< a disc covers 0.785 of its box

/// A disc, not a block: its corners are paper.
bool is_disc(const Component& shape) {
    const double width = shape.box.width(), height = shape.box.height();
    if (std::abs(width - height) > kRound * std::max(width, height)) return false;
    l_int32 ink = 0;
    pixCountPixels(shape.image.get(), &ink, nullptr);
    const double cover = ink / (width * height);
    return cover >= kLeastCover && cover <= kMostCover;
}

}  // namespace

void clear_punch_holes(Pix* page, int dpi) {
    constexpr int kReduction = 4;
    const PixPtr small(pixReduceRankBinaryCascade(page, 2, 2, 0, 0));
    if (!small) return;
    const double inch = static_cast<double>(dpi) / kReduction;
    const int core = std::max(3, static_cast<int>(kCore * inch));
    const PixPtr cores(pixOpenBrick(nullptr, small.get(), core, core));
    l_int32 none = 1;
    if (!cores || pixZero(cores.get(), &none) != 0 || none != 0) return;
    const PixPtr solid(pixSeedfillBinary(nullptr, cores.get(), small.get(), 8));
    const int width = pixGetWidth(small.get()), height = pixGetHeight(small.get());
    for (const Component& shape : find_components(solid.get())) {
        const Box& box = shape.box;
        const int size = std::max(box.width(), box.height());
        if (size < kLeast * inch || size > kMost * inch) continue;
        const int reach = std::min({box.right, box.bottom, width - box.left, height - box.top});
        if (reach > kMargin * inch || !is_disc(shape)) continue;
        // With the rim that the smaller picture lost.
        constexpr int kRim = 1;
        pixRasterop(page, (box.left - kRim) * kReduction, (box.top - kRim) * kReduction,
                    (box.width() + 2 * kRim) * kReduction, (box.height() + 2 * kRim) * kReduction, PIX_CLR,
                    nullptr, 0, 0);
    }
}

}  // namespace saraban
