#include "pipeline/image/stamps.h"

#include "pipeline/image/components.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

constexpr double kLeastWidth = 0.8, kMostWidth = 5;     // inches
constexpr double kLeastHeight = 0.25, kMostHeight = 3;  // inches
constexpr double kJoin = 0.12;                          // inches: ink so near is one stamp
constexpr double kRadians = 3.14159265358979323846 / 180;

bool overlap(const Box& a, const Box& b) {
    return std::min(a.right, b.right) > std::max(a.left, b.left) &&
           std::min(a.bottom, b.bottom) > std::max(a.top, b.top);
}

/// Boxes that overlap become one.
std::vector<Box> merged(std::vector<Box> boxes) {
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < boxes.size() && !changed; ++i)
            for (std::size_t k = i + 1; k < boxes.size() && !changed; ++k) {
                if (!overlap(boxes[i], boxes[k])) continue;
                boxes[i] = unite(boxes[i], boxes[k]);
                boxes.erase(boxes.begin() + static_cast<std::ptrdiff_t>(k));
                changed = true;
            }
    }
    return boxes;
}

std::vector<Box> find_blocks(const CleanPage& page) {
    constexpr int kReduction = 8;
    const PixPtr small(pixReduceRankBinaryCascade(page.coloured.get(), 1, 1, 1, 0));
    const int reach = std::max(1, static_cast<int>(kJoin * page.dpi / kReduction)) | 1;
    const PixPtr closed(small ? pixCloseSafeBrick(nullptr, small.get(), reach, reach) : nullptr);
    if (!closed) return {};
    std::vector<Box> blocks;
    for (const Component& shape : find_components(closed.get()))
        blocks.push_back({shape.box.left * kReduction, shape.box.top * kReduction,
                          shape.box.right * kReduction, shape.box.bottom * kReduction});
    blocks = merged(std::move(blocks));
    std::erase_if(blocks, [&](const Box& block) {
        const double width = double(block.width()) / page.dpi, height = double(block.height()) / page.dpi;
        return width < kLeastWidth || width > kMostWidth || height < kLeastHeight || height > kMostHeight;
    });
    std::ranges::sort(blocks, {}, &Box::top);
    return blocks;
}

/// Degrees clockwise that make the stamp level; 0 when there is no clear answer.
double find_slant(Pix* stamp) {
    constexpr l_float32 kRange = 12, kStep = 0.5, kPrecision = 0.05F, kSure = 2;
    l_float32 angle = 0, sure = 0;
    if (pixFindSkewSweepAndSearch(stamp, &angle, &sure, 2, 1, kRange, kStep, kPrecision) != 0) return 0;
    return sure >= kSure ? double{angle} : 0;
}

PixPtr rotated(Pix* binary, double radians) {
    constexpr int kWhite = 255, kMiddle = 128;
    const PixPtr grey(pixConvert1To8(nullptr, binary, kWhite, 0));
    const PixPtr turned(pixRotateAMGray(grey.get(), static_cast<l_float32>(radians), kWhite));
    return PixPtr(pixThresholdToBinary(turned.get(), kMiddle));
}

/// Without rows of dots to write on: small shapes of which many stand side by side on one level.
void clear_dots(Pix* stamp, int dpi) {
    constexpr std::size_t kARow = 6;
    const int dot = std::max(2, dpi / 40), reach = dpi / 8, level = std::max(1, dpi / 100);
    std::vector<Component> dots;
    for (Component& shape : find_components(stamp))
        if (shape.box.width() <= dot && shape.box.height() <= dot) dots.push_back(std::move(shape));
    std::ranges::sort(dots, {}, [](const Component& one) { return one.box.left; });
    std::vector<std::vector<std::size_t>> rows;
    for (std::size_t i = 0; i < dots.size(); ++i) {
        const auto row = std::ranges::find_if(rows, [&](const std::vector<std::size_t>& open) {
            const Box& last = dots[open.back()].box;
            return dots[i].box.left - last.right <= reach &&
                   std::abs((dots[i].box.top + dots[i].box.bottom) / 2 - (last.top + last.bottom) / 2) <=
                       level;
        });
        if (row == rows.end())
            rows.push_back({i});
        else
            row->push_back(i);
    }
    for (const auto& row : rows) {
        if (row.size() < kARow) continue;
        for (const std::size_t i : row)
            pixRasterop(stamp, dots[i].box.left, dots[i].box.top, dots[i].box.width(), dots[i].box.height(),
                        PIX_NOT(PIX_SRC) & PIX_DST, dots[i].image.get(), 0, 0);
    }
}

