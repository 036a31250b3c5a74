#pragma once

#include "pipeline/model/page.h"

#include <string_view>
#include <vector>

namespace saraban {

/// Text as pages of lines: a form feed ends a page, Line::number counts through the file, a byte order mark
/// and carriage returns are dropped, every line is in normal form (text/thai.h). Always one page at least.
[[nodiscard]] std::vector<OcrPage> pages_of_text(std::string_view text);

}  // namespace saraban
