#pragma once

#include "pipeline/layout/page_lines.h"

namespace saraban {

/// The first line of the pages behind the letter proper: forms, tables, attachments typed in full; letter.end
/// if there are none.
[[nodiscard]] std::size_t first_form(const std::vector<PageLine>& lines, Range letter, std::size_t body);

/// Gives the lines of `pages` to one form zone a page.
void zone_forms(std::vector<PageLine>& lines, Range pages);

}  // namespace saraban
