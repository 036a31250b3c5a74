#include "pipeline/sinks/trigram_rows.h"

#include "pipeline/text/narrow.h"

#include <algorithm>
#include <cstring>

namespace saraban {
namespace {

constexpr std::size_t kBytesOfBits = sizeof(Block);
constexpr Gram kNoGram = 0xFFFFFFFF;                  ///< has more than three characters
constexpr std::size_t kSpread = 0x9E3779B97F4A7C15U;  ///< of Fibonacci hashing

void append_difference(std::string& out, std::int64_t difference) {
    if (difference >= 0x4000) out += static_cast<char>(0x80 | (difference >> 14U));  // it has 16 bits at most
    if (difference >= 0x80) out += static_cast<char>(0x80 | (difference >> 7U & 0x7F));
    out += static_cast<char>(difference & 0x7F);
}

std::int64_t count(const Block& letters) {
    std::int64_t count = 0;
    for (const std::uint64_t bits : letters)
        count += std::popcount(bits);
    return count;
}

}  // namespace

std::optional<Gram> gram_at(std::string_view text, std::size_t at) {
    Gram gram = 0;
    for (std::size_t i = at; i < at + 3; ++i) {
        if (text[i] == kForeign) return std::nullopt;
        gram = gram << 8U | static_cast<unsigned char>(text[i]);
    }
    return gram;
}

std::vector<Gram> grams_of(std::string_view words) {
    std::string text(words);
    std::erase(text, ' ');
    std::vector<Gram> out;
    out.reserve(text.size());
    // A table of those that were seen, twice as long as there can be: sorting takes five times as long.
    std::vector<Gram> seen(std::bit_ceil(2 * text.size() + 2), kNoGram);
    for (std::size_t i = 0; i + 3 <= text.size(); ++i) {
        const auto gram = gram_at(text, i);
        if (!gram) continue;
        std::size_t at = (*gram * kSpread >> 32U) & (seen.size() - 1);
        while (seen[at] != kNoGram && seen[at] != *gram)
            at = (at + 1) & (seen.size() - 1);
        if (seen[at] == *gram) continue;
        seen[at] = *gram;
        out.push_back(*gram);
    }
    return out;
}

std::string pack(const Block& letters) {
    std::string out(1, kAsDifferences);
    std::int64_t last = 0;
    const auto fewest = static_cast<std::size_t>(count(letters));  // bytes
    for (std::size_t i = 0; fewest < kBytesOfBits && i < letters.size() && out.size() <= kBytesOfBits; ++i)
        for (std::uint64_t bits = letters[i]; bits != 0; bits &= bits - 1) {
            const auto place = static_cast<std::int64_t>(i * 64) + std::countr_zero(bits);
            append_difference(out, place - last);
            last = place;
        }
    if (fewest < kBytesOfBits && out.size() <= kBytesOfBits) return out;
    out.assign(1 + kBytesOfBits, kAsBits);
    std::memcpy(out.data() + 1, letters.data(), kBytesOfBits);
    return out;
}

void unpack(std::string_view row, Block& letters) {
    letters.fill(0);
    if (row.starts_with(kAsBits))
        std::memcpy(letters.data(), row.data() + 1, std::min(kBytesOfBits, row.size() - 1));
    else
        for_each_letter(row, [&](std::int64_t place) {
            letters[static_cast<std::size_t>(place / 64)] |= std::uint64_t{1} << (place % 64);
        });
}

std::int64_t count_letters_in(std::string_view row) {
    if (row.starts_with(kAsDifferences))
        return std::count_if(row.begin() + 1, row.end(), [](char c) { return (c & 0x80) == 0; });
    Block letters;
    unpack(row, letters);
    return count(letters);
}

bool keep_common(std::string_view row, Block& letters) {
    Block others;
    unpack(row, others);
    std::uint64_t some = 0;
    for (std::size_t i = 0; i < letters.size(); ++i)
        some |= letters[i] &= others[i];
    return some != 0;
}

}  // namespace saraban
