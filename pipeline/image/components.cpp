#include "pipeline/image/components.h"

#include <algorithm>
#include <memory>

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

std::vector<Component> find_closed_components(Pix* page) {
    constexpr std::size_t kMostShapes = 60'000;
    const PixPtr small(pixReduceRankBinary2(page, 1, nullptr));
    const PixPtr closed(small ? pixCloseSafeBrick(nullptr, small.get(), 3, 3) : nullptr);
    if (!closed) return {};
    std::vector<Component> components = find_components(closed.get());
    if (components.size() > kMostShapes) components.clear();
    return components;
}

int common_height(const std::vector<Component>& components, int least, int most, int few) {
    std::vector<int> counts(static_cast<std::size_t>(most) + 2);
    int total = 0;
    for (const Component& component : components) {
        const int height = component.box.height();
        if (height < least || height > most || component.box.width() > 3 * most) continue;
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
