#pragma once

#include "pipeline/model/line.h"
#include "pipeline/model/page.h"

namespace saraban {

/// From the pixels of a cleaned page back to those of its source: an affine map, so that any chain of
/// scaling, quarter turns and deskewing is one.
///
///   source.x = xx * x + xy * y + dx        source.y = yx * x + yy * y + dy
class PageMap {
public:
    PageMap() = default;  ///< nothing was changed

    /// The cleaned page was made by making the page so far `factor` times as large.
    void scaled(double factor);
    /// ... by cutting it out of the page so far, from (`left`, `top`) on.
    void cut(int left, int top);
    /// ... by turning it clockwise; `after` is its size after the turn.
    void turned(int quarter_turns, Size after);
    /// ... by turning it clockwise by `radians` about its centre, size unchanged.
    void rotated(double radians, Size size);

    /// The smallest box of whole source pixels around `box`, inside the source page.
    [[nodiscard]] Box to_source(const Box& box, Size source) const;
    /// Source pixels per pixel of the cleaned page.
    [[nodiscard]] double scale() const;

private:
    void after(double a, double b, double c, double d, double e, double f);
    double xx_ = 1, xy_ = 0, dx_ = 0;
    double yx_ = 0, yy_ = 1, dy_ = 0;
};

}  // namespace saraban
