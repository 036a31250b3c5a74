#include "pipeline/model/recurrence.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace saraban {
namespace {

using namespace std::chrono;
using Frequency = Recurrence::Frequency;

constexpr std::array<std::string_view, 7> kWeekdays{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
constexpr std::array<std::pair<std::string_view, Frequency>, 4> kFrequencies{{{"DAILY", Frequency::Daily},
                                                                              {"WEEKLY", Frequency::Weekly},
                                                                              {"MONTHLY", Frequency::Monthly},
                                                                              {"YEARLY", Frequency::Yearly}}};
constexpr int kSearchYears = 30;

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

std::optional<int> to_int(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool read_numbers(std::string_view text, int most, bool negative_too, std::vector<int>& numbers) {
    for (const std::string_view part : split(text, ',')) {
        const auto value = to_int(part);
        if (!value || *value == 0 || *value > most || *value < (negative_too ? -most : 1)) return false;
        numbers.push_back(*value);
    }
    return true;
}

bool read_weekdays(std::string_view text, std::vector<Recurrence::Weekday>& weekdays) {
    for (const std::string_view part : split(text, ',')) {
        if (part.size() < 2) return false;
        const auto name = std::find(kWeekdays.begin(), kWeekdays.end(), part.substr(part.size() - 2));
        if (name == kWeekdays.end()) return false;
        Recurrence::Weekday day{weekday{static_cast<unsigned>(name - kWeekdays.begin())}, 0};
        if (part.size() > 2) {
            const auto nth = to_int(part.substr(0, part.size() - 2));
            if (!nth || *nth == 0 || *nth > 5 || *nth < -5) return false;
            day.nth = *nth;
        }
        weekdays.push_back(day);
    }
    return true;
}

bool read_part(std::string_view name, std::string_view value, Recurrence& rule) {
    if (name == "INTERVAL") {
        const auto interval = to_int(value);
        if (!interval || *interval < 1 || *interval > 1000) return false;
        rule.interval = *interval;
        return true;
    }
    if (name == "BYMONTH") return read_numbers(value, 12, false, rule.months);
    if (name == "BYMONTHDAY") return read_numbers(value, 31, true, rule.month_days);
    if (name == "BYSETPOS") return read_numbers(value, 31, true, rule.positions);
    if (name == "BYDAY") return read_weekdays(value, rule.weekdays);
    return false;
}

std::string join(const std::vector<int>& numbers) {
    std::string text;
    for (const int number : numbers)
        text += (text.empty() ? "" : ",") + std::to_string(number);
    return text;
}

int last_day_of(year_month month) {
    return static_cast<int>(static_cast<unsigned>(year_month_day{month / std::chrono::last}.day()));
}

bool has_month_day(const Recurrence& rule, year_month_day day) {
    const int number = static_cast<int>(static_cast<unsigned>(day.day()));
    const int from_end = number - last_day_of(day.year() / day.month()) - 1;
    return std::any_of(rule.month_days.begin(), rule.month_days.end(),
                       [&](int wanted) { return wanted == number || wanted == from_end; });
}

bool has_weekday(const Recurrence& rule, year_month_day day) {
    const int number = static_cast<int>(static_cast<unsigned>(day.day()));
    const int last = last_day_of(day.year() / day.month());
    return std::any_of(rule.weekdays.begin(), rule.weekdays.end(), [&](const Recurrence::Weekday& wanted) {
        if (wanted.day != weekday{day}) return false;
        if (wanted.nth > 0) return (number - 1) / 7 + 1 == wanted.nth;
        if (wanted.nth < 0) return (last - number) / 7 + 1 == -wanted.nth;
        return true;
    });
}

/// A day named by the BY parts, or by the start where there are none.
bool is_named(const Recurrence& rule, year_month_day start, year_month_day day) {
    const int month = static_cast<int>(static_cast<unsigned>(day.month()));
    if (!rule.months.empty() && std::find(rule.months.begin(), rule.months.end(), month) == rule.months.end())
        return false;
    if (!rule.month_days.empty() && !has_month_day(rule, day)) return false;
    if (!rule.weekdays.empty() && !has_weekday(rule, day)) return false;
    if (!rule.month_days.empty() || !rule.weekdays.empty()) return true;
    switch (rule.frequency) {
        case Frequency::Daily:
            return true;
        case Frequency::Weekly:
            return weekday{day} == weekday{start};
        case Frequency::Monthly:
            return day.day() == start.day();
        case Frequency::Yearly:
            return day.day() == start.day() && (!rule.months.empty() || day.month() == start.month());
    }
    return false;
}

/// First and last day of the period (day, week from Monday, month, year) that `day` lies in.
std::pair<sys_days, sys_days> period_of(Frequency frequency, sys_days day) {
    const year_month_day date{day};
    switch (frequency) {
        case Frequency::Daily:
            return {day, day};
        case Frequency::Weekly: {
            const sys_days monday = day - (weekday{day} - Monday);
            return {monday, monday + days{6}};
        }
        case Frequency::Monthly:
            return {date.year() / date.month() / 1, date.year() / date.month() / std::chrono::last};
        case Frequency::Yearly:
            return {date.year() / 1 / 1, date.year() / 12 / 31};
    }
    return {day, day};
}

/// The first day of the period `interval` periods on.
sys_days step(Frequency frequency, sys_days begin, int interval) {
    const year_month_day date{begin};
    switch (frequency) {
        case Frequency::Daily:
            return begin + days{interval};
        case Frequency::Weekly:
            return begin + days{7 * interval};
        case Frequency::Monthly:
            return year_month_day{(date.year() / date.month() + months{interval}) / day{1}};
        case Frequency::Yearly:
            return (date.year() + years{interval}) / 1 / 1;
    }
    return begin;
}

std::vector<sys_days> days_in_period(const Recurrence& rule, year_month_day start, sys_days begin,
                                     sys_days end) {
    std::vector<sys_days> all;
    for (sys_days day = begin; day <= end; day += days{1})
        if (is_named(rule, start, day)) all.push_back(day);
    if (rule.positions.empty()) return all;
    std::vector<sys_days> chosen;
    const int count = static_cast<int>(all.size());
    for (int i = 0; i < count; ++i)
        if (std::any_of(rule.positions.begin(), rule.positions.end(),
                        [&](int position) { return position == i + 1 || position == i - count; }))
            chosen.push_back(all[static_cast<std::size_t>(i)]);
    return chosen;
}

}  // namespace

std::optional<Recurrence> read_recurrence(std::string_view rrule) {
    Recurrence rule;
    bool has_frequency = false;
    for (const std::string_view part : split(rrule, ';')) {
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        const std::string_view name = part.substr(0, equals);
        const std::string_view value = part.substr(equals + 1);
        if (name == "FREQ") {
            const auto known = std::find_if(kFrequencies.begin(), kFrequencies.end(),
                                            [&](const auto& each) { return each.first == value; });
            if (known == kFrequencies.end()) return std::nullopt;
            rule.frequency = known->second;
            has_frequency = true;
        } else if (!read_part(name, value, rule)) {
            return std::nullopt;
        }
    }
    if (!has_frequency) return std::nullopt;
    return rule;
}

std::string to_rrule(const Recurrence& rule) {
    std::string text = "FREQ=";
    for (const auto& [name, frequency] : kFrequencies)
        if (frequency == rule.frequency) text += name;
    if (rule.interval != 1) text += ";INTERVAL=" + std::to_string(rule.interval);
    if (!rule.months.empty()) text += ";BYMONTH=" + join(rule.months);
    if (!rule.month_days.empty()) text += ";BYMONTHDAY=" + join(rule.month_days);
    std::string weekdays;
    for (const Recurrence::Weekday& each : rule.weekdays)
        weekdays += (weekdays.empty() ? "" : ",") + (each.nth == 0 ? "" : std::to_string(each.nth)) +
                    std::string(kWeekdays.at(each.day.c_encoding()));
    if (!weekdays.empty()) text += ";BYDAY=" + weekdays;
    if (!rule.positions.empty()) text += ";BYSETPOS=" + join(rule.positions);
    return text;
}

std::vector<year_month_day> days_of(const Recurrence& rule, year_month_day start, year_month_day from,
                                    year_month_day to) {
    std::vector<year_month_day> found;
    sys_days begin = period_of(rule.frequency, start).first;
    while (begin <= sys_days{to}) {
        const sys_days end = period_of(rule.frequency, begin).second;
        if (end >= sys_days{from})
            for (const sys_days day : days_in_period(rule, start, begin, end))
                if (day >= sys_days{start} && day >= sys_days{from} && day <= sys_days{to})
                    found.emplace_back(day);
        begin = step(rule.frequency, begin, rule.interval);
    }
    return found;
}

std::optional<year_month_day> first_day_of(const Recurrence& rule, year_month_day from) {
    Recurrence every = rule;
    every.interval = 1;
    for (int reach = 1; reach <= kSearchYears; reach += reach < 5 ? 4 : kSearchYears - 5) {
        const year_month_day to = (from.year() + years{reach}) / 12 / 31;
        const auto found = days_of(every, from, from, to);
        if (!found.empty()) return found.front();
        if (reach >= kSearchYears) break;
    }
    return std::nullopt;
}

bool is_day_of(const Recurrence& rule, year_month_day day) {
    return !days_of(rule, day, day, day).empty();
}

}  // namespace saraban
