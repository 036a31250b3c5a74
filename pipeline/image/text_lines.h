#pragma once

#include "pipeline/image/pix.h"
#include "pipeline/model/line.h"

#include <vector>

struct Pix;

namespace saraban {

/// One text line cut out of a page: only its own letters and marks, none of the lines above and below, with
/// the same room over and under the letters whatever marks it has. Parts of a row that stand far apart
/// (number and letterhead) are lines of their own.
///
///      ___________ image.top
///        ่   ั      marks
///      ก  ง  ก     band.top .. band.bottom: the letters
///         ุ         marks
///      ___________ image.bottom
struct TextLine {
    PixPtr image;            ///< 1 bit a pixel, black on white
    Box area;                ///< where `image` lies on the page
    Box band;                ///< the letters without their marks, on the page
    std::vector<Box> parts;  ///< components in it, on the page, from left to right
};

/// The text lines of an upright, straight page, from the top, those of one row from the left. Rules, frames,
/// emblems and other large drawings are left out. REQUIRES: 1 bit a pixel.
[[nodiscard]] std::vector<TextLine> find_text_lines(Pix* page, int dpi);

/// Takes what stands in the columns [from, to) of the page out of the line.
void clear_columns(TextLine& line, int from, int to);

/// From the top; lines of one row from the left.
void order_by_rows(std::vector<TextLine>& lines);

}  // namespace saraban
