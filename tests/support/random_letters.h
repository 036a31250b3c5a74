#pragma once

#include "pipeline/model/record.h"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace saraban::test {

/// Makes up letters as offices write them, about 175 words each, without pages and without OCR: for search
/// and speed. The same seed gives the same letters.
class RandomLetters {
public:
    explicit RandomLetters(std::uint64_t seed) : random_(seed) {}

    [[nodiscard]] Record next();

private:
    [[nodiscard]] std::string prose();
    [[nodiscard]] std::string sentence();
    [[nodiscard]] const std::string& pick(const std::vector<std::string>& list);
    [[nodiscard]] std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
    [[nodiscard]] std::chrono::year_month_day date();
    [[nodiscard]] DocNumber number();

    std::mt19937_64 random_;
    int made_ = 0;
};

/// The text with this share of its characters misread: exchanged for a look-alike or another letter, lost, or
/// doubled by an invented one. Line breaks stay.
[[nodiscard]] std::string add_noise(std::string_view text, double share, std::uint64_t seed);
/// The letter as a bad scan would have given it: its text, number, subject and issuer misread.
[[nodiscard]] Record add_noise(const Record& record, double share, std::uint64_t seed);

/// `๕ กุมภาพันธ์ ๒๕๖๙`
[[nodiscard]] std::string thai_date(std::chrono::year_month_day date);

}  // namespace saraban::test
