#pragma once

#include "pipeline/sinks/trigrams.h"

#include <bit>

/// The rows of the table `grams`.
namespace saraban {

/// The trigram that begins at `at`; none where a character is foreign. REQUIRES: at + 3 <= text.size().
[[nodiscard]] std::optional<Gram> gram_at(std::string_view text, std::size_t at);

[[nodiscard]] constexpr std::int64_t block_of(std::int64_t letter) {
    return letter / kLettersInBlock;
}
/// The number of a row.
[[nodiscard]] constexpr std::int64_t row_of(std::int64_t block, Gram gram) {
    return block << 24U | static_cast<std::int64_t>(gram);
}

/// The letters of a block in a row: bits, or if that is shorter, the first and the differences to the next.
[[nodiscard]] std::string pack(const Block& letters);
void unpack(std::string_view row, Block& letters);
[[nodiscard]] std::int64_t count_letters_in(std::string_view row);
/// Clears those that are not in the row; false if none is left.
[[nodiscard]] bool keep_common(std::string_view row, Block& letters);

constexpr char kAsBits = 'b', kAsDifferences = 'd';  ///< how a row begins

/// The places of the letters in their block, the last first.
void for_each_newest(const Block& letters, const auto& visit) {
    for (std::size_t i = letters.size(); i-- > 0;)
        for (std::uint64_t bits = letters[i]; bits != 0;) {
            const auto bit = 63U - static_cast<unsigned>(std::countl_zero(bits));
            visit(static_cast<std::int64_t>(i * 64 + bit));
            bits &= ~(std::uint64_t{1} << bit);
        }
}

/// The places of the letters in their block, the first first.
void for_each_letter(std::string_view row, const auto& visit) {
    if (row.starts_with(kAsBits)) {
        Block letters{};
        unpack(row, letters);
        for (std::size_t i = 0; i < letters.size(); ++i)
            for (std::uint64_t bits = letters[i]; bits != 0; bits &= bits - 1)
                visit(static_cast<std::int64_t>(i * 64) + std::countr_zero(bits));
        return;
    }
    std::int64_t place = 0, difference = 0;
    for (std::size_t i = 1; i < row.size(); ++i) {
        const auto byte = static_cast<unsigned char>(row[i]);
        difference = difference << 7U | (byte & 0x7FU);
        if ((byte & 0x80U) != 0) continue;
        place += difference;
        difference = 0;
        // A damaged row must not lead out of the block.
        if (place < kLettersInBlock) visit(place);
    }
}

}  // namespace saraban
