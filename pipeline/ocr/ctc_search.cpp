#include "pipeline/ocr/ctc_search.h"

#include <algorithm>
#include <map>

namespace saraban {
namespace {

constexpr int kBlank = 0;

/// Of the ways that end in "nothing new", in the last class.
struct Mass {
    double blank = 0, label = 0;
    [[nodiscard]] double sum() const { return blank + label; }
};

using Beam = std::vector<std::pair<ClassString, Mass>>;

void keep_best(Beam& beam, std::size_t most) {
    const auto middle = beam.begin() + static_cast<std::ptrdiff_t>(std::min(most, beam.size()));
    std::partial_sort(beam.begin(), middle, beam.end(),
                      [](const auto& a, const auto& b) { return a.second.sum() > b.second.sum(); });
    beam.erase(middle, beam.end());
}

}  // namespace

std::vector<std::pair<ClassString, double>> search_strings(const Columns& columns,
                                                           const MayFollow& may_follow, std::size_t most) {
    constexpr float kLeast = 1e-4F;
    Beam beam{{ClassString{}, Mass{1, 0}}};
    for (int x = 0; x < columns.count(); ++x) {
        const float* p = columns.at(x);
        std::map<ClassString, Mass> next;
        for (const auto& [text, mass] : beam) {
            Mass& same = next[text];
            same.blank += mass.sum() * double{p[kBlank]};
            if (!text.empty()) same.label += mass.label * double{p[text.back()]};
            for (int c = kBlank + 1; c < columns.classes; ++c) {
                if (p[c] < kLeast || !may_follow(text, c)) continue;
                ClassString longer = text;
                longer.push_back(c);
                const bool repeated = !text.empty() && text.back() == c;
                next[longer].label += (repeated ? mass.blank : mass.sum()) * double{p[c]};
            }
        }
        beam.assign(next.begin(), next.end());
        keep_best(beam, most);
    }
    std::vector<std::pair<ClassString, double>> found;
    for (const auto& [text, mass] : beam)
        found.emplace_back(text, mass.sum());
    return found;
}

}  // namespace saraban
