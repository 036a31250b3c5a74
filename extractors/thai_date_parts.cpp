#include "extractors/thai_date_parts.h"

#include "extractors/thai_calendar.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

namespace saraban::date_parts {
namespace {

using namespace std::chrono;

constexpr int kReformYear = 2484;  ///< first Buddhist year that begins on 1 January
constexpr int kFirstBuddhistYear = 2400, kLastBuddhistYear = 2699;
constexpr int kFirstChristianYear = 1900, kLastChristianYear = 2200;
/// Longest text between day and year that can be a month with its era, in bytes.
constexpr std::size_t kLongestBetween = 140;

bool is_buddhist(long year) {
    return year >= kFirstBuddhistYear && year <= kLastBuddhistYear;
}
bool is_christian(long year) {
    return year >= kFirstChristianYear && year <= kLastChristianYear;
}

ReadYear read_long_year(long printed, Era era) {
    const bool buddhist = is_buddhist(printed);
    if (!buddhist && !is_christian(printed)) return {std::nullopt, DateProblem::YearUnread, false};
    if ((era == Era::Buddhist && !buddhist) || (era == Era::Christian && buddhist))
        return {std::nullopt, DateProblem::EraContradiction, false};
    if (buddhist && printed < kReformYear) return {std::nullopt, DateProblem::BeforeReform, false};
    return {year{static_cast<int>(printed) - (buddhist ? kBuddhistOffset : 0)}, DateProblem::None, false};
}

ReadYear read_short_year(int printed, Era era, int reference) {
    const int buddhist = 2500 + printed - kBuddhistOffset;
    const int christian = 2000 + printed;
    if (era == Era::Buddhist) return {year{buddhist}, DateProblem::None, true};
    if (era == Era::Christian) return {year{christian}, DateProblem::None, true};
    const bool nearer = std::abs(christian - reference) < std::abs(buddhist - reference);
    return {year{nearer ? christian : buddhist}, DateProblem::None, true};
}

/// Units that make a two-digit number after a month a count and not a year: "15 มิ.ย. 20 คน".
constexpr std::array<std::string_view, 16> kCounted{"คน",  "ราย", "แห่ง",   "บาท",    "วัน", "ฉบับ",
                                                    "ชุด",  "ครั้ง", "ชั่วโมง", "นาที",    "น.", "นาฬิกา",
                                                    "เล่ม", "แผ่น", "หน้า",   "โครงการ"};

/// Two digits at the end of a date are a year, not the hour of a time, a decimal or a count.
bool ends_as_short_year(std::string_view text, const Digits& year) {
    if (year.end < text.size() && (text[year.end] == ':' || text[year.end] == '.' || text[year.end] == ','))
        if (digit_length(text, year.end + 1) != 0) return false;
    const std::string_view rest = text.substr(skip_blanks(text, year.end));
    for (const std::string_view word : {"รายละเอียด", "รายงาน", "รายการ", "รายชื่อ", "แผ่นดิน", "หน้าที่", "ชุดที่"})
        if (rest.substr(0, word.size()) == word) return true;
    return std::ranges::none_of(kCounted,
                                [&](std::string_view unit) { return rest.substr(0, unit.size()) == unit; });
}

bool is_separator(std::string_view text, std::size_t at) {
    return at < text.size() && (text[at] == '/' || text[at] == '-' || text[at] == '.');
}

/// No digits, and no `12/`, before the date.
bool begins_clean(std::string_view text, std::size_t begin) {
    if (begin == 0) return true;
    const std::size_t previous = character_before(text, begin);
    if (digit_length(text, previous) != 0) return false;
    if (!is_separator(text, previous) || previous == 0) return true;
    return digit_length(text, character_before(text, previous)) == 0;
}

bool ends_clean(std::string_view text, std::size_t end) {
    return !(is_separator(text, end) && digit_length(text, end + 1) != 0);
}

/// The digits behind one separator, with blanks allowed around it.
struct Step {
    char separator = 0;
    bool spaced = false;
    Digits digits;
};
std::optional<Step> step_from(std::string_view text, std::size_t at) {
    const std::size_t mark = skip_blanks(text, at);
    if (!is_separator(text, mark)) return std::nullopt;
    const std::size_t next = skip_blanks(text, mark + 1);
    const auto digits = digits_at(text, next);
    if (!digits) return std::nullopt;
    return Step{text[mark], mark != at || next != mark + 1, *digits};
}

/// วันที่, ลงวันที่, ลว., เมื่อ right before the date.
bool is_labelled(std::string_view before) {
    static constexpr std::array<std::string_view, 4> kLabels{"วันที่", "ลว.", "ลว", "เมื่อ"};
    before = before.substr(0, skip_blanks_back(before, before.size()));
    return std::ranges::any_of(kLabels, [&](std::string_view label) {
        return before.size() >= label.size() && before.substr(before.size() - label.size()) == label;
    });
}

Found<ThaiDate> found(std::string_view text, std::size_t begin, std::size_t end, ThaiDate date) {
    const std::string_view said = text.substr(begin, end - begin);
    date.whole = said;
    return {date, said};
}

/// Nothing before the date, and a clock behind it: "05-7-65 09:00:01".
bool is_time_stamp(std::string_view text, std::size_t begin, std::size_t end) {
    if (skip_blanks(text, 0) != begin) return false;
    const auto hour = digits_at(text, skip_blanks(text, end));
    return hour && hour->count <= 2 && hour->end < text.size() && text[hour->end] == ':';
}

/// 9/12/2569, ๙ / ๑๒ / ๒๕๖๙, 1.6.2565, 13.9.69
std::optional<Found<ThaiDate>> numeric_date(std::string_view text, const Digits& day,
                                            year_month_day reference) {
    const auto second = step_from(text, day.end);
    if (!second || second->digits.count > 2) return std::nullopt;
    const auto third = step_from(text, second->digits.end);
    if (!third || third->separator != second->separator) return std::nullopt;
    const Digits& year = third->digits;
    if (year.count != 4 && year.count != 2) return std::nullopt;
    if (!begins_clean(text, day.begin) || !ends_clean(text, year.end)) return std::nullopt;
    const bool alone = trim(text).size() == year.end - day.begin || is_time_stamp(text, day.begin, year.end);
    // ข้อ ๓.๑.๑๒ and ๑ - ๒ - ๑๒ in running text are no dates,
    // and ๑๐-๒-๖๕ ไร่ is an area.
    const bool weak = second->separator != '/' || second->spaced || third->spaced;
    if (year.count == 2 && weak && !alone && !is_labelled(text.substr(0, day.begin))) return std::nullopt;
    if (year.count == 2 && !ends_as_short_year(text, year)) return std::nullopt;
    const ThaiDate date =
        make_date(day, static_cast<unsigned>(second->digits.value), year, Era::None, reference);
    if (date.problem == DateProblem::YearUnread) return std::nullopt;
    return found(text, day.begin, year.end, date);
}

/// 2026-01-12, 2569-07-18
std::optional<Found<ThaiDate>> year_first_date(std::string_view text, const Digits& year,
                                               year_month_day reference) {
    const auto second = step_from(text, year.end);
    if (!second || second->spaced || second->separator == '.' || second->digits.count != 2)
        return std::nullopt;
    const auto third = step_from(text, second->digits.end);
    if (!third || third->spaced || third->separator != second->separator || third->digits.count != 2)
        return std::nullopt;
    if (!begins_clean(text, year.begin) || !ends_clean(text, third->digits.end)) return std::nullopt;
    const ThaiDate date =
        make_date(third->digits, static_cast<unsigned>(second->digits.value), year, Era::None, reference);
    if (date.problem == DateProblem::YearUnread) return std::nullopt;
    return found(text, year.begin, third->digits.end, date);
}

/// 25690112 when nothing else stands there.
std::optional<Found<ThaiDate>> compact_date(std::string_view text, const Digits& all,
                                            year_month_day reference) {
    if (trim(text).size() != all.end - all.begin) return std::nullopt;
    const auto part = [&](long value, int count) { return Digits{all.begin, all.end, count, value}; };
    const ThaiDate date = make_date(part(all.value % 100, 2), static_cast<unsigned>(all.value / 100 % 100),
                                    part(all.value / 10000, 4), Era::None, reference);
    if (date.problem == DateProblem::YearUnread) return std::nullopt;
    return found(text, all.begin, all.end, date);
}

/// ๑๒ มกราคม พ.ศ. ๒๕๖๙, 12/ม.ค./๖9
std::optional<Found<ThaiDate>> named_date(std::string_view text, const Digits& day,
                                          year_month_day reference) {
    const auto year = next_digits(text.substr(0, day.end + kLongestBetween), day.end);
    if (!year || year->begin == day.end || !begins_clean(text, day.begin)) return std::nullopt;
    const auto all = digits_at(text, year->begin);  // not cut by the window
    if (!all || (all->count != 4 && all->count != 2)) return std::nullopt;
    if (all->count == 2 && !ends_as_short_year(text, *all)) return std::nullopt;
    const auto month = read_month(text.substr(day.end, all->begin - day.end), all->count == 4);
    if (!month) return std::nullopt;
    ThaiDate date = make_date(day, static_cast<unsigned>(month->month), *all, month->era, reference);
    if (date.problem == DateProblem::YearUnread) return std::nullopt;
    date.month_damaged = month->damaged;
    return found(text, day.begin, all->end, date);
}

/// ธันวาคม 11, 2014: REQUIRES the comma, so that "เดือนมกราคม 11 2569" is none.
std::optional<Found<ThaiDate>> month_first_date(std::string_view text, const Digits& day,
                                                year_month_day reference) {
    if (day.end >= text.size() || text[day.end] != ',') return std::nullopt;
    const auto year = digits_at(text, skip_blanks(text, day.end + 1));
    if (!year || year->count != 4) return std::nullopt;
    const std::size_t word_end = skip_blanks_back(text, day.begin);
    std::size_t word = word_end;
    while (word > 0 && (is_thai_letter_at(text, character_before(text, word)) || text[word - 1] == '.'))
        word = character_before(text, word);
    if (word == word_end) return std::nullopt;
    const auto month = month_of(text.substr(word, word_end - word));
    if (!month) return std::nullopt;
    const ThaiDate date = make_date(day, static_cast<unsigned>(*month), *year, Era::None, reference);
    if (date.problem == DateProblem::YearUnread) return std::nullopt;
    return found(text, word, year->end, date);
}

bool drop_front(std::string_view& text, std::string_view prefix) {
    if (text.substr(0, prefix.size()) != prefix) return false;
    text.remove_prefix(prefix.size());
    return true;
}

/// "ม. ค." may have a blank after the dot, "ม ค" is no abbreviation. Looks at `count` bytes that are no
/// blanks after the first `skipped` of them.
bool blanks_fit_abbreviation(std::string_view printed, std::size_t skipped, std::size_t count) {
    std::size_t seen = 0;
    for (std::size_t at = 0; at < printed.size() && seen < skipped + count;) {
        const std::size_t blank = blank_length(printed, at);
        if (blank == 1 && seen > skipped && printed[at - 1] != '.' && printed[at - 1] != ' ') return false;
        seen += blank == 0 ? 1 : 0;
        at += blank == 0 ? 1 : blank;
    }
    return true;
}

constexpr std::size_t kLongestAbbreviation = 11;  // bytes of เม.ย.; the shortest clipped name, มีนา, has 12
constexpr std::size_t kShortestDamagedName = 5;  // characters

}  // namespace

EraWord era_at_end(std::string_view text) {
    struct Name {
        std::string_view name;
        Era era;
    };
    static constexpr std::array<Name, 10> kNames{{{"พุทธศักราช", Era::Buddhist},
                                                  {"คริสต์ศักราช", Era::Christian},
                                                  {"คริสตศักราช", Era::Christian},
                                                  {"พ.ศ.", Era::Buddhist},
                                                  {"พ.ศ", Era::Buddhist},
                                                  {"พศ.", Era::Buddhist},
                                                  {"พศ", Era::Buddhist},
                                                  {"ค.ศ.", Era::Christian},
                                                  {"ค.ศ", Era::Christian},
                                                  {"คศ.", Era::Christian}}};
    for (const Name& each : kNames) {
        if (text.size() < each.name.size() || text.substr(text.size() - each.name.size()) != each.name)
            continue;
        return {each.era, text.substr(0, text.size() - each.name.size())};
    }
    return {Era::None, text};
}

ReadYear read_year(const Digits& digits, Era era, year_month_day reference) {
    if (digits.count == 2)
        return read_short_year(static_cast<int>(digits.value), era, static_cast<int>(reference.year()));
    return read_long_year(digits.value, era);
}

std::optional<MonthWord> read_month(std::string_view between, bool damaged_too) {
    const std::string_view printed = trim(between);
    const std::string compact = without_blanks(printed);
    std::string_view word = compact;
    if (drop_front(word, "/") || drop_front(word, "-")) {
        if (word.empty() || (word.back() != '/' && word.back() != '-')) return std::nullopt;
        word.remove_suffix(1);
    }
    drop_front(word, "เดือน");
    auto month = month_of(word);
    EraWord split{Era::None, word};
    if (!month) {
        split = era_at_end(word);
        month = month_of(split.rest);
    }
    if (month) {
        const std::size_t skipped = static_cast<std::size_t>(word.data() - compact.data());
        const bool abbreviated = split.rest.size() <= kLongestAbbreviation;
        if (abbreviated && !blanks_fit_abbreviation(printed, skipped, split.rest.size())) return std::nullopt;
        return MonthWord{*month, split.era, false};
    }
    const bool apart = !between.empty() && blank_length(between, 0) != 0;
    if (!damaged_too || !apart || character_count(split.rest) < kShortestDamagedName) return std::nullopt;
    for (std::size_t at = 0; at < split.rest.size(); at += 3)
        if (!is_thai_letter_at(split.rest, at)) return std::nullopt;
    // A damaged name is one word: in "๑ ต มกราคม" the letter belongs to the day.
    if (printed.substr(0, split.rest.size()) != split.rest) return std::nullopt;
    month = month_of_damaged(split.rest);
    if (!month) return std::nullopt;
    return MonthWord{*month, split.era, true};
}

ThaiDate make_date(const Digits& day, unsigned month, const Digits& year, Era era, year_month_day reference) {
    ThaiDate date;
    const ReadYear printed = read_year(year, era, reference);
    date.short_year = printed.is_short;
    date.problem = printed.problem;
    if (!printed.year) return date;
    const year_month_day whole{*printed.year, std::chrono::month{month},
                               std::chrono::day{static_cast<unsigned>(day.value)}};
    if (whole.ok()) {
        date.iso = whole;
        return date;
    }
    date.problem = DateProblem::Impossible;
    const bool day_unread = day.value == 0 || day.value > 31;
    if (day_unread && whole.month().ok()) {
        date.problem = DateProblem::DayUnread;
        date.iso_partial = whole.year() / whole.month();
    }
    return date;
}

std::optional<Found<ThaiDate>> date_from(std::string_view text, const Digits& first,
                                         year_month_day reference) {
    if (first.count == 4) return year_first_date(text, first, reference);
    if (first.count == 8) return compact_date(text, first, reference);
    if (first.count > 2) return std::nullopt;
    if (auto date = named_date(text, first, reference)) return date;
    if (auto date = numeric_date(text, first, reference)) return date;
    return month_first_date(text, first, reference);
}

}  // namespace saraban::date_parts
