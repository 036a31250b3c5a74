#include "extractors/period.h"

#include "extractors/scan.h"
#include "extractors/thai_calendar.h"
#include "extractors/thai_date.h"

#include <algorithm>
#include <array>

namespace saraban {
namespace {

using namespace std::chrono;

bool starts_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

Period months_from(PeriodKind kind, year_month begin, int count, int number) {
    const year_month end = begin + months{count - 1};
    return {kind, begin / day{1}, year_month_day{end / last}, number, false};
}

struct ReadYear {
    int christian = 0;
    std::size_t end = 0;
};

/// "พ.ศ. ๒๕๖๙" or "๖๙" at `at`.
std::optional<ReadYear> year_at(std::string_view text, std::size_t at, year_month_day reference) {
    std::size_t begin = skip_blanks(text, at);
    for (const std::string_view word : {"พ.ศ.", "พ.ศ", "พศ.", "พศ", "พุทธศักราช", "ค.ศ."})
        if (starts_with(text.substr(begin), word)) {
            begin = skip_blanks(text, begin + word.size());
            break;
        }
    const auto digits = digits_at(text, begin);
    if (!digits) return std::nullopt;
    const auto year = read_year(text.substr(at, digits->end - at), reference);
    if (!year) return std::nullopt;
    return ReadYear{static_cast<int>(*year), digits->end};
}

std::optional<Found<Period>> fiscal_year_at(std::string_view text, std::size_t at, year_month_day reference) {
    static constexpr std::string_view kWord = "ปีงบประมาณ";
    if (!starts_with(text.substr(at), kWord)) return std::nullopt;
    const auto year = year_at(text, at + kWord.size(), reference);
    if (!year) return std::nullopt;
    return Found<Period>{fiscal_year(year->christian + kBuddhistOffset), text.substr(at, year->end - at)};
}

std::optional<Found<Period>> quarter_at(std::string_view text, std::size_t at, year_month_day reference) {
    static constexpr std::string_view kWord = "ไตรมาส";
    if (!starts_with(text.substr(at), kWord)) return std::nullopt;
    std::size_t end = at + kWord.size();
    if (starts_with(text.substr(end), "ที่")) end += 9;
    const auto number = digits_at(text, skip_blanks(text, end));
    if (!number || number->count != 1 || number->value < 1 || number->value > 4) return std::nullopt;
    const int quarter = static_cast<int>(number->value);
    end = number->end;
    std::size_t next = skip_blanks(text, end);
    for (const std::string_view word : {"ของ", "ประจำ", "แห่ง"})
        if (starts_with(text.substr(next), word)) next += word.size();
    if (starts_with(text.substr(next), "ปีปฏิทิน")) {
        const auto year = year_at(text, next + 24, reference);
        const int of = year ? year->christian : static_cast<int>(reference.year());
        Period period =
            months_from(PeriodKind::Quarter,
                        std::chrono::year{of} / month{static_cast<unsigned>(quarter * 3 - 2)}, 3, quarter);
        period.year_assumed = !year;
        return Found<Period>{period, text.substr(at, (year ? year->end : next + 24) - at)};
    }
    if (const auto fiscal = fiscal_year_at(text, next, reference)) {
        const std::size_t last_byte = offset_of(text, fiscal->text) + fiscal->text.size();
        return Found<Period>{fiscal_quarter(fiscal->value.number, quarter), text.substr(at, last_byte - at)};
    }
    Period period = fiscal_quarter(fiscal_year_of(reference), quarter);
    period.year_assumed = true;
    return Found<Period>{period, text.substr(at, end - at)};
}

std::optional<Found<Period>> month_at(std::string_view text, std::size_t at, year_month_day reference) {
    static constexpr std::string_view kWord = "เดือน";
    if (!starts_with(text.substr(at), kWord)) return std::nullopt;
    const std::size_t begin = skip_blanks(text, at + kWord.size());
    std::size_t end = begin;
    while (end < text.size() && end - begin < 45 && (is_thai_letter_at(text, end) || text[end] == '.'))
        end += character_length(text, end);
    for (; end > begin; end = character_before(text, end)) {
        const auto name = month_of(text.substr(begin, end - begin));
        if (!name) continue;
        const auto year = year_at(text, end, reference);
        if (!year) return std::nullopt;
        return Found<Period>{months_from(PeriodKind::Month, std::chrono::year{year->christian} / *name, 1,
                                         static_cast<int>(static_cast<unsigned>(*name))),
                             text.substr(at, year->end - at)};
    }
    return std::nullopt;
}

}  // namespace

int fiscal_year_of(year_month_day day) {
    return static_cast<int>(day.year()) + kBuddhistOffset + (day.month() >= October ? 1 : 0);
}

Period fiscal_year(int buddhist_year) {
    return months_from(PeriodKind::FiscalYear, year{buddhist_year - kBuddhistOffset - 1} / October, 12,
                       buddhist_year);
}

Period fiscal_quarter(int buddhist_year, int quarter) {
    const year_month begin = year{buddhist_year - kBuddhistOffset - 1} / October;
    return months_from(PeriodKind::Quarter, begin + months{3 * (quarter - 1)}, 3, quarter);
}

std::optional<Found<Period>> find_period(std::string_view text, year_month_day reference) {
    std::size_t first = text.size();
    for (const std::string_view word : {"ปีงบประมาณ", "ไตรมาส", "เดือน"})
        first = std::min(first, find_word(text, word));
    for (std::size_t at = first; at < text.size(); at += character_length(text, at)) {
        if (auto found = quarter_at(text, at, reference)) return found;
        if (auto found = fiscal_year_at(text, at, reference)) return found;
        if (auto found = month_at(text, at, reference)) return found;
    }
    return std::nullopt;
}

}  // namespace saraban
