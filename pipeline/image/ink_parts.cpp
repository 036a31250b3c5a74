#include "pipeline/image/ink_parts.h"

#include "pipeline/image/components.h"

#include <algorithm>
#include <cmath>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

/// Twice the area for each pixel of outline.
double stroke_width(Pix* shape, int area) {
    l_int32 outline = 0;
    const PixPtr boundary(pixExtractBoundary(shape, 1));
    if (boundary) pixCountPixels(boundary.get(), &outline, nullptr);
    return outline == 0 ? 0 : 2.0 * area / outline;
}

/// Mean column and count of the ink in the rows [from, to).
struct Rows {
    double middle = 0, ink = 0;
};
Rows rows_of(Pix* shape, int from, int to) {
    Rows rows;
    double sum = 0;
    for (int y = from; y < to; ++y)
        for (int x = 0; x < pixGetWidth(shape); ++x) {
            l_uint32 value = 0;
            pixGetPixel(shape, x, y, &value);
            rows.ink += value;
            sum += value * static_cast<double>(x);
        }
    rows.middle = rows.ink > 0 ? sum / rows.ink : 0;
    return rows;
}

/// The ink of the top lies right of the middle's, that right of the bottom's, and no row has much more than
/// one stroke: not the bar of a 7, the foot of a 2, the upright of a 1.
bool is_slanted(Pix* shape, double stroke) {
    constexpr double kLeastLean = 0.12, kMostLean = 0.9, kMostRow = 1.7;
    const int height = pixGetHeight(shape), quarter = std::max(1, height / 4);
    if (height < 8 || pixGetWidth(shape) > height) return false;
    const Rows top = rows_of(shape, 0, quarter), bottom = rows_of(shape, height - quarter, height),
               middle = rows_of(shape, quarter, height - quarter);
    const double lean = (top.middle - bottom.middle) / height;
    const double bend = std::abs(middle.middle - (top.middle + bottom.middle) / 2) / height;
    const double most = kMostRow * stroke + 1;
    return lean > kLeastLean && lean < kMostLean && bend < lean / 3 && top.ink / quarter < most &&
           bottom.ink / quarter < most && middle.ink / (height - 2 * quarter) < most;
}

PixPtr clipped(Pix* image, const Box& area) {
    ::Box* clip = boxCreate(area.left, area.top, area.width(), area.height());
    PixPtr piece(pixClipRectangle(image, clip, nullptr));
    boxDestroy(&clip);
    return piece;
}

/// Scaled to `height` rows and `stretch` times as much across.
InkImage scaled(Pix* drawing, int height, double stretch, int most) {
    constexpr int kLeastWidth = 8;
    const double wide = stretch * pixGetWidth(drawing) * height / pixGetHeight(drawing);
    const int width = std::clamp(static_cast<int>(wide), kLeastWidth, most);
    const PixPtr grey(pixConvert1To8(nullptr, drawing, 0, 255));
    const auto across = static_cast<l_float32>(width) / static_cast<l_float32>(pixGetWidth(grey.get())),
               down = static_cast<l_float32>(height) / static_cast<l_float32>(pixGetHeight(grey.get()));
    const PixPtr small(pixScaleGeneral(grey.get(), across, down, 0, 0));  // not sharpened
    InkImage image{width, height, {}};
    image.ink.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            l_uint32 value = 0;
            pixGetPixel(small.get(), x, y, &value);
            image.ink.push_back(static_cast<float>(value) / 255);
        }
    return image;
}

void add_parts(Pix* layer, const Box& window, bool coloured, std::vector<InkPart>& parts) {
    if (layer == nullptr) return;
    // Shapes are wanted whole, so the piece that is searched is larger than the window.
    const int margin = window.height();
    const Box page{0, 0, pixGetWidth(layer), pixGetHeight(layer)};
    const Box area{std::max(page.left, window.left - margin), std::max(page.top, window.top - margin),
                   std::min(page.right, window.right + margin),
                   std::min(page.bottom, window.bottom + margin)};
    if (area.width() <= 0 || area.height() <= 0) return;
    const PixPtr piece = clipped(layer, area);
    if (!piece) return;
    for (Component& component : find_components(piece.get())) {
        InkPart part;
        part.box = {component.box.left + area.left, component.box.top + area.top,
                    component.box.right + area.left, component.box.bottom + area.top};
        const int x = (part.box.left + part.box.right) / 2, y = (part.box.top + part.box.bottom) / 2;
        if (x < window.left || x >= window.right || y < window.top || y >= window.bottom) continue;
        if (part.box.height() > window.height() * 5 / 4 || part.box.width() > window.width()) continue;
        l_int32 ink = 0;
        pixCountPixels(component.image.get(), &ink, nullptr);
        part.stroke = stroke_width(component.image.get(), ink);
        part.slanted = is_slanted(component.image.get(), part.stroke);
        part.cover = double(ink) / (part.box.width() * part.box.height());
        part.image = std::move(component.image);
        part.coloured = coloured;
        parts.push_back(std::move(part));
    }
}

}  // namespace

std::vector<InkPart> find_ink(const CleanPage& page, const Box& window) {
    std::vector<InkPart> parts;
    add_parts(page.image.get(), window, false, parts);
    add_parts(page.coloured.get(), window, true, parts);
    std::sort(parts.begin(), parts.end(),
              [](const InkPart& a, const InkPart& b) { return a.box.left < b.box.left; });
    return parts;
}

Box box_in_rows(const InkPart& part, int top, int bottom) {
    const Box rows{0, std::max(0, top - part.box.top), part.box.width(),
                   std::min(part.box.bottom, bottom) - part.box.top};
    if (rows.height() <= 0) return part.box;
    const PixPtr piece = clipped(part.image.get(), rows);
    l_int32 x = 0, y = 0, width = 0, height = 0;
    ::Box* ink = nullptr;
    if (!piece || pixClipToForeground(piece.get(), nullptr, &ink) != 0 || ink == nullptr) return part.box;
    boxGetGeometry(ink, &x, &y, &width, &height);
    boxDestroy(&ink);
    const int left = part.box.left + x, over = part.box.top + rows.top + y;
    return {left, over, left + width, over + height};
}

Box box_of(const std::vector<InkPart>& parts) {
    Box box = parts.front().box;
    for (const InkPart& part : parts)
        box = unite(box, part.box);
    return box;
}

InkImage ink_image(const std::vector<InkPart>& parts, int height, double lean) {
    constexpr int kMargin = 2, kMostWidth = 192;
    const Box box = box_of(parts);
    const int aside = static_cast<int>(std::ceil(std::abs(lean) * box.height() / 2));
    PixPtr drawing(pixCreate(box.width() + 2 * (kMargin + aside), box.height() + 2 * kMargin, 1));
    for (const InkPart& part : parts)
        pixRasterop(drawing.get(), part.box.left - box.left + kMargin + aside,
                    part.box.top - box.top + kMargin, part.box.width(), part.box.height(), PIX_PAINT,
                    part.image.get(), 0, 0);
    if (lean != 0)
        drawing.reset(pixHShear(nullptr, drawing.get(), pixGetHeight(drawing.get()) / 2,
                                static_cast<l_float32>(std::atan(lean)), L_BRING_IN_WHITE));
    return scaled(drawing.get(), height, 1, kMostWidth);
}

}  // namespace saraban
