#pragma once

#include "pipeline/layout/starts.h"

namespace saraban {

/// Gives zones to the lines of `letter` from `body` on: body, closing, signature, owner, coordinator,
/// captions of QR codes, motto, marginal notes, forms. Lines that have a zone already keep it.
void zone_tail(std::vector<PageLine>& lines, Range letter, std::size_t body, const Start& start);

}  // namespace saraban
