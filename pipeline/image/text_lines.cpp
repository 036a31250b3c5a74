#include "pipeline/image/text_lines.h"

#include "pipeline/image/components.h"
#include "pipeline/image/large_words.h"
#include "pipeline/image/line_segmenter.h"

#include <algorithm>
#include <iterator>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

constexpr double kRule = 8;  ///< letter heights: straight black runs longer than this are rules

/// `shapes`: boxes of all that is connected on the page. Where none is long no rule is looked for.
PixPtr without_rules(Pix* page, const std::vector<Box>& shapes, int height) {
    PixPtr result(pixCopy(nullptr, page));
    constexpr double kAbout = 0.9;  // a composed brick is not always of the length that is asked for
    const int length = static_cast<int>(height * kRule + 0.5);
    for (const bool level : {true, false}) {
        if (std::ranges::none_of(shapes, [&](const Box& shape) {
                return (level ? shape.width() : shape.height()) >= kAbout * length;
            }))
            continue;
        PixPtr rules(level ? pixOpenCompBrick(nullptr, page, length, 1)
                           : pixOpenCompBrick(nullptr, page, 1, length));
        if (!rules) continue;
        rules.reset(level ? pixDilateBrick(nullptr, rules.get(), 1, 3)
                          : pixDilateBrick(nullptr, rules.get(), 3, 1));
        pixSubtract(result.get(), result.get(), rules.get());
    }
    return result;
}

std::vector<Box> boxes_of(const std::vector<Component>& components) {
    std::vector<Box> boxes;
    for (const Component& component : components)
        boxes.push_back(component.box);
    return boxes;
}

int middle(const TextLine& line) {
    return (line.band.top + line.band.bottom) / 2;
}

}  // namespace

void order_by_rows(std::vector<TextLine>& lines) {
    std::stable_sort(lines.begin(), lines.end(),
                     [](const TextLine& a, const TextLine& b) { return middle(a) < middle(b); });
    for (auto row = lines.begin(); row != lines.end();) {
        const int reach = middle(*row) + row->band.height() / 2;
        const auto end =
            std::find_if(row, lines.end(), [&](const TextLine& line) { return middle(line) > reach; });
        std::stable_sort(row, end,
                         [](const TextLine& a, const TextLine& b) { return a.band.left < b.band.left; });
        row = end;
    }
}

void clear_columns(TextLine& line, int from, int to) {
    pixRasterop(line.image.get(), from - line.area.left, 0, to - from, line.area.height(), PIX_CLR, nullptr,
                0, 0);
    std::erase_if(line.parts, [&](const Box& part) { return part.left >= from && part.right <= to; });
}

std::vector<TextLine> find_text_lines(Pix* page, int dpi) {
    constexpr int kFew = 3;
    constexpr std::size_t kMostComponents = 60'000;  // a full page of small print has 8,000; more is noise
    const int least = std::max(3, dpi / 22), most = dpi / 4;
    const std::vector<Box> shapes = find_boxes(page);
    int height = shapes.size() > kMostComponents ? 0 : common_height(shapes, least, most, kFew);
    if (height == 0) return {};
    const PixPtr text = without_rules(page, shapes, height);
    std::vector<TextLine> large = take_large_words(text.get(), height, dpi);
    std::vector<Component> components = find_components(text.get());
    height = common_height(boxes_of(components), least, most, kFew);
    if (height == 0) return {};
    auto lines = segment(std::move(components), height, {pixGetWidth(page), pixGetHeight(page)});
    std::ranges::move(large, std::back_inserter(lines));
    order_by_rows(lines);
    return lines;
}

}  // namespace saraban
