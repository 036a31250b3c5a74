#pragma once

#include <string>
#include <string_view>

namespace saraban {

/// What stands in narrow text for a character that is neither ASCII nor Thai. It is like no other: whoever
/// compares must not take two of them for the same.
constexpr char kForeign = '\x01';

/// Text with a byte a character, to be compared and searched fast: ASCII as it is, U+0E00..U+0E7F as
/// 0x80..0xFF, anything else kForeign. A third of the size in UTF-8.
/// REQUIRES: valid UTF-8.
[[nodiscard]] std::string narrow(std::string_view utf8);

/// UTF-8 again. REQUIRES: no character is foreign.
[[nodiscard]] std::string widen(std::string_view narrow);

/// The narrow form of one character.
[[nodiscard]] constexpr char narrow(char32_t c) {
    if (c < 0x80) return c == 0 ? kForeign : static_cast<char>(c);
    return c >= 0x0E00 && c < 0x0E80 ? static_cast<char>(c - 0x0E00 + 0x80) : kForeign;
}

/// True for characters of Thai, in narrow text.
[[nodiscard]] constexpr bool is_narrow_thai(char c) {
    return (c & 0x80) != 0;
}

}  // namespace saraban
