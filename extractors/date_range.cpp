#include "extractors/scan.h"
#include "extractors/thai_calendar.h"
#include "extractors/thai_date.h"
#include "extractors/thai_date_parts.h"

#include <array>
#include <string>

namespace saraban {
namespace {

using namespace std::chrono;

constexpr std::size_t kLongestMonth = 60;  // bytes

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::string_view without_end(std::string_view text, std::string_view end) {
    return ends_with(text, end) ? text.substr(0, text.size() - end.size()) : text;
}

/// `text` up to the dash or ถึง at its end; empty when there is none.
std::string_view before_dash(std::string_view text) {
    static constexpr std::array<std::string_view, 7> kDashes{"จนถึง", "ถึง", "-", "–", "—", "−", "~"};
    text = text.substr(0, skip_blanks_back(text, text.size()));
    text = without_end(without_end(text, "วันที่"), "ที่");
    text = text.substr(0, skip_blanks_back(text, text.size()));
    if (const auto weekday = weekday_at_end(text)) {
        text = text.substr(0, text.size() - weekday->text.size());
        text = text.substr(0, skip_blanks_back(text, text.size()));
    }
    for (const std::string_view dash : kDashes)
        if (ends_with(text, dash)) return text.substr(0, skip_blanks_back(text, text.size() - dash.size()));
    return {};
}

struct Left {
    std::size_t begin = 0;
    unsigned day = 0;
    std::optional<month> name;
};

/// "๑" or "๒๘ กุมภาพันธ์" at the end of `text`.
std::optional<Left> left_end(std::string_view text) {
    if (const auto day = digits_before(text, text.size())) {
        if (day->count > 2) return std::nullopt;
        return Left{day->begin, static_cast<unsigned>(day->value), std::nullopt};
    }
    std::size_t word = text.size();
    while (word > 0 && text.size() - word < kLongestMonth &&
           (is_thai_letter_at(text, character_before(text, word)) || text[word - 1] == '.'))
        word = character_before(text, word);
    const auto name = month_of(text.substr(word));
    if (!name) return std::nullopt;
    const auto day = digits_before(text, skip_blanks_back(text, word));
    if (!day || day->count > 2) return std::nullopt;
    return Left{day->begin, static_cast<unsigned>(day->value), name};
}

std::optional<Found<DateRange>> range(std::string_view text, std::size_t begin, std::size_t end,
                                      year_month_day first, year_month_day last, bool year_assumed) {
    if (!first.ok() || !last.ok() || first >= last) return std::nullopt;
    return Found<DateRange>{{first, last, year_assumed}, text.substr(begin, end - begin)};
}

/// The range that ends with this date, if what stands before it is its first day.
std::optional<Found<DateRange>> range_to(std::string_view text, std::size_t right, std::size_t end,
                                         year_month_day last, year_month_day reference, bool year_assumed) {
    const std::string_view head = before_dash(text.substr(0, right));
    if (head.empty()) return std::nullopt;
    const auto dates = find_all_thai_dates(head, reference);
    if (!dates.empty() && dates.back().value.iso) {
        const std::size_t begin = offset_of(text, dates.back().text);
        if (begin + dates.back().text.size() == head.size())
            return range(text, begin, end, *dates.back().value.iso, last, year_assumed);
    }
    const auto left = left_end(head);
    if (!left) return std::nullopt;
    const month in = left->name.value_or(last.month());
    // ๒๘ ธันวาคม - ๓ มกราคม ๒๕๖๙ begins in the year before.
    const year of = in > last.month() ? last.year() - years{1} : last.year();
    return range(text, left->begin, end, of / in / day{left->day}, last, year_assumed);
}

/// "1-3 มิ.ย.": no year printed.
std::optional<Found<DateRange>> range_without_year(std::string_view text, year_month_day reference) {
    const auto last = find_day_month(text);
    if (!last) return std::nullopt;
    const std::size_t begin = offset_of(text, last->text);
    return range_to(text, begin, begin + last->text.size(), reference.year() / last->value, reference, true);
}

}  // namespace

std::optional<Found<DateRange>> find_date_range(std::string_view text, year_month_day reference) {
    for (const auto& date : find_all_thai_dates(text, reference)) {
        if (!date.value.iso) continue;
        const std::size_t begin = offset_of(text, date.text);
        if (auto found = range_to(text, begin, begin + date.text.size(), *date.value.iso, reference, false))
            return found;
    }
    return range_without_year(text, reference);
}

std::optional<Found<month_day>> find_day_month(std::string_view text) {
    for (auto day = next_digits(text, 0); day; day = next_digits(text, day->end)) {
        if (day->count > 2) continue;
        const std::size_t begin = skip_blanks(text, day->end);
        std::size_t end = begin;
        while (end < text.size() && end - begin < kLongestMonth &&
               (is_thai_letter_at(text, end) || text[end] == '.'))
            end += character_length(text, end);
        // The name may be followed by other words without a blank: the longest beginning that is a month.
        for (; end > begin; end = character_before(text, end)) {
            const auto name = month_of(text.substr(begin, end - begin));
            if (!name) continue;
            const month_day found{*name, std::chrono::day{static_cast<unsigned>(day->value)}};
            if (!found.ok()) break;
            return Found<month_day>{found, text.substr(day->begin, end - day->begin)};
        }
    }
    return std::nullopt;
}

}  // namespace saraban
