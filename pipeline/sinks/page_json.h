#pragma once

#include "pipeline/model/page.h"

#include <optional>
#include <string>
#include <string_view>

namespace saraban {

/// A page as read, with lines, words and boxes, as compact JSON: how the archive keeps it.
[[nodiscard]] std::string page_to_json(const OcrPage& page);
/// What page_to_json wrote. Throws Error(Unusable) for anything else.
[[nodiscard]] OcrPage page_from_json(std::string_view json);
/// The first line of such a page that says `wanted`: without reading the others, which takes twenty times as
/// long. Its page is 0.
[[nodiscard]] std::optional<Line> find_line(std::string_view json, std::string_view wanted);

}  // namespace saraban
