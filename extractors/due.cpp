#include "extractors/due.h"

#include "extractors/recurrence_words.h"
#include "extractors/scan.h"
#include "extractors/word_finder.h"

#include <algorithm>
#include <array>
#include <utility>

namespace saraban {
namespace {

using namespace std::chrono;
using due_words::Bound;

Deadline absolute(std::optional<year_month_day> day, std::vector<std::string> flags) {
    Deadline deadline;
    deadline.kind = DeadlineKind::Absolute;
    deadline.iso = day;
    deadline.flags = std::move(flags);
    return deadline;
}

/// The day before, for ก่อนวันที่.
std::optional<year_month_day> day_before(std::optional<year_month_day> day) {
    if (!day) return day;
    return year_month_day{sys_days{*day} - days{1}};
}

/// `๑๖.๓๐ น. ของวันที่ ๕ มีนาคม ๒๕๖๙`, `วันที่ ๕ มีนาคม ๒๕๖๙ เวลา ๑๖.๓๐ น.`
std::optional<Deadline> read_absolute_day(Reader& reader, Bound bound, const DeadlineContext& context) {
    Reader ahead = reader;
    std::optional<std::string> time = due_words::read_clock(ahead);
    if (time) ahead.eat_any({"ของ", "ใน"});
    const auto day = due_words::read_day(ahead, context);
    if (!day) return std::nullopt;
    const bool whole_day = !time;
    Deadline deadline = absolute(day->iso, day->flags);
    deadline.time = time;
    if (bound == Bound::Before && whole_day) {
        Reader clock = ahead;
        // "before 5 March, 16.30" is a moment of that day.
        if (!due_words::read_clock(clock)) deadline.iso = day_before(deadline.iso);
    }
    reader = ahead;
    return deadline;
}

/// `สิ้นไตรมาสที่ ๒ ปีงบประมาณ พ.ศ. ๒๕๖๙`, `ไตรมาส ๑ ของปี ๒๕๖๙`
std::optional<Deadline> read_quarter(Reader& reader, const DeadlineContext& context) {
    Reader ahead = reader;
    ahead.eat("สิ้น");
    if (!ahead.eat("ไตรมาส")) return std::nullopt;
    ahead.eat("ที่");
    const auto quarter = ahead.number(1);
    if (!quarter || *quarter < 1 || *quarter > 4) return std::nullopt;
    ahead.eat_any({"ของ", "แห่ง"});
    const bool fiscal = ahead.eat_any({"ปีงบประมาณ", "ประจำปีงบประมาณ"});
    const auto year = due_words::read_year_words(ahead, context);
    reader = ahead;
    if (!year) return absolute(std::nullopt, {"year_missing"});
    // Quarters of the fiscal year, which ends in September, unless a calendar year is named.
    static constexpr std::array<unsigned, 4> kLastMonths{12, 3, 6, 9};
    const std::size_t index = static_cast<std::size_t>(*quarter) - 1;
    const year_month last = (*quarter == 1 ? *year - years{1} : *year) / month{kLastMonths.at(index)};
    Deadline deadline = absolute(due_words::last_day(last), {});
    if (!fiscal) deadline.flags.emplace_back("fiscal_quarter_assumed");
    return deadline;
}

/// Ends of periods: `เดือนมีนาคม ๒๕๖๙`, `สิ้นเดือนกันยายนนี้`, `สิ้นปีงบประมาณ พ.ศ. ๒๕๖๙`, `ปี พ.ศ. ๒๕๖๙`
std::optional<Deadline> read_period_end(Reader& reader, Bound bound, const DeadlineContext& context) {
    Reader ahead = reader;
    std::optional<year_month> month;
    std::vector<std::string> flags;
    ahead.eat("วัน");
    const bool working = ahead.eat_any({"ทำการสุดท้ายของ", "ทำการสุดท้าย"});
    const bool end = ahead.eat_any({"สิ้น", "สุดท้ายของ"}) || working;
    if (!end && ahead.at() != reader.at()) return std::nullopt;
    bool fiscal = false;
    if (auto named = due_words::read_month(ahead, context)) {
        month = named->month;
        flags = named->flags;
    } else if ((fiscal = ahead.eat_any({"ปีงบประมาณ", "ปีงบ"})) || ahead.sees("ปี")) {
        auto year = due_words::read_year_words(ahead, context);
        if (!year && ahead.eat("ปีนี้") && context.letter_date) year = context.letter_date->year();
        if (!year && fiscal && context.letter_date) {
            ahead.eat_any({"ปัจจุบัน", "นี้"});
            year = context.letter_date->year() + years{context.letter_date->month() > September ? 1 : 0};
            flags.emplace_back("year_assumed");
        }
        if (!year) return std::nullopt;
        month = *year / (fiscal ? September : December);
    } else if (end && ahead.eat("เดือน")) {
        flags.emplace_back("month_missing");
    } else {
        return std::nullopt;
    }
    reader = ahead;
    if (!month) return absolute(std::nullopt, flags);
    const bool before_begin = bound == Bound::Before && !end;
    year_month_day day = due_words::last_day(before_begin ? *month - months{1} : *month);
    if (working) {
        while (weekday{day} == Saturday || weekday{day} == Sunday)
            day = *day_before(day);
        flags.emplace_back("holidays_unchecked");
    }
    if (bound == Bound::Before && end) day = *day_before(day);
    return absolute(day, flags);
}

struct Unit {
    std::string_view word;
    char letter;
    bool working = false;
};
constexpr std::array<Unit, 8> kUnits{{{"วันทำการ", 'D', true},
                                      {"วันทำงาน", 'D', true},
                                      {"วันราชการ", 'D', true},
                                      {"วัน", 'D'},
                                      {"สัปดาห์", 'W'},
                                      {"เดือน", 'M'},
                                      {"ปี", 'Y'},
                                      {"ชั่วโมง", 'H'}}};

/// `๗ วัน นับแต่วันที่ได้รับหนังสือ`, `๓๐ (สามสิบ) วัน`, `๑๕ วันทำการ`, `๒๔ ชั่วโมง`
std::optional<Deadline> read_relative(Reader& reader, const DeadlineContext& context) {
    Reader ahead = reader;
    auto count = ahead.number(4);
    if (!count) count = ahead.number_in_words();
    if (!count || *count == 0) return std::nullopt;
    Reader repeated = ahead;
    if (repeated.eat("(") && repeated.number_in_words() && repeated.eat(")")) ahead = repeated;
    const auto unit =
        std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& each) { return ahead.eat(each.word); });
    if (unit == kUnits.end()) return std::nullopt;
    if (unit->working && ahead.sees("แรก")) return std::nullopt;  // days of a month, not from a day on
    // "๒ วันที่ผ่านมา" counts backwards.
    if (unit->letter == 'D' && !unit->working && ahead.sees("ที่ผ่านมา")) return std::nullopt;
    Deadline deadline;
    deadline.kind = DeadlineKind::Relative;
    deadline.working_days = unit->working;
    deadline.duration = (unit->letter == 'H' ? "PT" : "P") + std::to_string(*count) + unit->letter;
    if (unit->letter == 'H') deadline.kind = DeadlineKind::Vague;
    deadline.anchor = due_words::read_anchor(ahead, context);
    if (!deadline.anchor && deadline.kind == DeadlineKind::Relative)
        deadline.flags.emplace_back("anchor_unnamed");
    reader = ahead;
    return deadline;
}

