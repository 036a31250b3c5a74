#include "pipeline/image/line_segmenter.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

// All measures are in letter heights: the common height of the page's consonants.
constexpr double kLeastLetter = 0.6,
                 kMostLetter = 2.3;            ///< height of a shape that can stand on a line by itself
constexpr double kMostWidth = 14;              ///< wider shapes are rules and drawings
constexpr double kReach = 1.6;                 ///< between letters of one word group
constexpr double kColumn = 4;                  ///< wider gaps part a row
constexpr double kOver = 0.95, kUnder = 0.55;  ///< room for marks over and under the letters
constexpr double kMostOver = 1.15, kMostUnder = 0.75;  ///< marks are sought so far

int times(int height, double factor) {
    return static_cast<int>(height * factor + 0.5);
}
int overlap(int a_from, int a_to, int b_from, int b_to) {
    return std::min(a_to, b_to) - std::max(a_from, b_from);
}

/// Letters that stand side by side, as indices into the components.
struct Chain {
    std::vector<std::size_t> members;
    Box box;
    int top = 0, bottom = 0;  ///< of its common letters
    [[nodiscard]] int height() const { return bottom - top; }
};

class Segmenter {
public:
    Segmenter(std::vector<Component> components, int height)
        : components_(std::move(components)), height_(height) {}

    std::vector<TextLine> lines(Size page) {
        sort_out();
        chain_letters();
        join_chains();
        dissolve_chains_of_marks();
        give_marks_to_lines();
        std::vector<TextLine> result;
        for (const Chain& chain : chains_)
            if (!chain.members.empty()) result.push_back(cut(chain, page));
        return result;
    }

private:
    const Box& box(std::size_t i) const { return components_[i].box; }

    /// Letters can make a line; small shapes (marks, dots) can join one; the rest is no text.
    void sort_out() {
        for (std::size_t i = 0; i < components_.size(); ++i) {
            const int h = box(i).height(), w = box(i).width();
            if (w > times(height_, kMostWidth) || h > times(height_, 3.5)) continue;
            const bool letter = h >= times(height_, kLeastLetter) && h <= times(height_, kMostLetter);
            if (letter)
                letters_.push_back(i);
            else
                others_.push_back(i);
        }
        const auto by_left = [&](std::size_t a, std::size_t b) { return box(a).left < box(b).left; };
        std::sort(letters_.begin(), letters_.end(), by_left);
        std::sort(others_.begin(), others_.end(), by_left);
    }

    /// Every letter is tied to the nearest one at its right that stands on the same level.
    void chain_letters() {
        std::vector<std::size_t> root(components_.size());
        std::iota(root.begin(), root.end(), std::size_t{0});
        const auto find = [&](std::size_t i) {
            while (root[i] != i)
                i = root[i] = root[root[i]];
            return i;
        };
        for (std::size_t k = 0; k < letters_.size(); ++k)
            if (const auto next = right_neighbour(k)) root[find(*next)] = find(letters_[k]);
        std::vector<std::vector<std::size_t>> groups(components_.size());
        for (const std::size_t i : letters_)
            groups[find(i)].push_back(i);
        for (auto& group : groups)
            if (!group.empty()) chains_.push_back(make_chain(std::move(group)));
    }

    std::optional<std::size_t> right_neighbour(std::size_t k) const {
        const Box& here = box(letters_[k]);
        std::optional<std::size_t> best;
        int best_gap = times(height_, kReach);
        for (std::size_t n = k + 1; n < letters_.size(); ++n) {
            const Box& there = box(letters_[n]);
            if (there.left - here.right > best_gap) break;
            const int shared = overlap(here.top, here.bottom, there.top, there.bottom);
            const int gap = std::max(0, there.left - here.right);
            if (2 * shared < std::min(here.height(), there.height()) || gap >= best_gap) continue;
            if (2 * shared < std::max(here.height(), there.height()) * 0.8) continue;
            best = letters_[n];
            best_gap = gap;
        }
        return best;
    }

    Chain make_chain(std::vector<std::size_t> members) const {
        Chain chain;
        chain.members = std::move(members);
        chain.box = box(chain.members.front());
        std::vector<int> tops, bottoms;
        for (const std::size_t i : chain.members) {
            chain.box = unite(chain.box, box(i));
            tops.push_back(box(i).top);
            bottoms.push_back(box(i).bottom);
        }
        const auto middle = static_cast<std::ptrdiff_t>(tops.size() / 2);
        std::nth_element(tops.begin(), tops.begin() + middle, tops.end());
        std::nth_element(bottoms.begin(), bottoms.begin() + middle, bottoms.end());
        chain.top = tops[static_cast<std::size_t>(middle)];
        chain.bottom = std::max(chain.top + 1, bottoms[static_cast<std::size_t>(middle)]);
        return chain;
    }

