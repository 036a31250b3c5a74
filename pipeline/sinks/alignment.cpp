#include "pipeline/sinks/alignment.h"

#include "pipeline/text/narrow.h"

namespace saraban {

ApproximatePattern::ApproximatePattern(std::string_view pattern) {
    for (const char c : pattern.substr(0, 64))
        places_[static_cast<unsigned char>(c)] |= std::uint64_t{1} << size_++;
    places_[static_cast<unsigned char>(kForeign)] = 0;
}

// G. Myers, A fast bit-vector algorithm for approximate string matching (1999): `up` and `down` hold where
// the column of distances rises and falls by one; the pattern may begin anywhere in the text.
Alignment ApproximatePattern::find_in(std::string_view text) const {
    Alignment best{.distance = static_cast<int>(size_), .end = 0};
    if (size_ == 0) return best;
    const std::uint64_t last = std::uint64_t{1} << (size_ - 1);
    std::uint64_t up = ~std::uint64_t{0}, down = 0;
    int distance = static_cast<int>(size_);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::uint64_t equal = places_[static_cast<unsigned char>(text[i])];
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
