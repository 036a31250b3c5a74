#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace saraban {

/// Where a pattern stands in a text with the fewest differences (Sellers; Myers' bit vectors, 64 columns a
/// word).
struct Alignment {
    int distance = 0;     ///< characters inserted, deleted or exchanged
    std::size_t end = 0;  ///< in code points of the text
};

/// A pattern made ready to be looked for in many texts. Only its first 64 characters count; a character that
/// is neither ASCII nor Thai matches nothing.
class ApproximatePattern {
public:
    explicit ApproximatePattern(std::string_view pattern);

    [[nodiscard]] Alignment find_in(const std::vector<char32_t>& text) const;
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    std::array<std::uint64_t, 256>
        places_{};  ///< ASCII or Thai character -> bits of its places in the pattern
    std::size_t size_ = 0;
};

[[nodiscard]] std::vector<char32_t> code_points(std::string_view utf8);

}  // namespace saraban
