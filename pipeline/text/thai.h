#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// The one place for ICU: the normal form of Thai text, digits, distance, words.
namespace saraban {

/// The text as Saraban compares and stores it: NFC; sara am composed (ํา -> ำ); vowels, tone marks and other
/// marks in canonical order, doubled marks single; zero-width characters removed; no-break and other blanks
/// -> U+0020. Line breaks and tabs stay. Invalid UTF-8 becomes U+FFFD.
[[nodiscard]] std::string normalise(std::string_view text);

/// Thai digits -> ASCII digits; everything else unchanged.
[[nodiscard]] std::string ascii_digits(std::string_view text);

/// ASCII digits -> Thai digits; everything else unchanged.
[[nodiscard]] std::string thai_digits(std::string_view text);

/// The bytes at which the digits of `text` begin, Thai and ASCII ones.
[[nodiscard]] std::vector<std::size_t> places_of_digits(std::string_view text);

/// Every run of white space -> one blank, none at the ends.
[[nodiscard]] std::string squeeze(std::string_view text);

/// Levenshtein distance in code points.
[[nodiscard]] int edit_distance(std::string_view a, std::string_view b);

/// True for valid UTF-8.
[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace saraban
