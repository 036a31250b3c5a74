#pragma once

#include "pipeline/layout/page_lines.h"

#include <optional>
#include <string_view>

namespace saraban {

/// The words of `/๒. แจ้งองค์กร ...`, the first of the next page at the foot of this one, without the slash and
/// the dots; std::nullopt: the line is none. Views into `line`.
[[nodiscard]] std::optional<std::string_view> catchword_in(std::string_view line);

/// One of the first of `lines` takes up the words of a catchword. Blanks to fill in, one under the other, are
/// none.
[[nodiscard]] bool takes_up(const std::vector<PageLine>& lines, Range lines_of_next, std::string_view words);

}  // namespace saraban
