#include "extractors/classify.h"

#include <algorithm>

namespace saraban {
namespace {

bool stands_in(std::string_view text, const Pattern& pattern) {
    return RE2::PartialMatch({text.data(), text.size()}, *pattern);
}

/// Patterns that fit; -1: the kind does not.
int fit(std::string_view text, const Match& match) {
    const auto stands = [text](const Pattern& p) { return stands_in(text, p); };
    if (std::ranges::any_of(match.none, stands) || !std::ranges::all_of(match.all, stands)) return -1;
    const auto any = static_cast<int>(std::ranges::count_if(match.any, stands));
    if (any == 0 && !match.any.empty()) return -1;
    return any + static_cast<int>(match.all.size());
}

}  // namespace

const KindRule* classify(std::string_view text, const std::vector<const KindRule*>& possible) {
    const KindRule* best = nullptr;
    int best_fit = -1;
    for (const KindRule* kind : possible) {
        const int points = fit(text, kind->match);
        if (points <= best_fit) continue;
        best = kind;
        best_fit = points;
    }
    return best;
}

}  // namespace saraban
