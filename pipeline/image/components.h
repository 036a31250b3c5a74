#pragma once

#include "pipeline/image/pix.h"
#include "pipeline/model/line.h"

#include <vector>

struct Pix;

namespace saraban {

/// A connected black shape of a page.
struct Component {
    Box box;
    PixPtr image;  ///< 1 bit a pixel, the size of `box`
};

[[nodiscard]] std::vector<Component> find_components(Pix* page);
/// Only where they are: it costs half.
[[nodiscard]] std::vector<Box> find_boxes(Pix* page);

/// The page at half its size, where small breaks and the gaps of worn stamping are closed; it costs a
/// quarter.
struct ClosedPage {
    static constexpr int kReduction = 2;
    PixPtr image;  ///< 1 bit a pixel; null: there is nothing
    std::vector<Box>
        boxes;  ///< of its components, in its pixels; none where there are more than a page can hold
};
[[nodiscard]] ClosedPage close_page(Pix* page);
/// The component of the page that has this box. REQUIRES: there is one.
[[nodiscard]] Component component_at(Pix* page, const Box& box);

/// The height that most letters have: the peak among the heights from `least` to `most`; 0 when there are
/// fewer than `few` shapes of such a height.
[[nodiscard]] int common_height(const std::vector<Box>& shapes, int least, int most, int few);

}  // namespace saraban
