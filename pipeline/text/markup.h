#pragma once

#include <string>
#include <string_view>

namespace saraban {

/// Text as it may stand in XML and HTML and in their attributes in double quotes. Controls other than line
/// break and tab have no place there and are left out.
[[nodiscard]] std::string escape_markup(std::string_view text);

}  // namespace saraban
