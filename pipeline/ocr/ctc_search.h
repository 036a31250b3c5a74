#pragma once

#include "pipeline/ocr/pen_net.h"

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace saraban {

/// Classes of a network one after the other, none of them "nothing new".
using ClassString = std::vector<int>;

/// True if class `next` may stand behind `begin`.
using MayFollow = std::function<bool(const ClassString& begin, int next)>;

/// The strings that the columns may stand for with the probability of all their ways: prefix beam search of
/// connectionist temporal classification, among the strings that `may_follow` lets grow, at most `beam` at a
/// time.
[[nodiscard]] std::vector<std::pair<ClassString, double>> search_strings(const Columns& columns,
                                                                         const MayFollow& may_follow,
                                                                         std::size_t beam = 24);

}  // namespace saraban