    /// Chains on one level with less than a column's gap between them are one line.
    void join_chains() {
        std::sort(chains_.begin(), chains_.end(),
                  [](const Chain& a, const Chain& b) { return a.box.left < b.box.left; });
        std::vector<Chain> joined;
        for (Chain& chain : chains_) {
            Chain* best = nullptr;
            int best_gap = times(height_, kColumn);
            for (Chain& line : joined) {
                const int shared = overlap(line.top, line.bottom, chain.top, chain.bottom);
                const int gap = chain.box.left - line.box.right;
                if (2 * shared < std::max(line.height(), chain.height()) || gap >= best_gap ||
                    gap < -2 * height_)
                    continue;
                best = &line;
                best_gap = gap;
            }
            if (best == nullptr) {
                joined.push_back(std::move(chain));
                continue;
            }
            best->members.insert(best->members.end(), chain.members.begin(), chain.members.end());
            *best = make_chain(std::move(best->members));
        }
        chains_ = std::move(joined);
    }

    /// Marks of a line in larger print are larger and stand further off.
    int size_of(const Chain& line) const { return std::max(height_, line.height()); }

    /// Large marks (ื, ี, ไ's loops) may have made a chain over or under the letters that they belong to.
    void dissolve_chains_of_marks() {
        for (Chain& chain : chains_) {
            const bool low = chain.height() < times(height_, 0.75);
            const bool few = chain.members.size() <= 2;
            if (!low && !few) continue;
            const bool beside_letters = std::any_of(chains_.begin(), chains_.end(), [&](const Chain& line) {
                if (&line == &chain || line.members.size() <= chain.members.size()) return false;
                const int over = line.top - chain.bottom, under = chain.top - line.bottom;
                const int size = size_of(line);
                return overlap(line.box.left, line.box.right, chain.box.left, chain.box.right) * 2 >
                           chain.box.width() &&
                       over < times(size, 0.5) && under < times(size, 0.4) &&
                       overlap(line.top, line.bottom, chain.top, chain.bottom) * 2 < chain.height();
            });
            if (!beside_letters) continue;
            others_.insert(others_.end(), chain.members.begin(), chain.members.end());
            chain.members.clear();
        }
        chains_.erase(
            std::remove_if(chains_.begin(), chains_.end(), [](const Chain& c) { return c.members.empty(); }),
            chains_.end());
    }

    /// A mark goes to the line whose letters are nearest above or below; what lies on a line is part of it.
    void give_marks_to_lines() {
        std::sort(others_.begin(), others_.end(),
                  [&](std::size_t a, std::size_t b) { return box(a).left < box(b).left; });
        std::vector<Box> reach;
        for (const Chain& chain : chains_)
            reach.push_back(chain.box);
        for (const std::size_t i : others_) {
            const Box& mark = box(i);
            std::optional<std::size_t> best;
            double best_distance = 1;
            for (std::size_t c = 0; c < chains_.size(); ++c) {
                const Chain& line = chains_[c];
                const int beside = -overlap(reach[c].left, reach[c].right, mark.left, mark.right);
                const int middle = (mark.top + mark.bottom) / 2;
                const bool level = middle >= line.top && middle <= line.bottom;
                if (beside > times(height_, level ? kReach : 1)) continue;
                double distance = 0;
                if (middle < line.top) distance = (line.top - middle) / (kMostOver * size_of(line));
                if (middle > line.bottom) distance = (middle - line.bottom) / (kMostUnder * size_of(line));
                if (distance < best_distance) best = c, best_distance = distance;
            }
            if (!best) continue;
            chains_[*best].members.push_back(i);
            if (best_distance == 0) reach[*best] = unite(reach[*best], mark);
        }
    }

    TextLine cut(const Chain& chain, Size page) const {
        TextLine line;
        const int pad = std::max(2, height_ / 4);
        Box whole = box(chain.members.front());
        for (const std::size_t i : chain.members)
            whole = unite(whole, box(i));
        const int size = std::max(height_ * 3 / 4, chain.height());
        line.band = {whole.left, chain.top, whole.right, chain.bottom};
        line.area = {std::max(0, whole.left - pad), std::max(0, chain.top - times(size, kOver)),
                     std::min(page.width, whole.right + pad),
                     std::min(page.height, chain.bottom + times(size, kUnder))};
        line.image.reset(pixCreate(line.area.width(), line.area.height(), 1));
        for (const std::size_t i : chain.members) {
            pixRasterop(line.image.get(), box(i).left - line.area.left, box(i).top - line.area.top,
                        box(i).width(), box(i).height(), PIX_PAINT, components_[i].image.get(), 0, 0);
            line.parts.push_back(box(i));
        }
        std::sort(line.parts.begin(), line.parts.end(),
                  [](const Box& a, const Box& b) { return a.left < b.left; });
        return line;
    }

    std::vector<Component> components_;
    int height_;
    std::vector<std::size_t> letters_, others_;
    std::vector<Chain> chains_;
};

}  // namespace

std::vector<TextLine> segment(std::vector<Component> components, int height, Size page) {
    return Segmenter(std::move(components), height).lines(page);
}

}  // namespace saraban
