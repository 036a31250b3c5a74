#pragma once

#include "pipeline/image/clean.h"
#include "pipeline/model/line.h"

#include <vector>

namespace saraban {

/// A connected shape of ink with what tells a pen from print.
struct InkPart {
    Box box;  ///< on the cleaned page
    PixPtr image;
    double stroke = 0;      ///< width of its strokes, pixels
    double cover = 0;       ///< part of `box` that is ink
    bool slanted = false;   ///< one straight stroke that leans to the right: /
    bool coloured = false;  ///< of the layer of coloured ink
};

/// Grey pixels of ink, 0..1, row by row.
struct InkImage {
    int width = 0, height = 0;
    std::vector<float> ink;
};

/// The shapes of both ink layers whose middle lies in `window`, from the left. Shapes that reach far out of
/// it (frames, emblems, rules) are left out.
[[nodiscard]] std::vector<InkPart> find_ink(const CleanPage& page, const Box& window);

/// The shapes alone, cut out with a small margin and scaled to `height` rows. `lean`: columns to the right a
/// row further up, for a hand that leans.
[[nodiscard]] InkImage ink_image(const std::vector<InkPart>& parts, int height, double lean = 0);

/// The box around what of a shape lies in the rows [top, bottom) of the page; all of it where nothing does.
[[nodiscard]] Box box_in_rows(const InkPart& part, int top, int bottom);

/// The smallest box around all. REQUIRES: not empty.
[[nodiscard]] Box box_of(const std::vector<InkPart>& parts);

}  // namespace saraban
