#pragma once

#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace saraban {

/// Reads a text from left to right, word by word; every step skips the blanks before it and stays where it
/// was when it does not match. A copy is a bookmark: try on the copy, keep it when it worked.
class Reader {
public:
    explicit Reader(std::string_view text, std::size_t at = 0) : text_(text), at_(at) {}

    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
    [[nodiscard]] std::string_view text() const { return text_; }
    /// What stands between `begin` and here.
    [[nodiscard]] std::string_view since(std::size_t begin) const { return text_.substr(begin, at_ - begin); }
    /// Start of the next thing that is not blank.
    [[nodiscard]] std::size_t next() const;

    bool eat(std::string_view word);
    /// The first of `words` that stands here. Longer words first.
    bool eat_any(std::initializer_list<std::string_view> words);
    [[nodiscard]] bool sees(std::string_view word) const;
    [[nodiscard]] bool sees_any(std::initializer_list<std::string_view> words) const;

    /// A number in Thai, ASCII or mixed digits of at most `digits` digits.
    std::optional<int> number(int digits);
    /// A number in words up to 999: สามสิบ, ยี่สิบเอ็ด, หนึ่งร้อยแปดสิบ.
    std::optional<int> number_in_words();
    /// A month's name or abbreviation; an abbreviation without dots (`มค`) must end there.
    std::optional<std::chrono::month> month();
    /// A weekday's full name, without `วัน`.
    std::optional<std::chrono::weekday> weekday();

private:
    std::string_view text_;
    std::size_t at_;
};

}  // namespace saraban
