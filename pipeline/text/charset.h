#pragma once

#include <string>
#include <string_view>

namespace saraban {

/// Text of old Thai programs (windows-874, a superset of TIS-620) as UTF-8; what is valid UTF-8 stays.
[[nodiscard]] std::string thai_to_utf8(std::string_view text);

/// The text on one line of a terminal, as it is but for what would move the cursor, turn the direction of
/// writing or hide: line breaks and other controls, marks of direction or of no width and what is not UTF-8
/// stand as `\x0A`,
/// `\u202E`. For file names, which others choose.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace saraban
