#include "extractors/thai_date.h"

#include "extractors/scan.h"
#include "extractors/thai_calendar.h"
#include "extractors/thai_date_parts.h"

#include <string>

namespace saraban {
namespace {

using namespace std::chrono;

void add_weekday(std::string_view text, Found<ThaiDate>& date) {
    const std::size_t begin = offset_of(text, date.text);
    std::size_t end = skip_blanks_back(text, begin);
    static constexpr std::string_view kOn = "ที่";
    if (text.substr(0, end).size() >= kOn.size() && text.substr(end - kOn.size(), kOn.size()) == kOn)
        end = skip_blanks_back(text, end - kOn.size());
    const auto word = weekday_at_end(text.substr(0, end));
    if (!word) return;
    date.value.weekday = word->day;
    date.value.weekday_text = word->text;
    const std::size_t whole = offset_of(text, word->text);
    date.value.whole = text.substr(whole, begin + date.text.size() - whole);
}

/// The first date at or after `at`.
std::optional<Found<ThaiDate>> next_date(std::string_view text, std::size_t at, year_month_day reference) {
    for (auto digits = next_digits(text, at); digits; digits = next_digits(text, digits->end)) {
        auto date = date_parts::date_from(text, *digits, reference);
        if (!date || offset_of(text, date->text) < at) continue;
        add_weekday(text, *date);
        return date;
    }
    return std::nullopt;
}

}  // namespace

std::optional<Found<ThaiDate>> find_thai_date(std::string_view text, year_month_day reference) {
    return next_date(text, 0, reference);
}

std::vector<Found<ThaiDate>> find_all_thai_dates(std::string_view text, year_month_day reference) {
    std::vector<Found<ThaiDate>> dates;
    std::size_t at = 0;
    while (const auto date = next_date(text, at, reference)) {
        dates.push_back(*date);
        at = offset_of(text, date->text) + date->text.size();
    }
    return dates;
}

Date to_date(const Found<ThaiDate>& found) {
    Date date;
    date.raw = std::string(found.text);
    date.iso = found.value.iso;
    date.iso_partial = found.value.iso_partial;
    return date;
}

std::optional<year> read_year(std::string_view text, year_month_day reference) {
    const auto digits = next_digits(text, 0);
    if (!digits || (digits->count != 4 && digits->count != 2)) return std::nullopt;
    if (skip_blanks(text, digits->end) != text.size()) return std::nullopt;
    const auto before = date_parts::era_at_end(trim(text.substr(0, digits->begin)));
    if (!trim(before.rest).empty()) return std::nullopt;
    return date_parts::read_year(*digits, before.era, reference).year;
}

}  // namespace saraban
