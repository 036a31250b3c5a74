#pragma once

#include "extractors/rule_book.h"
#include "pipeline/model/page.h"

#include <cstddef>
#include <vector>

namespace saraban {

/// The order in which the pages of a file were written, as indexes into `pages`: page numbers and catchwords
/// say which page a page goes on from. A page that nothing says anything of stays behind the one before it.
///
///   ที่ … | - ๓ - | - ๒ - | blank      ->  0 2 1 3
[[nodiscard]] std::vector<std::size_t> page_order(const std::vector<OcrPage>& pages, const RuleBook& rules);

}  // namespace saraban