/// Words that press without naming a day.
bool eat_vague(Reader& reader) {
    return reader.eat_any(
        {"โดยด่วนที่สุด", "โดยด่วน", "โดยเร็วที่สุด", "โดยเร็ว", "โดยทันที", "โดยพลัน", "ทันที", "ในโอกาสแรก", "โอกาสแรก"});
}

/// `ต้นเดือนมีนาคม ๒๕๖๙`, `กลางเดือนนี้`, `ปลายปี`, `สัปดาห์นี้`: a time without a day; `วันนี้` is whose today?
bool eat_about(Reader& reader, const DeadlineContext& context) {
    if (reader.eat_any({"วันนี้", "วันพรุ่งนี้", "พรุ่งนี้", "สัปดาห์นี้", "สัปดาห์หน้า"})) return true;
    Reader ahead = reader;
    if (!ahead.eat_any({"ช่วงต้น", "ช่วงกลาง", "ช่วงปลาย", "ต้น", "กลาง", "ปลาย"})) return false;
    if (!due_words::read_month(ahead, context) && !ahead.eat_any({"เดือน", "ปี", "สัปดาห์"})) return false;
    reader = ahead;
    return true;
}

std::optional<Deadline> read_bounded(Reader& reader, Bound bound, std::string_view word,
                                     const DeadlineContext& context) {
    if (auto day = read_absolute_day(reader, bound, context)) return day;
    if (auto quarter = read_quarter(reader, context)) return quarter;
    if (auto end = read_period_end(reader, bound, context)) return end;
    if (eat_about(reader, context)) {
        Deadline about;
        about.kind = DeadlineKind::Vague;
        return about;
    }
    if (bound == Bound::Before) return std::nullopt;
    Reader ahead = reader;
    auto relative = read_relative(ahead, context);
    if (!relative) return std::nullopt;
    // "ไม่เกิน ๓ เดือน" is a measure unless it says from when.
    const bool measure = find_word(word, "ภายใน") == std::string_view::npos && !relative->anchor;
    if (measure) return std::nullopt;
    reader = ahead;
    return relative;
}

