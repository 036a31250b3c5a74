#include "extractors/reader.h"

#include "extractors/scan.h"
#include "extractors/thai_calendar.h"

#include <algorithm>
#include <array>

namespace saraban {
namespace {

constexpr std::size_t kLongestMonth = 40;  // bytes; พฤศจิกายน has 27, damaged ones more

struct Numeral {
    std::string_view word;
    int value;
};
constexpr std::array<Numeral, 11> kUnits{{{"หนึ่ง", 1},
                                          {"เอ็ด", 1},
                                          {"สอง", 2},
                                          {"สาม", 3},
                                          {"สี่", 4},
                                          {"ห้า", 5},
                                          {"หก", 6},
                                          {"เจ็ด", 7},
                                          {"แปด", 8},
                                          {"เก้า", 9},
                                          {"ยี่", 2}}};

std::optional<int> unit(Reader& reader) {
    for (const Numeral& numeral : kUnits)
        if (reader.eat(numeral.word)) return numeral.value;
    return std::nullopt;
}

}  // namespace

std::size_t Reader::next() const {
    return skip_blanks(text_, at_);
}

bool Reader::sees(std::string_view word) const {
    const std::size_t begin = next();
    return text_.substr(begin, word.size()) == word;
}

bool Reader::sees_any(std::initializer_list<std::string_view> words) const {
    return std::any_of(words.begin(), words.end(), [this](std::string_view word) { return sees(word); });
}

bool Reader::eat(std::string_view word) {
    if (!sees(word)) return false;
    at_ = next() + word.size();
    return true;
}

bool Reader::eat_any(std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [this](std::string_view word) { return eat(word); });
}

std::optional<int> Reader::number(int digits) {
    const auto run = digits_at(text_, next());
    if (!run || run->count > digits) return std::nullopt;
    at_ = run->end;
    return static_cast<int>(run->value);
}

std::optional<int> Reader::number_in_words() {
    Reader ahead = *this;
    int total = 0;
    bool any = false;
    Reader bookmark = ahead;
    if (const auto hundreds = unit(ahead); hundreds && ahead.eat("ร้อย")) {
        total += *hundreds * 100;
        any = true;
    } else {
        ahead = bookmark;
    }
    bookmark = ahead;
    const auto tens = unit(ahead);
    if (ahead.eat("สิบ")) {
        total += tens.value_or(1) * 10;
        any = true;
    } else {
        ahead = bookmark;
    }
    if (const auto ones = unit(ahead)) {
        total += *ones;
        any = true;
    }
    if (!any) return std::nullopt;
    *this = ahead;
    return total;
}

std::optional<std::chrono::month> Reader::month() {
    const std::size_t begin = next();
    const std::size_t longest = std::min(kLongestMonth, text_.size() - begin);
    for (std::size_t length = longest; length > 3; --length) {
        const std::string_view word = text_.substr(begin, length);
        const auto found = month_of(word);
        if (!found) continue;
        const bool short_without_dot = character_count(word) <= 3 && word.back() != '.';
        if (short_without_dot && is_thai_letter_at(text_, begin + length)) continue;
        at_ = begin + length;
        return found;
    }
    return std::nullopt;
}

std::optional<std::chrono::weekday> Reader::weekday() {
    static constexpr std::array<std::string_view, 8> kNames{"อาทิตย์",  "จันทร์", "อังคาร", "พุธ",
                                                            "พฤหัสบดี", "พฤหัส", "ศุกร์",   "เสาร์"};
    for (const std::string_view name : kNames)
        if (eat(name)) return weekday_of(name);
    return std::nullopt;
}

}  // namespace saraban
