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

/// The components of the page at half its size, where small breaks and the gaps of worn stamping are closed;
/// it costs a quarter. Boxes and images are of that size. None where there are more than a page can hold.
[[nodiscard]] std::vector<Component> find_closed_components(Pix* page);
inline constexpr int kClosedReduction = 2;

/// The height that most letters have: the peak among the heights from `least` to `most`; 0 when there are
/// fewer than `few` shapes of such a height.
[[nodiscard]] int common_height(const std::vector<Component>& components, int least, int most, int few);

}  // namespace saraban
