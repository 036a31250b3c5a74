#include "extractors/recurrence_words.h"

#include "extractors/scan.h"
#include "pipeline/model/recurrence.h"

#include <algorithm>
#include <array>

namespace saraban::due_words {
namespace {

using namespace std::chrono;
using Frequency = Recurrence::Frequency;

constexpr int kSafeDay = 28;  ///< every month has it

/// ทุก, ทุกๆ, ทุก ๆ
bool eat_every(Reader& reader) {
    if (!reader.eat_any({"ทุก", "แต่ละ"})) return false;
    reader.eat("ๆ");
    return true;
}

/// ทุกเดือน, ของทุก ๆ ปี
bool eat_every(Reader& reader, std::string_view period) {
    Reader ahead = reader;
    ahead.eat("ของ");
    if (!eat_every(ahead) || !ahead.eat(period)) return false;
    reader = ahead;
    return true;
}

bool at_word_end(const Reader& reader) {
    return reader.at() >= reader.text().size() || !is_thai_letter_at(reader.text(), reader.at());
}

/// Days of a month as BYMONTHDAY, so that short months are not skipped: of the 30th, the last of 28, 29, 30.
/// The day before the 1st is the last of the month before.
void set_month_days(Recurrence& rule, std::vector<int> days, Bound bound) {
    if (bound == Bound::Before)
        for (int& day : days)
            day = day == 1 ? -1 : day - 1;
    std::sort(days.begin(), days.end());
    const int last = days.back();
    if (last <= kSafeDay) {
        rule.month_days = days;
        return;
    }
    if (last == 31) {
        days.back() = -1;
        rule.month_days = days;
        return;
    }
    if (days.size() > 1 && days[days.size() - 2] > kSafeDay) {  // 29 and 30: February has neither
        rule.month_days = days;
        return;
    }
    days.pop_back();
    const int others = static_cast<int>(days.size());
    for (int day = kSafeDay; day <= last; ++day)
        if (days.empty() || day != days.back()) days.push_back(day);
    rule.month_days = days;
    for (int position = 1; position <= others; ++position)
        rule.positions.push_back(position);
    rule.positions.push_back(-1);
}

/// `ของทุกเดือน`, `ของเดือนถัดไป`, `ของเดือน`, and what makes it quarterly.
enum class Monthly { None, Month, Quarter, QuarterLastMonth };
Monthly read_monthly(Reader& reader) {
    Reader ahead = reader;
    ahead.eat("ของ");
    if (ahead.eat_any({"เดือนแรกของ", "เดือนแรกในแต่ละ"})) {
        eat_every(ahead);
        if (!ahead.eat("ไตรมาส")) return Monthly::None;
        ahead.eat("ถัดไป");
        reader = ahead;
        return Monthly::Quarter;
    }
    if (ahead.eat("เดือนสุดท้ายของ")) {
        eat_every(ahead);
        if (!ahead.eat("ไตรมาส")) return Monthly::None;
        reader = ahead;
        return Monthly::QuarterLastMonth;
    }
    if (ahead.eat_any(
            {"เดือนถัดจากสิ้นไตรมาส", "เดือนถัดจากไตรมาส", "เดือนถัดไปหลังสิ้นไตรมาส", "เดือนถัดไปของทุกไตรมาส"})) {
        reader = ahead;
        return Monthly::Quarter;
    }
    if (eat_every(ahead) && ahead.eat("เดือน")) {
        reader = ahead;
        return Monthly::Month;
    }
    ahead = reader;
    ahead.eat("ของ");
    if (ahead.eat("เดือนถัดไป")) {
        eat_every(ahead, "เดือน");
        reader = ahead;
        return Monthly::Month;
    }
    // "ของเดือน" alone, not "ของเดือนมีนาคม", "ของเดือนนี้".
    if (ahead.at() > reader.at() && ahead.eat("เดือน") && at_word_end(ahead)) {
        Reader month = ahead;
        if (month.month()) return Monthly::None;
        reader = ahead;
        return Monthly::Month;
    }
    return Monthly::None;
}

void set_months(Recurrence& rule, Monthly monthly) {
    if (monthly == Monthly::Quarter) rule.months = {1, 4, 7, 10};
    if (monthly == Monthly::QuarterLastMonth) rule.months = {3, 6, 9, 12};
}

/// `๑ และ ๑๖`, `๑, ๑๑ และ ๒๑`, `๑ และวันที่ ๑๖`, `๑๕ และวันสิ้นเดือน`
std::optional<std::vector<int>> read_day_numbers(Reader& reader) {
    std::vector<int> days;
    Reader ahead = reader;
    for (;;) {
        const auto day = ahead.number(2);
        if (!day || *day < 1 || *day > 31) break;
        days.push_back(*day);
        reader = ahead;
        if (!ahead.eat_any({"และ", "กับ", ",", "หรือ"})) break;
        ahead.eat("และ");
        if (ahead.eat_any({"วันสิ้นเดือน", "สิ้นเดือน", "วันสุดท้าย"})) {
            days.push_back(31);
            reader = ahead;
            break;
        }
        ahead.eat_any({"วันที่", "ที่"});
    }
    if (days.empty()) return std::nullopt;
    return days;
}

std::optional<Recurrence> read_days_of_month(Reader& reader, Bound bound, bool every_month) {
    Reader ahead = reader;
    const bool every = eat_every(ahead);
    if (!ahead.eat_any({"วันที่", "วันที"})) return std::nullopt;
    auto days = read_day_numbers(ahead);
    if (!days) return std::nullopt;
    const Monthly monthly = read_monthly(ahead);
    Reader month = ahead;
    month.eat("ของ");
    month.eat("เดือน");
    if (monthly == Monthly::None && !(every || every_month)) return std::nullopt;
    if (monthly == Monthly::None && month.month()) return std::nullopt;
    Recurrence rule;
    set_months(rule, monthly);
    set_month_days(rule, *days, bound);
    reader = ahead;
    return rule;
}

/// วันสิ้นเดือน, วันสุดท้ายของเดือน, วันทำการสุดท้ายของเดือน
std::optional<Recurrence> read_end_of_month(Reader& reader, bool every_month) {
    Reader ahead = reader;
    const bool every = eat_every(ahead);
    Recurrence rule;
    const bool working = ahead.eat("วันทำการสุดท้าย");
    bool plain = false;
    if (working || ahead.eat("วันสุดท้าย")) {
        if (read_monthly(ahead) == Monthly::None && !every_month) return std::nullopt;
    } else {
        ahead.eat("วัน");
        if (!ahead.eat("สิ้นเดือน")) return std::nullopt;
        plain = true;
    }
    if (plain && read_monthly(ahead) == Monthly::None && !every && !every_month) return std::nullopt;
    if (working) {
        for (const weekday day : {Monday, Tuesday, Wednesday, Thursday, Friday})
            rule.weekdays.push_back({day, 0});
        rule.positions = {-1};
    } else {
        rule.month_days = {-1};
    }
    reader = ahead;
    return rule;
}

/// `๗ วันทำการแรกของเดือนถัดไป`: the seventh working day, as far as weekends go.
std::optional<Recurrence> read_first_working_days(Reader& reader) {
    Reader ahead = reader;
    const auto count = ahead.number(2);
    constexpr int kMost = 20;  // every month has so many
    if (!count || *count < 1 || *count > kMost || !ahead.eat_any({"วันทำการแรก", "วันทำงานแรก"}))
        return std::nullopt;
    const Monthly monthly = read_monthly(ahead);
    if (monthly == Monthly::None) return std::nullopt;
    Recurrence rule;
    for (const weekday day : {Monday, Tuesday, Wednesday, Thursday, Friday})
        rule.weekdays.push_back({day, 0});
    rule.positions = {*count};
    set_months(rule, monthly);
    reader = ahead;
    return rule;
}

/// แรก, สุดท้าย, ที่ ๒
std::optional<int> read_nth(Reader& reader) {
    if (reader.eat("แรก")) return 1;
    if (reader.eat("สุดท้าย")) return -1;
    Reader ahead = reader;
    if (!ahead.eat("ที่")) return std::nullopt;
    const auto nth = ahead.number(1);
    if (!nth || *nth < 1 || *nth > 5) return std::nullopt;
    reader = ahead;
    return nth;
}

/// วันจันทร์, วันจันทร์และวันพฤหัสบดี, วันจันทร์ - วันศุกร์
std::vector<Recurrence::Weekday> read_weekdays(Reader& reader) {
    std::vector<Recurrence::Weekday> days;
    Reader ahead = reader;
    bool span = false;
    for (;;) {
        ahead.eat("วัน");
        const auto day = ahead.weekday();
        if (!day) break;
        if (span)
            for (weekday next = days.back().day + std::chrono::days{1}; next != *day;
                 next += std::chrono::days{1})
                days.push_back({next, 0});
        days.push_back({*day, 0});
        reader = ahead;
        span = ahead.eat_any({"-", "–", "ถึง"});
        if (!span && !ahead.eat_any({"และ", ",", "หรือ"})) break;
    }
    return days;
}

std::optional<Recurrence> read_weekly(Reader& reader, bool every_week) {
    Reader ahead = reader;
    const bool every = eat_every(ahead);
    if (!ahead.sees("วัน")) return std::nullopt;
    Recurrence rule;
    rule.weekdays = read_weekdays(ahead);
    if (rule.weekdays.empty()) return std::nullopt;
    Reader nth_ahead = ahead;
    if (const auto nth = read_nth(nth_ahead)) {
        nth_ahead.eat("ของ");
        const bool every_month = eat_every(nth_ahead);
        if (!nth_ahead.eat("เดือน")) return std::nullopt;
        const auto month = nth_ahead.month();
        const bool every_year = eat_every(nth_ahead, "ปี");
        if (month ? !every_year : !(every || every_month || at_word_end(nth_ahead))) return std::nullopt;
        if (month) {
            rule.frequency = Frequency::Yearly;
            rule.months = {static_cast<int>(static_cast<unsigned>(*month))};
        }
        for (auto& day : rule.weekdays)
            day.nth = *nth;
        reader = nth_ahead;
        return rule;
    }
    ahead.eat("ของ");
    const bool first_week = ahead.eat("สัปดาห์แรกของ");
    if (first_week) {
        if (read_monthly(ahead) == Monthly::None && !ahead.eat("เดือน")) return std::nullopt;
        for (auto& day : rule.weekdays)
            day.nth = 1;
        reader = ahead;
        return rule;
    }
    Reader week = ahead;
    const bool all_weeks = eat_every(week) && week.eat_any({"สัปดาห์", "อาทิตย์"});
    if (all_weeks) ahead = week;
    const bool week_word = all_weeks || ahead.eat("สัปดาห์");
    if (week_word) ahead.eat("ถัดไป");
    if (!every && !week_word && !every_week) return std::nullopt;
    rule.frequency = Frequency::Weekly;
    reader = ahead;
    return rule;
}

/// `๕ มีนาคม ของทุกปี`, `วันที่ ๑๕ เมษายน และ ๑๕ ตุลาคม ของทุกปี`, `เดือนมกราคมของทุกปี` (its last day)
std::optional<Recurrence> read_yearly(Reader& reader, Bound bound, bool every_year) {
    Reader ahead = reader;
    Recurrence rule;
    rule.frequency = Frequency::Yearly;
    std::optional<int> day;
    bool whole_month = false;
    for (;;) {
        ahead.eat_any({"วันที่", "วันที"});
        const auto number = ahead.number(2);
        ahead.eat("ของ");
        const bool says_month = ahead.eat("เดือน");
        const auto month = ahead.month();
        if (!month || (!number && !says_month)) return std::nullopt;
        if (!rule.months.empty() && (number != day)) return std::nullopt;  // two different days: not one rule
        day = number;
        whole_month = !number;
        rule.months.push_back(static_cast<int>(static_cast<unsigned>(*month)));
        if (!ahead.eat_any({"และ", ","})) break;
    }
    if (!eat_every(ahead, "ปี") && !every_year) return std::nullopt;
    if (whole_month) {
        if (bound == Bound::None) return std::nullopt;
        rule.month_days = {bound == Bound::Before ? 1 : -1};
        if (bound == Bound::Before) return std::nullopt;
        reader = ahead;
        return rule;
    }
    if (!day || *day < 1) return std::nullopt;
    for (const int month : rule.months)
        if (!year_month_day{2024y / month / *day}.ok()) return std::nullopt;
    if (bound == Bound::Before) {
        if (*day == 1 && rule.months.size() == 1)
            rule.months[0] = rule.months[0] == 1 ? 12 : rule.months[0] - 1;
        else if (*day == 1)
            return std::nullopt;
        day = *day == 1 ? -1 : *day - 1;
    }
    const bool leap = *day == 29 && rule.months == std::vector<int>{2};
    rule.month_days = {leap ? -1 : *day};
    reader = ahead;
    return rule;
}

/// ปีละ ๒ ครั้ง, ทุก ๖ เดือน, รายปี: a rhythm without a day.
struct Rhythm {
    Frequency frequency;
    int interval;
    bool quarter = false;
};
std::optional<Rhythm> read_times_a_period(Reader& reader) {
    Reader ahead = reader;
    const bool yearly = ahead.eat("ปีละ");
    const bool monthly = !yearly && ahead.eat("เดือนละ");
    if (!yearly && !monthly && !ahead.eat("สัปดาห์ละ")) return std::nullopt;
    auto times = ahead.number(2);
    if (!times) times = ahead.number_in_words();
    if (!times || *times < 1 || !ahead.eat("ครั้ง")) return std::nullopt;
    if (!yearly && *times != 1) return std::nullopt;
    if (yearly && 12 % *times != 0) return std::nullopt;
    reader = ahead;
    if (monthly) return Rhythm{Frequency::Monthly, 1};
    if (!yearly) return Rhythm{Frequency::Weekly, 1};
    if (*times == 1) return Rhythm{Frequency::Yearly, 1};
    return Rhythm{Frequency::Monthly, 12 / *times};
}

struct PeriodWord {
    std::string_view word;
    Frequency frequency;
    int interval;
    bool quarter;
};
constexpr std::array<PeriodWord, 5> kPeriods{{{"ไตรมาส", Frequency::Monthly, 3, true},
                                              {"เดือน", Frequency::Monthly, 1, false},
                                              {"สัปดาห์", Frequency::Weekly, 1, false},
                                              {"ปีงบประมาณ", Frequency::Yearly, 1, false},
                                              {"ปี", Frequency::Yearly, 1, false}}};

std::optional<Rhythm> read_rhythm(Reader& reader) {
    if (const auto times = read_times_a_period(reader)) return times;
    Reader ahead = reader;
    ahead.eat_any({"เป็นประจำ", "เป็น"});
    const bool per = ahead.eat("ราย");
    if (!per && !eat_every(ahead)) return std::nullopt;
    if (!per) ahead.eat("รอบ");
    std::optional<int> count;
    if (!per) count = ahead.number(2);
    if (!per && !count) count = ahead.number_in_words();
    for (const PeriodWord& period : kPeriods) {
        if (!ahead.eat(period.word)) continue;
        if (period.word == "ปี" && ahead.sees("การศึกษา")) return std::nullopt;
        reader = ahead;
        return Rhythm{period.frequency, period.interval * count.value_or(1), period.quarter};
    }
    if (!per && ahead.eat("วันทำการ")) {
        reader = ahead;
        return Rhythm{Frequency::Weekly, 0};  // 0: working days
    }
    if (!per && count && ahead.eat("วัน")) {
        reader = ahead;
        return Rhythm{Frequency::Daily, *count};
    }
    if (!per && !count && ahead.eat("วัน") && at_word_end(ahead)) {
        reader = ahead;
        return Rhythm{Frequency::Daily, 1};
    }
    return std::nullopt;
}

Deadline recurring(const Recurrence& rule) {
    Deadline deadline;
    deadline.kind = DeadlineKind::Recurring;
    deadline.rrule = to_rrule(rule);
    return deadline;
}

/// `ภายใน ๑๕ วัน หลังสิ้นไตรมาส`: the 15th of the month after.
std::optional<Recurrence> read_days_after_period(Reader& reader, const Rhythm& rhythm) {
    if (rhythm.frequency != Frequency::Monthly) return std::nullopt;
    Reader ahead = reader;
    const auto days = ahead.number(2);
    if (!days || *days < 1 || *days > kSafeDay || !ahead.eat("วัน")) return std::nullopt;
    if (!ahead.eat_any({"นับถัดจาก", "นับแต่", "นับจาก", "หลังจาก", "หลัง", "ถัดจาก"})) return std::nullopt;
    ahead.eat_any({"วันที่", "วัน"});
    ahead.eat_any({"สิ้นสุด", "สิ้น"});
    ahead.eat("วัน");
    if (!ahead.eat("ไตรมาส") && !(rhythm.interval == 1 && ahead.eat("เดือน"))) return std::nullopt;
    Recurrence rule;
    if (rhythm.quarter) rule.months = {1, 4, 7, 10};
    rule.month_days = {*days};
    reader = ahead;
    return rule;
}

/// The day that a rhythm in front of it has: `ทุกไตรมาส ภายในวันที่ ๕ ของเดือนถัดไป`.
std::optional<Recurrence> read_day_of_rhythm(Reader& reader, const Rhythm& rhythm) {
    Reader ahead = reader;
    ahead.eat(",");
    ahead.eat_any({"โดยให้", "โดย", "ให้"});
    ahead.eat_any({"รายงานผล", "รายงาน", "จัดส่ง", "ส่ง"});
    const Bound bound = read_bound(ahead);
    const bool monthly = rhythm.frequency == Frequency::Monthly;
    std::optional<Recurrence> rule;
    if (monthly) {
        rule = read_days_of_month(ahead, bound, true);
        if (!rule) rule = read_end_of_month(ahead, true);
        if (!rule && bound == Bound::By && (rhythm.interval == 1 || rhythm.quarter))
            rule = read_days_after_period(ahead, rhythm);
        if (rule && rhythm.quarter && rule->months.empty()) rule->months = {1, 4, 7, 10};
        if (rule && rhythm.quarter && rule->month_days == std::vector<int>{-1}) rule->months = {3, 6, 9, 12};
    } else if (rhythm.frequency == Frequency::Weekly) {
        rule = read_weekly(ahead, true);
    } else if (rhythm.frequency == Frequency::Yearly) {
        rule = read_yearly(ahead, bound, true);
    }
    if (!rule) return std::nullopt;
    if (rhythm.interval > 1 && !rhythm.quarter) rule->interval = rhythm.interval;
    reader = ahead;
    return rule;
}

Recurrence rule_of(const Rhythm& rhythm) {
    Recurrence rule;
    rule.frequency = rhythm.frequency;
    rule.interval = rhythm.interval;
    if (rhythm.interval == 0) {
        rule.interval = 1;
        for (const weekday day : {Monday, Tuesday, Wednesday, Thursday, Friday})
            rule.weekdays.push_back({day, 0});
    }
    return rule;
}

/// `เวลา ๑๐.๐๐ น. ของทุกวัน`
std::optional<Deadline> read_daily(Reader& reader) {
    Reader ahead = reader;
    const auto time = read_clock(ahead);
    if (!time || !eat_every(ahead, "วัน")) return std::nullopt;
    Recurrence rule;
    rule.frequency = Frequency::Daily;
    const bool working = ahead.eat("ทำการ");
    if (!working && !at_word_end(ahead)) return std::nullopt;
    Deadline deadline = recurring(working ? rule_of({Frequency::Weekly, 0}) : rule);
    deadline.time = time;
    reader = ahead;
    return deadline;
}

}  // namespace

Bound read_bound(Reader& reader) {
    Reader ahead = reader;
    const bool late = ahead.eat_any({"อย่างช้าที่สุด", "อย่างช้า"});
    if (ahead.eat_any({"ภายในกำหนดระยะเวลา", "ภายในกำหนดเวลา", "ภายในกำหนด", "ภายในระยะเวลา", "ภายใน",
                       "ไม่เกินกำหนด", "ไม่เกิน", "ไม่ช้ากว่า"}) ||
        late) {
        reader = ahead;
        return Bound::By;
    }
    if (!ahead.eat("ก่อน")) return Bound::None;
    reader = ahead;
    return Bound::Before;
}

std::optional<Deadline> read_recurring(Reader& reader, Bound bound, const DeadlineContext&) {
    if (bound == Bound::By)
        if (const auto daily = read_daily(reader)) return daily;
    std::optional<Recurrence> rule = read_days_of_month(reader, bound, false);
    if (!rule) rule = read_end_of_month(reader, false);
    if (!rule && bound == Bound::By) rule = read_first_working_days(reader);
    if (!rule) rule = read_weekly(reader, false);
    if (!rule) rule = read_yearly(reader, bound, false);
    if (rule) return recurring(*rule);
    if (bound != Bound::None) return std::nullopt;
    const auto rhythm = read_rhythm(reader);
    if (!rhythm) return std::nullopt;
    const auto with_day = read_day_of_rhythm(reader, *rhythm);
    Deadline deadline = recurring(with_day.value_or(rule_of(*rhythm)));
    // The 5th of every third month: of which months, only a first date says.
    if (!with_day || with_day->interval > 1) deadline.flags.emplace_back("phase_unknown");
    return deadline;
}

}  // namespace saraban::due_words
