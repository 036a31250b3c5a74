#include "pipeline/image/page_map.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace saraban {

/// A point (x, y) of the new page lies at (a x + b y + c, d x + e y + f) of the page so far.
void PageMap::after(double a, double b, double c, double d, double e, double f) {
    const PageMap old = *this;
    xx_ = old.xx_ * a + old.xy_ * d;
    xy_ = old.xx_ * b + old.xy_ * e;
    dx_ = old.xx_ * c + old.xy_ * f + old.dx_;
    yx_ = old.yx_ * a + old.yy_ * d;
    yy_ = old.yx_ * b + old.yy_ * e;
    dy_ = old.yx_ * c + old.yy_ * f + old.dy_;
}

void PageMap::scaled(double factor) {
    after(1 / factor, 0, 0, 0, 1 / factor, 0);
}

void PageMap::cut(int left, int top) {
    after(1, 0, left, 0, 1, top);
}

void PageMap::turned(int quarter_turns, Size size) {
    const double w = size.width, h = size.height;
    switch (((quarter_turns % 4) + 4) % 4) {
        case 1:
            after(0, 1, 0, -1, 0, w);
            break;
        case 2:
            after(-1, 0, w, 0, -1, h);
            break;
        case 3:
            after(0, -1, h, 1, 0, 0);
            break;
        default:
            break;
    }
}

void PageMap::rotated(double radians, Size size) {
    const double cx = size.width / 2.0, cy = size.height / 2.0;
    const double c = std::cos(radians), s = std::sin(radians);
    after(c, s, cx - c * cx - s * cy, -s, c, cy + s * cx - c * cy);
}

Box PageMap::to_source(const Box& box, Size source) const {
    const std::array<double, 2> xs{static_cast<double>(box.left), static_cast<double>(box.right)};
    const std::array<double, 2> ys{static_cast<double>(box.top), static_cast<double>(box.bottom)};
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    for (const double x : xs)
        for (const double y : ys) {
            left = std::min(left, xx_ * x + xy_ * y + dx_);
            right = std::max(right, xx_ * x + xy_ * y + dx_);
            top = std::min(top, yx_ * x + yy_ * y + dy_);
            bottom = std::max(bottom, yx_ * x + yy_ * y + dy_);
        }
    // A hair's breadth of rounding must not make a box one pixel larger.
    constexpr double kHair = 1e-6;
    const auto inside = [](double value, int most) {
        return static_cast<int>(std::clamp(value, 0.0, double(most)));
    };
    return {inside(std::floor(left + kHair), source.width), inside(std::floor(top + kHair), source.height),
            inside(std::ceil(right - kHair), source.width), inside(std::ceil(bottom - kHair), source.height)};
}

double PageMap::scale() const {
    return std::sqrt(std::abs(xx_ * yy_ - xy_ * yx_));
}

}  // namespace saraban
