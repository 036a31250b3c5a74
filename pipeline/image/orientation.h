#pragma once

struct Pix;

namespace saraban {

/// Quarter turns clockwise (0..3) that bring a page of Thai text upright: text lines make the rows uneven,
/// and Thai has far more marks above its letters than below. 0 when there is too little text to tell.
/// REQUIRES: 1 bit a pixel, about 150 dpi.
[[nodiscard]] int quarter_turns_to_upright(Pix* page);

}  // namespace saraban
