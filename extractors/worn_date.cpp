#include "extractors/worn_date.h"

#include "extractors/scan.h"
#include "extractors/thai_calendar.h"
#include "pipeline/text/thai.h"

#include <array>
#include <string>
#include <vector>

namespace saraban {
namespace {

using namespace std::chrono;

constexpr days kArrival{60};             ///< a letter is on its way no longer
constexpr std::size_t kLongestWord = 6;  ///< characters of what was read of the month

/// Without dots.
constexpr std::array<std::string_view, 12> kMonths{"มค", "กพ", "มีค", "เมย", "พค", "มิย",
                                                   "กค", "สค", "กย", "ตค",  "พย", "ธค"};

/// The consonants of a word, dots, marks and what is no letter left out. The พ of daters is a w.
std::string consonants(std::string_view word) {
    std::string out;
    for (std::size_t at = 0; at < word.size(); at += character_length(word, at)) {
        if (word[at] == 'w' || word[at] == 'W') out += "พ";
        if (is_thai_letter_at(word, at) && !is_thai_mark_at(word, at) && digit_length(word, at) == 0)
            out += word.substr(at, character_length(word, at));
    }
    return out;
}

/// One of the month's letters is there, and none too many.
bool looks_like(std::string_view word, std::string_view month) {
    constexpr std::size_t kLetter = 3;  // bytes
    const std::string read = consonants(word), name = consonants(month);
    if (read.size() > name.size() + kLetter) return false;
    for (std::size_t at = 0; at < read.size(); at += kLetter)
        if (name.find(read.substr(at, kLetter)) != std::string::npos) return true;
    return false;
}

/// It stands where the month has it, first or last.
bool looks_much_like(std::string_view word, std::string_view month) {
    constexpr std::size_t kLetter = 3;  // bytes
    const std::string read = consonants(word), name = consonants(month);
    return looks_like(word, month) &&
           (read.substr(0, kLetter) == name.substr(0, kLetter) ||
            read.substr(read.size() - kLetter) == name.substr(name.size() - kLetter));
}

}  // namespace

std::optional<Found<ThaiDate>> find_worn_date(std::string_view text, year_month_day written) {
    const auto day = next_digits(text, 0);
    if (!day || day->count > 2 || day->value < 1 || day->value > 31) return std::nullopt;
    const auto year = next_digits(text, day->end);
    if (!year || year->count != 4) return std::nullopt;
    const std::string_view word = trim(text.substr(day->end, year->begin - day->end));
    if (month_of(word)) return std::nullopt;  // not worn: another day altogether
    if (word.empty() || character_count(word) > kLongestWord || word.find('/') != word.npos)
        return std::nullopt;
    const auto only_month = [&](bool (*looks)(std::string_view, std::string_view)) {
        std::vector<year_month_day> found;
        for (unsigned m = 1; m <= kMonths.size(); ++m) {
            const year_month_day date{std::chrono::year{static_cast<int>(year->value) - kBuddhistOffset},
                                      month{m}, std::chrono::day{static_cast<unsigned>(day->value)}};
            const bool arrives = date.ok() && sys_days{date} >= sys_days{written} &&
                                 sys_days{date} <= sys_days{written} + kArrival;
            if (arrives && looks(word, kMonths.at(m - 1))) found.push_back(date);
        }
        return found;
    };
    auto found = only_month(looks_much_like);
    if (found.empty()) found = only_month(looks_like);
    const auto only = found.size() == 1 ? std::optional(found.front()) : std::nullopt;
    if (!only) return std::nullopt;
    ThaiDate date;
    date.iso = only;
    date.month_damaged = true;
    date.whole = text.substr(day->begin, year->end - day->begin);
    return Found<ThaiDate>{date, date.whole};
}

}  // namespace saraban
