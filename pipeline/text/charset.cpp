#include "pipeline/text/charset.h"

#include "pipeline/text/thai.h"

#include <array>
#include <cstdio>

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

namespace saraban {
namespace {

std::string escaped(const char* form, UChar32 c) {
    std::array<char, 16> out{};
    std::snprintf(out.data(), out.size(), form, static_cast<unsigned>(c));
    return out.data();
}

/// Bytes of the character that begins so.
std::size_t length_of(char first) {
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

bool is_odd(UChar32 c) {
    const auto type = u_charType(c);
    return type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || type == U_LINE_SEPARATOR ||
           type == U_PARAGRAPH_SEPARATOR;
}

}  // namespace

std::string thai_to_utf8(std::string_view text) {
    if (is_utf8(text)) return std::string(text);
    std::string out(text.size() * 3 + 1, '\0');
    UErrorCode error = U_ZERO_ERROR;
    const int32_t size = ucnv_convert("UTF-8", "windows-874", out.data(), static_cast<int32_t>(out.size()),
                                      text.data(), static_cast<int32_t>(text.size()), &error);
    if (U_FAILURE(error) != 0) return printable(text);
    out.resize(static_cast<std::size_t>(size));
    return out;
}

std::string printable(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::string_view piece = text.substr(0, length_of(text.front()));
        if (!is_utf8(piece)) {
            out += escaped("\\x%02X", static_cast<unsigned char>(text.front()));
            text.remove_prefix(1);
            continue;
        }
        const UChar32 c = icu::UnicodeString::fromUTF8(piece).char32At(0);
        out += is_odd(c) ? escaped(c < 0x100 ? "\\x%02X" : "\\u%04X", c) : std::string(piece);
        text.remove_prefix(piece.size());
    }
    return out;
}

}  // namespace saraban
