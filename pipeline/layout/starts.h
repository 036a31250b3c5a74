#pragma once

#include "pipeline/layout/page_lines.h"

#include <vector>

namespace saraban {

/// Where a letter begins, and the kind of its first lines.
struct Start {
    std::size_t line = 0;   ///< the opening line: the number, or the title
    std::size_t begin = 0;  ///< with what stands before it: speed, stamps, routing boxes
    const KindRule* kind = nullptr;
};

/// The letters of a file (SARABAN.md section 7), in order.
[[nodiscard]] std::vector<Start> find_starts(const std::vector<PageLine>& lines, const RuleBook& rules);

}  // namespace saraban
