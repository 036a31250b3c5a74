#pragma once

#include "pipeline/layout/starts.h"

namespace saraban {

/// Gives zones to the lines of `letter` in front of its body: stamps, routing boxes, speed, number,
/// letterhead, date, and the labelled zones. Lines that have a zone already keep it. Returns where the body
/// begins.
std::size_t zone_head(std::vector<PageLine>& lines, Range letter, const Start& start);

}  // namespace saraban
