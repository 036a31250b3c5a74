#include "pipeline/sinks/alignment.h"

#include <algorithm>

namespace saraban {
namespace {

/// ASCII 1..127, Thai 128..255, all else 0.
std::size_t slot_of(char32_t c) {
    if (c < 0x80) return c;
    return c >= 0x0E00 && c < 0x0E80 ? c - 0x0E00 + 0x80 : 0;
}

}  // namespace

std::vector<char32_t> code_points(std::string_view utf8) {
    std::vector<char32_t> out;
    out.reserve(utf8.size() / 2);
    for (const char byte : utf8) {
        const auto b = static_cast<unsigned char>(byte);
        if ((b & 0xC0U) == 0x80U && !out.empty())
            out.back() = (out.back() << 6U) | (b & 0x3FU);
        else
            out.push_back(b < 0x80U ? b : b < 0xE0U ? b & 0x1FU : b < 0xF0U ? b & 0x0FU : b & 0x07U);
    }
    return out;
}

ApproximatePattern::ApproximatePattern(std::string_view pattern) {
    for (const char32_t c : code_points(pattern)) {
        if (size_ == 64) break;
        places_[slot_of(c)] |= std::uint64_t{1} << size_++;
    }
    places_[0] = 0;
}

// G. Myers, A fast bit-vector algorithm for approximate string matching (1999): `up` and `down` hold where
// the column of distances rises and falls by one; the pattern may begin anywhere in the text.
Alignment ApproximatePattern::find_in(const std::vector<char32_t>& text) const {
    Alignment best{.distance = static_cast<int>(size_), .end = 0};
    if (size_ == 0) return best;
    const std::uint64_t last = std::uint64_t{1} << (size_ - 1);
    std::uint64_t up = ~std::uint64_t{0}, down = 0;
    int distance = static_cast<int>(size_);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::uint64_t equal = places_[slot_of(text[i])];
        const std::uint64_t diagonal = (((equal & up) + up) ^ up) | equal | down;
        std::uint64_t rises = down | ~(diagonal | up);
        std::uint64_t falls = up & diagonal;
        if ((rises & last) != 0) ++distance;
        if ((falls & last) != 0) --distance;
        rises <<= 1U;
        falls <<= 1U;
        up = falls | ~(diagonal | rises);
        down = rises & diagonal;
        if (distance < best.distance) best = {.distance = distance, .end = i + 1};
    }
    return best;
}

}  // namespace saraban
