#pragma once

#include "pipeline/layout/page_lines.h"

#include <vector>

namespace saraban {

/// Gives zones to the lines that have no label: those in front of the opening line of a letter (`before`) and
/// those between it and the first label (`between`), both as indexes into `lines` in order: received-stamps
/// with their routing boxes, speed, secrecy, letterhead, date; what is left is noise.
/// `dated`, `headed`: date and letterhead had labels and are known.
void zone_front(std::vector<PageLine>& lines, const std::vector<std::size_t>& before,
                const std::vector<std::size_t>& between, bool dated, bool headed);

}  // namespace saraban
