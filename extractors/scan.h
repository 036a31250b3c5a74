#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <re2/re2.h>

/// Small steps over UTF-8 text that every extractor needs. Positions are byte offsets.
namespace saraban {

/// A run of digits, Thai, ASCII or mixed: `๖9` is 69.
struct Digits {
    std::size_t begin = 0, end = 0;
    int count = 0;   ///< digits
    long value = 0;  ///< of at most 18 digits; -1 when there are more
};

[[nodiscard]] inline re2::StringPiece piece(std::string_view text) {
    return {text.data(), text.size()};
}
[[nodiscard]] inline std::string_view view(const re2::StringPiece& text) {
    return {text.data(), text.size()};
}

/// Bytes of the digit at `at`: 1 for ASCII, 3 for Thai, 0 where there is none.
[[nodiscard]] std::size_t digit_length(std::string_view text, std::size_t at);
/// The digits from `at` on, if `at` is one.
[[nodiscard]] std::optional<Digits> digits_at(std::string_view text, std::size_t at);
/// The first run of digits at or after `at`.
[[nodiscard]] std::optional<Digits> next_digits(std::string_view text, std::size_t at);
/// The digits that end at `end`.
[[nodiscard]] std::optional<Digits> digits_before(std::string_view text, std::size_t end);

/// Bytes of the blank at `at`: white space, no-break blank and zero-width characters; 0 where there is none.
[[nodiscard]] std::size_t blank_length(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t skip_blanks(std::string_view text, std::size_t at);
/// The end of what stands before the blanks before `end`.
[[nodiscard]] std::size_t skip_blanks_back(std::string_view text, std::size_t end);
/// Without blanks at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);
/// Without any blank.
[[nodiscard]] std::string without_blanks(std::string_view text);

/// Start of the character that ends at `end`; REQUIRES: end > 0.
[[nodiscard]] std::size_t character_before(std::string_view text, std::size_t end);
/// Bytes of the character at `at`, at least 1.
[[nodiscard]] std::size_t character_length(std::string_view text, std::size_t at);
/// Code points.
[[nodiscard]] std::size_t character_count(std::string_view text);
/// True for a Thai letter, vowel, tone mark or ๆ; not for Thai digits and ฿.
[[nodiscard]] bool is_thai_letter_at(std::string_view text, std::size_t at);
/// True for a mark that stands above or below a consonant: a word cannot begin with it.
[[nodiscard]] bool is_thai_mark_at(std::string_view text, std::size_t at);

/// The first place of `word` at or after `from`, the last place; npos where there is none. Every Thai letter
/// begins with one and the same byte, which makes string_view::find slow; these look at the rarer bytes.
[[nodiscard]] std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0);
[[nodiscard]] std::size_t find_last_word(std::string_view text, std::string_view word);

/// `part` as positions in `text`. REQUIRES: `part` views into `text`.
[[nodiscard]] inline std::size_t offset_of(std::string_view text, std::string_view part) {
    return static_cast<std::size_t>(part.data() - text.data());
}

}  // namespace saraban