/// The long straight upright strokes of a stamp.
std::vector<Component> find_sides(Pix* stamp, int dpi) {
    constexpr int kRough = 9, kBreak = 25;
    constexpr double kLeast = 0.6;  // of the stamp
    const int length = std::max(dpi / 2, static_cast<int>(kLeast * pixGetHeight(stamp)));
    const PixPtr thick(pixDilateBrick(nullptr, stamp, kRough, 1));
    const PixPtr closed(pixCloseSafeBrick(nullptr, thick.get(), 1, kBreak));
    const PixPtr sides(pixOpenBrick(nullptr, closed.get(), 1, length));
    std::vector<Component> found = find_components(sides.get());
    std::erase_if(found, [&](const Component& side) { return side.box.width() > dpi / 12; });
    return found;
}

/// What lies between the sides of a straight stamp: beside them is print that shows through. The whole width
/// for a side that is not drawn.
Box inside_of(Pix* stamp, int dpi) {
    constexpr double kOuter = 0.35;
    const int width = pixGetWidth(stamp);
    Box inner{0, 0, width, pixGetHeight(stamp)};
    for (const Component& side : find_sides(stamp, dpi)) {
        if (side.box.right < kOuter * width) inner.left = std::max(inner.left, side.box.right);
        if (side.box.left > (1 - kOuter) * width) inner.right = std::min(inner.right, side.box.left);
    }
    return inner;
}

PixPtr clipped(Pix* pix, const Box& area) {
    ::Box* clip = boxCreate(area.left, area.top, area.width(), area.height());
    PixPtr piece(pixClipRectangle(pix, clip, nullptr));
    boxDestroy(&clip);
    return piece;
}

Stamp cut(const CleanPage& page, const Box& block) {
    constexpr double kMargin = 0.08, kLeastSlant = 0.2;  // inches, degrees
    const int margin = static_cast<int>(kMargin * page.dpi);
    Stamp stamp;
    stamp.box = block;
    const int width = pixGetWidth(page.coloured.get()), height = pixGetHeight(page.coloured.get());
    const Box area{std::max(0, block.left - margin), std::max(0, block.top - margin),
                   std::min(width, block.right + margin), std::min(height, block.bottom + margin)};
    PixPtr image = clipped(page.coloured.get(), area);
    stamp.page.page = page.page;
    stamp.page.source = page.source;
    stamp.page.source_dpi = page.source_dpi;
    stamp.page.dpi = page.dpi;
    stamp.page.quarter_turns = page.quarter_turns;
    stamp.page.skew = page.skew;
    stamp.page.map = page.map;
    stamp.page.map.cut(area.left, area.top);
    const double slant = find_slant(image.get());
    if (std::abs(slant) >= kLeastSlant) {
        image = rotated(image.get(), slant * kRadians);
        stamp.page.map.rotated(slant * kRadians, {area.width(), area.height()});
        stamp.page.skew += slant;
    }
    const Box inner = inside_of(image.get(), page.dpi);
    image = clipped(image.get(), inner);
    stamp.page.map.cut(inner.left, inner.top);
    clear_dots(image.get(), page.dpi);
    stamp.page.image = std::move(image);
    return stamp;
}

}  // namespace

std::vector<Stamp> cut_stamps(const CleanPage& page) {
    std::vector<Stamp> stamps;
    if (!page.coloured) return stamps;
    for (const Box& block : find_blocks(page))
        stamps.push_back(cut(page, block));
    return stamps;
}

}  // namespace saraban
