#include "pipeline/text/narrow.h"

namespace saraban {

std::string narrow(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        const auto rest = [&](std::size_t k) {
            return i + k < utf8.size() ? static_cast<unsigned char>(utf8[i + k]) & 0x3FU : 0U;
        };
        if (length == 1)
            out += narrow(static_cast<char32_t>(lead));
        else
            out += length == 3
                       ? narrow(static_cast<char32_t>((lead & 0x0FU) << 12U | rest(1) << 6U | rest(2)))
                       : kForeign;
        i += length;
    }
    return out;
}

std::string widen(std::string_view narrow) {
    std::string out;
    for (const char c : narrow) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            out += c;
            continue;
        }
        out += '\xE0';  // U+0E00 + (byte - 0x80), which has seven bits
        out += static_cast<char>(0xB8 + (byte - 0x80) / 0x40);
        out += static_cast<char>(0x80 + (byte - 0x80) % 0x40);
    }
    return out;
}

}  // namespace saraban
