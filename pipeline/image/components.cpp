#include "pipeline/image/components.h"

#include <algorithm>
#include <memory>
#include <utility>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

struct PixaDelete {
    void operator()(Pixa* pixa) const { pixaDestroy(&pixa); }
};
struct BoxaDelete {
    void operator()(Boxa* boxa) const { boxaDestroy(&boxa); }
};

}  // namespace

std::vector<Component> find_components(Pix* page) {
    Pixa* images = nullptr;
    const std::unique_ptr<Boxa, BoxaDelete> boxes(pixConnComp(page, &images, 8));
    const std::unique_ptr<Pixa, PixaDelete> owner(images);
    std::vector<Component> components;
    const int count = boxes ? boxaGetCount(boxes.get()) : 0;
    components.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        int x = 0, y = 0, w = 0, h = 0;
        boxaGetBoxGeometry(boxes.get(), i, &x, &y, &w, &h);
        Component component;
        component.box = {x, y, x + w, y + h};
        component.image.reset(pixaGetPix(images, i, L_CLONE));
        components.push_back(std::move(component));
    }
    return components;
}

std::vector<Box> find_boxes(Pix* page) {
    const std::unique_ptr<Boxa, BoxaDelete> found(pixConnCompBB(page, 8));
    std::vector<Box> boxes(static_cast<std::size_t>(found ? boxaGetCount(found.get()) : 0));
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        int x = 0, y = 0, w = 0, h = 0;
        boxaGetBoxGeometry(found.get(), static_cast<int>(i), &x, &y, &w, &h);
        boxes[i] = {x, y, x + w, y + h};
    }
    return boxes;
}

ClosedPage close_page(Pix* page) {
    constexpr std::size_t kMostShapes = 60'000;
    ClosedPage closed;
    const PixPtr small(pixReduceRankBinary2(page, 1, nullptr));
    closed.image.reset(small ? pixCloseSafeBrick(nullptr, small.get(), 3, 3) : nullptr);
    if (closed.image) closed.boxes = find_boxes(closed.image.get());
    if (closed.boxes.size() > kMostShapes) closed.boxes.clear();
    return closed;
}

Component component_at(Pix* page, const Box& box) {
    ::Box* clip = boxCreate(box.left, box.top, box.width(), box.height());
    const PixPtr piece(pixClipRectangle(page, clip, nullptr));
    boxDestroy(&clip);
    for (Component& part : find_components(piece.get()))
        if (part.box == Box{0, 0, box.width(), box.height()}) return {box, std::move(part.image)};
    return {box, PixPtr(pixCreate(box.width(), box.height(), 1))};
}

int common_height(const std::vector<Box>& shapes, int least, int most, int few) {
    std::vector<int> counts(static_cast<std::size_t>(most) + 2);
    int total = 0;
    for (const Box& shape : shapes) {
        const int height = shape.height();
        if (height < least || height > most || shape.width() > 3 * most) continue;
        ++counts[static_cast<std::size_t>(height)];
        ++total;
    }
    if (total < few) return 0;
    int best = 0, best_count = -1;
    for (int height = least; height < most; ++height) {
        const auto i = static_cast<std::size_t>(height);
        const int count = counts[i - 1] + 2 * counts[i] + counts[i + 1];
        if (count > best_count) best = height, best_count = count;
    }
    return best;
}

}  // namespace saraban
