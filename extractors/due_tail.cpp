#include "extractors/recurrence_words.h"
#include "extractors/scan.h"
#include "extractors/thai_calendar.h"
#include "pipeline/model/recurrence.h"

#include <algorithm>

namespace saraban::due_words {
namespace {

using namespace std::chrono;

/// How far a bracketed exception may reach, in bytes.
constexpr std::size_t kLongestException = 400;

/// `เดือนมกราคม และเดือนกุมภาพันธ์`
std::vector<int> read_months(Reader& reader) {
    std::vector<int> months;
    Reader ahead = reader;
    for (;;) {
        ahead.eat("เดือน");
        const auto month = ahead.month();
        if (!month) break;
        months.push_back(static_cast<int>(static_cast<unsigned>(*month)));
        reader = ahead;
        if (!ahead.eat_any({"และ", ",", "กับ"})) break;
    }
    return months;
}

/// The day that replaces an instance, in what follows `ยกเว้นเดือนมกราคม`: behind a bound.
std::optional<NamedDay> read_replacement(Reader& reader, std::string_view text,
                                         const DeadlineContext& context) {
    for (const std::string_view word : {"ภายใน", "ไม่เกิน", "ใน", "เป็น"}) {
        const std::size_t at = find_word(text, word);
        if (at == std::string_view::npos) continue;
        Reader ahead(reader.text(), offset_of(reader.text(), text) + at + word.size());
        auto day = read_day(ahead, context);
        if (!day) continue;
        reader = ahead;
        return day;
    }
    return std::nullopt;
}

void exclude(Deadline& deadline, const std::vector<int>& months) {
    auto rule = read_recurrence(deadline.rrule.value_or(""));
    if (!rule || rule->frequency == Recurrence::Frequency::Weekly) {
        deadline.flags.emplace_back("exception_unread");
        return;
    }
    const bool by_month = !rule->months.empty();
    std::vector<int> kept;
    for (int month = 1; month <= 12; ++month) {
        const bool had =
            !by_month || std::find(rule->months.begin(), rule->months.end(), month) != rule->months.end();
        if (had && std::find(months.begin(), months.end(), month) == months.end()) kept.push_back(month);
    }
    rule->months = kept;
    if (by_month)
        deadline.rrule = to_rrule(*rule);
    else {
        std::string list;
        for (const int month : kept)
            list += (list.empty() ? "" : ",") + std::to_string(month);
        *deadline.rrule += ";BYMONTH=" + list;
    }
}

/// `(ยกเว้นเดือนมกราคมขอให้รายงานภายในวันพุธที่ ๑๔ มกราคม ๒๕๖๙)`: a dated one is for this cycle only, an undated one
/// for every year.
bool read_exception(Reader& reader, Deadline& deadline, const DeadlineContext& context) {
    Reader ahead = reader;
    const bool bracket = ahead.eat("(");
    const std::size_t begin = ahead.next();
    if (!ahead.eat_any({"ยกเว้น", "เว้นแต่", "เว้น"})) return false;
    ahead.eat_any({"ในช่วง", "ใน", "เฉพาะ", "สำหรับ"});
    if (!ahead.sees("เดือน")) return false;
    const std::vector<int> months = read_months(ahead);
    if (months.empty()) return false;
    (void)read_year_words(ahead, context);
    std::string_view rest = ahead.rest().substr(0, kLongestException);
    const std::size_t close = rest.find(')');
    if (bracket && close == std::string_view::npos) return false;
    if (bracket) rest = rest.substr(0, close);
    // Without brackets the replacement must follow at once.
    const bool replaced = bracket ? !trim(rest).empty() : ahead.sees_any({"ขอให้", "ให้", "ภายใน"});
    DeadlineException exception;
    std::optional<NamedDay> day;
    if (replaced)
        day = read_replacement(ahead, rest.substr(0, bracket ? rest.size() : kLongestException / 2), context);
    if (day && day->iso) {
        exception.replaced_by_raw = std::string(day->whole);
        exception.iso = day->iso;
        if (day->weekday) exception.weekday_text = std::string(name_of(*day->weekday));
        exception.weekday_consistent = day->weekday_agrees();
    } else {
        exclude(deadline, months);
        if (replaced) deadline.flags.emplace_back("exception_unread");
    }
    const std::size_t end = bracket ? offset_of(ahead.text(), rest) + rest.size() : ahead.at();
    exception.text = std::string(trim(ahead.text().substr(begin, end - begin)));
    deadline.exceptions.push_back(exception);
    reader = Reader(ahead.text(), end + (bracket ? 1 : 0));
    return true;
}

/// `โดยเริ่มรายงานครั้งแรก วันที่ ๔ มีนาคม ๒๕๖๙`, `เริ่มตั้งแต่เดือนมีนาคม ๒๕๖๙ เป็นต้นไป`
bool read_first(Reader& reader, Deadline& deadline, const DeadlineContext& context) {
    Reader ahead = reader;
    const bool bracket = ahead.eat("(");
    ahead.eat(",");
    ahead.eat_any({"โดยให้", "โดย", "ทั้งนี้ ให้", "ทั้งนี้ให้", "ทั้งนี้", "และให้", "ให้"});
    const bool starts = ahead.eat_any({"เริ่มต้น", "เริ่ม"});
    ahead.eat_any({"รายงานผล", "รายงาน", "จัดส่งรายงาน", "จัดส่ง", "ส่งรายงาน", "ส่ง", "ดำเนินการ", "แจ้ง"});
    const bool first = ahead.eat_any({"เป็นครั้งแรก", "ครั้งแรก", "ครั้งที่ ๑", "ครั้งที่ 1", "งวดแรก"});
    const bool since = ahead.eat_any({"ตั้งแต่"});
    if (!starts && !first && !since) return false;
    ahead.eat_any({"ภายใน", "ใน"});
    std::optional<year_month_day> day;
    bool by_month = false;
    if (const auto named = read_day(ahead, context)) {
        day = named->iso;
    } else if (const auto month = read_month(ahead, context); month && month->month) {
        day = month->first.value_or(*month->month) / std::chrono::day{1};
        if (month->first) deadline.until = last_day(*month->month);
        by_month = true;
    }
    if (!day) return false;
    ahead.eat("เป็นต้นไป");
    if (bracket && !ahead.eat(")")) return false;
    const auto rule = read_recurrence(deadline.rrule.value_or(""));
    const bool names_no_day = rule && rule->month_days.empty() && rule->weekdays.empty();
    if (by_month && names_no_day) {  // every six months from April on: the day stays open
        reader = ahead;
        return true;
    }
    std::erase(deadline.flags, "phase_unknown");
    // "since" names the window, "the first time" the day itself.
    if (rule && (by_month || (since && !first))) day = first_day_of(*rule, *day);
    deadline.first_due = day;
    if (rule && day && !is_day_of(*rule, *day)) deadline.flags.emplace_back("first_off_rule");
    reader = ahead;
    return day.has_value();
}

std::optional<year_month_day> read_end(Reader& reader, const DeadlineContext& context) {
    Reader ahead = reader;
    const auto year_end = [&](std::string_view word, month last) -> std::optional<year_month_day> {
        Reader end = ahead;
        if (!end.eat(word)) return std::nullopt;
        end.eat_any({"ประจำปี"});
        auto year = read_year_words(end, context);
        if (!year && context.letter_date) {
            const bool over = context.letter_date->month() > last;
            year = context.letter_date->year() + years{over ? 1 : 0};
        }
        if (!year) return std::nullopt;
        reader = end;
        return last_day(*year / last);
    };
    if (const auto day = year_end("สิ้นปีงบประมาณ", September)) return day;
    if (const auto day = year_end("สิ้นปี", December)) return day;
    ahead.eat("สิ้น");
    if (auto day = read_day(ahead, context); day && day->iso) {
        reader = ahead;
        return day->iso;
    }
    if (const auto month = read_month(ahead, context); month && month->month) {
        reader = ahead;
        return last_day(*month->month);
    }
    return std::nullopt;
}

/// `จนถึงวันที่ ๓๐ กันยายน ๒๕๖๙`, `ถึงสิ้นปีงบประมาณ`
bool read_until(Reader& reader, Deadline& deadline, const DeadlineContext& context) {
    Reader ahead = reader;
    ahead.eat_any({"ไป"});
    if (!ahead.eat_any({"จนถึง", "จนกระทั่งถึง", "จนกระทั่ง", "จนสิ้นสุด", "จน", "ถึง"})) return false;
    const auto day = read_end(ahead, context);
    if (!day) return false;
    deadline.until = day;
    reader = ahead;
    return true;
}

}  // namespace

void read_tail(Reader& reader, Deadline& deadline, const DeadlineContext& context) {
    const bool recurring = deadline.kind == DeadlineKind::Recurring;
    for (bool more = true; more;) {
        more = false;
        if (!deadline.time) {
            if (auto time = read_clock(reader)) {
                deadline.time = time;
                more = true;
            }
        }
        if (!recurring) continue;
        more = more || read_exception(reader, deadline, context);
        more = more || (!deadline.first_due && read_first(reader, deadline, context));
        more = more || (!deadline.until && read_until(reader, deadline, context));
    }
}

}  // namespace saraban::due_words
