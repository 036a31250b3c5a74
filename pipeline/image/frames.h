#pragma once

#include "pipeline/model/line.h"

#include <vector>

struct Pix;

namespace saraban {

/// The frames of stamps and routing boxes on an upright page: rectangles of the size of a stamp, a little
/// slanted or broken perhaps, as boxes on the page, from the top. Boxes of codes, emblems, rules and whole
/// tables are none. REQUIRES: 1 bit a pixel.
[[nodiscard]] std::vector<Box> find_frames(Pix* page, int dpi);

}  // namespace saraban
