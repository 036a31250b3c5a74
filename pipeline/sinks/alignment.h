#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace saraban {

/// Where a pattern stands in a text with the fewest differences (Sellers; Myers' bit vectors, 64 columns a
/// word).
struct Alignment {
    int distance = 0;     ///< characters inserted, deleted or exchanged
    std::size_t end = 0;  ///< in characters of the text
};

/// A pattern made ready to be looked for in many texts, all narrow (pipeline/text/narrow.h). Only its first
/// 64 characters count; a foreign character matches nothing.
class ApproximatePattern {
public:
    explicit ApproximatePattern(std::string_view pattern);

    [[nodiscard]] Alignment find_in(std::string_view text) const;
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    std::array<std::uint64_t, 256> places_{};  ///< character -> bits of its places in the pattern
    std::size_t size_ = 0;
};

}  // namespace saraban