std::optional<Deadline> read_limit(Reader& reader, const DeadlineContext& context) {
    const std::size_t begin = reader.at();
    Reader ahead = reader;
    const Bound bound = due_words::read_bound(ahead);
    const std::string_view word = ahead.since(begin);
    if (auto recurring = due_words::read_recurring(ahead, bound, context)) {
        reader = ahead;
        return recurring;
    }
    if (bound != Bound::None) {
        auto limit = read_bounded(ahead, bound, word, context);
        if (limit) reader = ahead;
        return limit;
    }
    // A date that ends a stay: "จนถึงวันที่ …"; a fixed day: "กำหนดส่งวันที่ …".
    if (ahead.eat_any({"จนถึง", "กำหนดส่ง", "ครบกำหนด", "ตามกำหนด", "กำหนด"}) && ahead.sees("วัน")) {
        ahead.eat("ภายใน");
        if (auto day = read_absolute_day(ahead, Bound::By, context)) {
            reader = ahead;
            return day;
        }
    }
    ahead = reader;
    if (!eat_vague(ahead)) return std::nullopt;
    Deadline deadline;
    deadline.kind = DeadlineKind::Vague;
    reader = ahead;
    return deadline;
}

/// Where a limit may begin. Digits too: `๕ ธันวาคม ของทุกปี`.
constexpr std::array<std::string_view, 46> kOpeners{
    "๐",          "๑",      "๒",     "๓",        "๔",        "๕",       "๖",      "๗",    "๘",      "๙",
    "0",          "1",      "2",     "3",        "4",        "5",       "6",      "7",    "8",      "9",
    "ในโอกาสแรก", "ภายใน",  "ไม่เกิน", "ไม่ช้ากว่า",  "อย่างช้า",   "ก่อน",     "ทุก",     "ราย",  "ปีละ",    "เดือนละ",
    "สัปดาห์ละ",    "จนถึง",   "กำหนด", "ครบกำหนด", "ตามกำหนด", "วัน",      "สิ้นเดือน", "เดือน", "โดยด่วน", "โดยเร็ว",
    "โดยทันที",     "โดยพลัน", "ทันที",   "เป็นราย",   "เป็นทุก",    "เป็นประจำ"};

/// The next place at or after `from` where a limit may begin.
std::optional<std::size_t> next_opening(std::string_view text, std::size_t from) {
    static const WordFinder kFinder(kOpeners);
    for (auto word = kFinder.find(text, from); word; word = kFinder.find(text, from)) {
        const std::size_t at = offset_of(text, *word);
        const std::string_view before = text.substr(0, at);
        from = at + character_length(text, at);
        if (digit_length(text, at) != 0 && at > 0 && digit_length(text, character_before(text, at)) != 0)
            continue;
        // กรมการค้าภายใน is a department; "ไม่ก่อนวันที่ ๑ ธันวาคม" says when to begin.
        if (before.ends_with("การค้า") || (*word == "ก่อน" && before.ends_with("ไม่"))) continue;
        return at;
    }
    return std::nullopt;
}

}  // namespace

std::optional<Found<Deadline>> read_due(std::string_view text, std::size_t at,
                                        const DeadlineContext& context) {
    Reader reader(text, at);
    auto deadline = read_limit(reader, context);
    if (!deadline || reader.at() <= at) return std::nullopt;
    due_words::read_tail(reader, *deadline, context);
    const std::string_view span = trim(reader.since(at));
    deadline->text_span = std::string(span);
    deadline->source = context.source;
    return Found<Deadline>{*deadline, span};
}

std::vector<Found<Deadline>> find_all_due(std::string_view text, const DeadlineContext& context) {
    std::vector<Found<Deadline>> all;
    for (auto at = next_opening(text, 0); at;) {
        auto due = read_due(text, *at, context);
        const std::size_t end =
            due ? offset_of(text, due->text) + due->text.size() : *at + character_length(text, *at);
        if (due) all.push_back(*std::move(due));
        at = next_opening(text, end);
    }
    return all;
}

}  // namespace saraban
