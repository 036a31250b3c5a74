#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <string_view>

namespace saraban {

/// The letters that a list of Thai words begins with: asked at every place of a text before the words are.
///
///   const FirstLetters kFirst{kWords};   if (kFirst.may_begin(text, at)) ... compare the words
class FirstLetters {
public:
    /// REQUIRES: every word begins with a Thai letter.
    template <typename Words>
    explicit FirstLetters(const Words& words) {
        for (const std::string_view word : words)
            add(word);
    }
    void add(std::string_view word) { letters_.set(index_of(word, 0)); }

    [[nodiscard]] bool may_begin(std::string_view text, std::size_t at) const {
        return at + 2 < text.size() && text[at] == '\xE0' && letters_[index_of(text, at)];
    }

private:
    /// U+0E00 to U+0E7F are 0xE0, 0xB8 or 0xB9, and six bits.
    static std::size_t index_of(std::string_view text, std::size_t at) {
        return (static_cast<std::size_t>(static_cast<unsigned char>(text[at + 1])) & 1U) << 6U |
               (static_cast<std::size_t>(static_cast<unsigned char>(text[at + 2])) & 0x3FU);
    }
    std::bitset<128> letters_;
};

}  // namespace saraban
