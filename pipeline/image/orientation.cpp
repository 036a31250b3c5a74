#include "pipeline/image/orientation.h"

#include "pipeline/image/pix.h"
#include "pipeline/model/line.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

struct BoxaDelete {
    void operator()(Boxa* boxa) const { boxaDestroy(&boxa); }
};

/// How uneven the rows are at the slant that makes them most uneven: high when text lines run along them.
double unevenness(Pix* page) {
    l_float32 angle = 0, confidence = 0, score = 0;
    constexpr int kSweepReduction = 4, kSearchReduction = 2;
    constexpr l_float32 kRange = 7, kStep = 1, kPrecision = 0.2F;
    if (pixFindSkewSweepAndSearchScore(page, &angle, &confidence, &score, kSweepReduction, kSearchReduction,
                                       0, kRange, kStep, kPrecision) != 0)
        return 0;
    return double{score};
}

std::vector<saraban::Box> components(Pix* page) {
    const std::unique_ptr<Boxa, BoxaDelete> found(pixConnCompBB(page, 8));
    std::vector<saraban::Box> boxes;
    for (int i = 0; found && i < boxaGetCount(found.get()); ++i) {
        int x = 0, y = 0, w = 0, h = 0;
        boxaGetBoxGeometry(found.get(), i, &x, &y, &w, &h);
        boxes.push_back({x, y, x + w, y + h});
    }
    return boxes;
}

constexpr int kLeastLetter = 7, kMostLetter = 40;  ///< heights at 150 dpi

/// The height of most letters; 0 when there are too few.
int letter_height(const std::vector<saraban::Box>& boxes) {
    std::vector<int> heights;
    for (const auto& box : boxes)
        if (box.height() >= kLeastLetter && box.height() <= kMostLetter && box.width() <= 2 * kMostLetter)
            heights.push_back(box.height());
    if (heights.size() < 30) return 0;
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    return *middle;
}

/// Small marks that stand close over a letter, less those close under one.
int marks_above_less_below(std::vector<saraban::Box> boxes, int height) {
    std::sort(boxes.begin(), boxes.end(), [](const auto& a, const auto& b) { return a.left < b.left; });
    int balance = 0;
    for (const auto& mark : boxes) {
        if (mark.height() * 10 > height * 7 || mark.height() * 6 < height || mark.width() > height) continue;
        int over = 4 * height, under = 4 * height;  // distance to the nearest letter below and above the mark
        auto letter = std::lower_bound(boxes.begin(), boxes.end(), mark.left - 3 * height,
                                       [](const auto& box, int left) { return box.left < left; });
        for (; letter != boxes.end() && letter->left < mark.right; ++letter) {
            if (letter->right <= mark.left || letter->height() * 10 < height * 8 ||
                letter->height() > 2 * height)
                continue;
            if (letter->top + height / 4 >= mark.bottom)
                over = std::min(over, std::abs(letter->top - mark.bottom));
            if (letter->bottom - height / 4 <= mark.top)
                under = std::min(under, std::abs(mark.top - letter->bottom));
        }
        if (over < under && over <= height / 2) ++balance;
        if (under < over && under <= height / 2) --balance;
    }
    return balance;
}

constexpr double kClearlyTurned = 1.3;
constexpr int kLeastMarks = 8;

bool upside_down(Pix* page) {
    const auto boxes = components(page);
    return marks_above_less_below(boxes, letter_height(boxes)) <= -kLeastMarks;
}

}  // namespace

int quarter_turns_to_upright(Pix* page) {
    if (letter_height(components(page)) == 0) return 0;
    const PixPtr turned(pixRotateOrth(page, 1));
    const bool sideways = unevenness(turned.get()) > kClearlyTurned * unevenness(page);
    if (!sideways) return upside_down(page) ? 2 : 0;
    return upside_down(turned.get()) ? 3 : 1;
}

}  // namespace saraban
