#include "pipeline/image/frames.h"

#include "pipeline/image/components.h"

#include <algorithm>
#include <cstddef>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

constexpr double kLeastWidth = 0.8, kMostWidth = 4.5;     // inches
constexpr double kLeastHeight = 0.25, kMostHeight = 2.5;  // inches
constexpr double kLeastSide = 0.85;                       // of each side must be drawn
constexpr double kSlant = 0.10;      // of the other side: how far a slanted side leaves its place
constexpr double kMostSlant = 0.35;  // of its own direction: a flat frame may slant so far at most

/// True if there is ink in `image` on the straight way of `reach` pixels from (x, y).
bool meets_ink(Pix* image, int x, int y, int dx, int dy, int reach) {
    for (int i = 0; i < reach; ++i) {
        l_uint32 ink = 0;
        if (pixGetPixel(image, x + i * dx, y + i * dy, &ink) != 0) return false;
        if (ink != 0) return true;
    }
    return false;
}

/// Looking in from all four edges of its box one meets the shape nearly everywhere, and soon.
bool is_frame(const Component& shape) {
    const int width = shape.box.width(), height = shape.box.height();
    const int down = std::min(static_cast<int>(kSlant * width), static_cast<int>(kMostSlant * height));
    const int across = std::min(static_cast<int>(kSlant * height) + 3, static_cast<int>(kMostSlant * width));
    int top = 0, bottom = 0, left = 0, right = 0;
    for (int x = 0; x < width; ++x) {
        top += meets_ink(shape.image.get(), x, 0, 0, 1, down) ? 1 : 0;
        bottom += meets_ink(shape.image.get(), x, height - 1, 0, -1, down) ? 1 : 0;
    }
    for (int y = 0; y < height; ++y) {
        left += meets_ink(shape.image.get(), 0, y, 1, 0, across) ? 1 : 0;
        right += meets_ink(shape.image.get(), width - 1, y, -1, 0, across) ? 1 : 0;
    }
    return std::min(top, bottom) >= kLeastSide * width && std::min(left, right) >= kLeastSide * height;
}

/// Most of the box is paper: no seal, no code, no photograph.
bool is_hollow(const Component& shape) {
    constexpr double kMostInk = 0.3;
    l_int32 ink = 0;
    pixCountPixels(shape.image.get(), &ink, nullptr);
    return ink < kMostInk * shape.box.width() * shape.box.height();
}

bool inside(const Box& inner, const Box& outer) {
    return inner.left >= outer.left && inner.top >= outer.top && inner.right <= outer.right &&
           inner.bottom <= outer.bottom;
}

}  // namespace

std::vector<Box> find_frames(Pix* page, int dpi) {
    constexpr int kReduction = ClosedPage::kReduction;
    const double inch = static_cast<double>(dpi) / kReduction;
    std::vector<Box> frames;
    const ClosedPage closed = close_page(page);
    for (const Box& box : closed.boxes) {
        const double width = box.width() / inch, height = box.height() / inch;
        if (width < kLeastWidth || width > kMostWidth || height < kLeastHeight || height > kMostHeight)
            continue;
        const Component shape = component_at(closed.image.get(), box);
        if (!is_hollow(shape) || !is_frame(shape)) continue;
        frames.push_back({shape.box.left * kReduction, shape.box.top * kReduction,
                          shape.box.right * kReduction, shape.box.bottom * kReduction});
    }
    // A double line is one frame.
    std::erase_if(frames, [&](const Box& frame) {
        return std::ranges::any_of(frames,
                                   [&](const Box& other) { return frame != other && inside(frame, other); });
    });
    std::ranges::sort(frames, {}, &Box::top);
    return frames;
}

}  // namespace saraban
