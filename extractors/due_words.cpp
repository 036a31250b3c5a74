#include "extractors/due_words.h"

#include "extractors/scan.h"
#include "extractors/thai_calendar.h"
#include "extractors/thai_date.h"
#include "extractors/thai_date_parts.h"
#include "pipeline/model/day.h"

#include <cstdio>

namespace saraban::due_words {
namespace {

using namespace std::chrono;

/// How far behind วันที่ a month may stand when the day between them cannot be read, in bytes.
constexpr std::size_t kUnreadDay = 30;
/// A day of one or two digits that was damaged: at most so many characters.
constexpr int kGarbledDay = 4;

std::string_view flag_of(DateProblem problem) {
    switch (problem) {
        case DateProblem::None:
            return "";
        case DateProblem::Impossible:
            return "date_impossible";
        case DateProblem::DayUnread:
            return "day_unread";
        case DateProblem::YearUnread:
            return "year_missing";
        case DateProblem::EraContradiction:
            return "era_contradiction";
        case DateProblem::BeforeReform:
            return "year_refused";
    }
    return "";
}

void take(NamedDay& day, const ThaiDate& date) {
    day.iso = date.iso;
    if (date.problem != DateProblem::None) day.flags.emplace_back(flag_of(date.problem));
    if (date.month_damaged) day.flags.emplace_back("month_damaged");
    if (date.short_year) day.flags.emplace_back("short_year");
}

/// A date with its year whose first digits stand here.
bool read_full_date(Reader& reader, const DeadlineContext& context, NamedDay& day) {
    const auto digits = digits_at(reader.text(), reader.next());
    if (!digits) return false;
    const auto date = date_parts::date_from(reader.text(), *digits, context.reference());
    if (!date || offset_of(reader.text(), date->text) != digits->begin) return false;
    take(day, date->value);
    reader = Reader(reader.text(), digits->begin + date->text.size());
    return true;
}

/// Day and month; the year stands apart (`ปี 2567`) or nowhere.
bool read_day_and_month(Reader& reader, const DeadlineContext& context, NamedDay& day) {
    Reader ahead = reader;
    const auto number = ahead.number(2);
    if (!number || *number < 1) return false;
    ahead.eat("ของ");
    ahead.eat("เดือน");
    const auto month = ahead.month();
    const bool this_month = !month && ahead.eat_any({"นี้", "เดียวกัน"});
    if (!month && !this_month) return false;
    const auto as_day = std::chrono::day{static_cast<unsigned>(*number)};
    std::optional<year> year;
    if (month) {
        Reader behind = ahead;
        if (behind.eat_any({"ของปีถัดไป", "ปีถัดไป", "ของปีหน้า", "ปีหน้า"})) {
            // of which year is not said
            day.flags.emplace_back("year_missing");
            reader = behind;
            return true;
        }
        behind.eat("ปี");
        if ((year = read_year_words(behind, context))) ahead = behind;
    }
    reader = ahead;
    if (!year && !context.letter_date) {
        day.flags.emplace_back("year_missing");
        return true;
    }
    year_month_day date{};
    if (year) {
        date = *year / *month / as_day;
    } else {
        const month_day printed = month.value_or(context.letter_date->month()) / as_day;
        if (!printed.ok()) {
            day.flags.emplace_back("date_impossible");
            return true;
        }
        date = next_after(printed, *context.letter_date);
        day.flags.emplace_back("year_assumed");
    }
    if (date.ok())
        day.iso = date;
    else
        day.flags.emplace_back("date_impossible");
    return true;
}

/// Of `๘ - ๙ กันยายน ๒๕๖๓` the last day.
bool read_span_of_days(Reader& reader, const DeadlineContext& context, NamedDay& day) {
    Reader ahead = reader;
    if (!ahead.number(2)) return false;
    Reader named = ahead;
    if (named.month()) {
        ahead = named;
        (void)read_year_words(ahead, context);
    }
    if (!ahead.eat_any({"-", "–", "—", "ถึง"})) return false;
    ahead.eat("วันที่");
    if (!read_full_date(ahead, context, day) && !read_day_and_month(ahead, context, day)) return false;
    day.flags.emplace_back("last_day_of_span");
    reader = ahead;
    return true;
}

/// `ภายในวันที่ ๑๗` and nothing more, `ภายในวันศุกร์นี้`: a day that cannot be told.
bool read_bare_day(Reader& reader, bool says_number, NamedDay& day) {
    Reader ahead = reader;
    if (says_number && ahead.number(2)) {
        if (ahead.sees_any({"ของ", "และ", "หรือ", "/", "-", "–", "ถึง"})) return false;
        day.flags.emplace_back("month_missing");
        reader = ahead;
        return true;
    }
    if (!day.weekday || !ahead.eat_any({"นี้", "หน้า", "ถัดไป", "ที่จะถึง"})) return false;
    day.flags.emplace_back("date_unnamed");
    reader = ahead;
    return true;
}

/// ภายในวันที่ ..... กุมภาพันธ์ ๒๕๖๙: a day that was to be written by hand, or that the scan lost.
bool read_unread_day(Reader& reader, NamedDay& day) {
    const std::string_view rest = reader.rest();
    const std::string_view ahead = trim(rest);
    const auto unread = [&](std::size_t bytes) {
        day.flags.emplace_back("day_unread");
        reader = Reader(reader.text(), reader.next() + bytes);
        return true;
    };
    if (ahead.empty()) return unread(0);
    const bool dotted = ahead.substr(0, 2) == ".." || ahead.substr(0, 3) == "…";
    int garbled = 0;
    for (std::size_t at = 0; at < ahead.size() && at <= kUnreadDay && garbled <= kGarbledDay;
         at += character_length(ahead, at)) {
        const bool filling = ahead[at] == '.' || blank_length(ahead, at) != 0 || ahead.substr(at, 3) == "…";
        garbled += filling ? 0 : 1;
        Reader month(ahead, at);
        if (month.at() == month.next() && month.month()) {
            if (!dotted && at > 0 && blank_length(ahead, character_before(ahead, at)) == 0) break;
            month.number(4);
            return unread(month.at());
        }
    }
    if (!dotted) return false;
    std::size_t dots = 0;
    while (dots < ahead.size() && (ahead[dots] == '.' || ahead.substr(dots, 3) == "…"))
        dots += character_length(ahead, dots);
    return unread(dots);
}

/// The month after or of the letter; nothing without a letter date.
std::optional<year_month> month_from(const DeadlineContext& context, int months) {
    if (!context.letter_date) return std::nullopt;
    return context.letter_date->year() / context.letter_date->month() + std::chrono::months{months};
}

/// The object that was received is this letter, or none is named.
bool is_this_letter(Reader& reader) {
    if (reader.eat("หนังสือ")) {
        reader.eat_any({"แจ้ง", "ราชการ"});
    } else if (reader.eat("แจ้ง")) {
        reader.eat("ตามหนังสือ");
    } else if (!reader.eat("เรื่อง")) {
        const std::size_t here = reader.at();
        return here >= reader.text().size() || !is_thai_letter_at(reader.text(), here);
    }
    reader.eat_any({"ฉบับนี้", "ฉบับดังกล่าว", "นี้", "ดังกล่าว"});
    return reader.at() >= reader.text().size() || !is_thai_letter_at(reader.text(), reader.at());
}

/// Up to the next blank, bracket or comma, at most `longest` characters.
std::string_view next_words(const Reader& reader, std::size_t longest) {
    const std::string_view text = reader.text();
    const std::size_t begin = reader.next();
    std::size_t end = begin;
    for (std::size_t count = 0; end < text.size() && count < longest; ++count) {
        if (blank_length(text, end) != 0 || text[end] == ')' || text[end] == '(' || text[end] == ',' ||
            text[end] == '"' || text.substr(end, 3) == "”")
            break;
        end += character_length(text, end);
    }
    return text.substr(begin, end - begin);
}

constexpr std::size_t kLongestAnchor = 60;

}  // namespace

year_month_day next_after(month_day day, year_month_day after) {
    year_month_day date = after.year() / day.month() / day.day();
    if (date < after) date = (after.year() + years{1}) / day.month() / day.day();
    // 29 February waits for a leap year.
    for (int i = 0; i < 8 && !date.ok(); ++i)
        date = (date.year() + years{1}) / day.month() / day.day();
    return date;
}

year_month_day last_day(year_month month) {
    return year_month_day{month / std::chrono::last};
}

std::optional<year> read_year_words(Reader& reader, const DeadlineContext& context) {
    Reader ahead = reader;
    ahead.eat("ปี");
    const std::size_t era = ahead.next();
    ahead.eat_any({"พ.ศ.", "พ.ศ", "พศ.", "พุทธศักราช", "ค.ศ.", "คริสต์ศักราช"});
    const auto digits = digits_at(ahead.text(), ahead.next());
    if (!digits || digits->count != 4) return std::nullopt;
    const auto year = saraban::read_year(ahead.text().substr(era, digits->end - era), context.reference());
    if (!year) return std::nullopt;
    reader = Reader(ahead.text(), digits->end);
    return year;
}

std::optional<NamedDay> read_day(Reader& reader, const DeadlineContext& context) {
    Reader ahead = reader;
    NamedDay day;
    const std::size_t begin = ahead.next();
    Reader named = ahead;
    if (named.eat("วัน") && (day.weekday = named.weekday())) {
        ahead = named;
        ahead.eat("ที่");
        ahead.eat("วันที่");
    } else if (!ahead.eat_any({"วันที่", "วันที"})) {
        ahead.eat("ที่");
    }
    const bool says_day = ahead.at() > begin;
    const bool read = read_full_date(ahead, context, day) || read_span_of_days(ahead, context, day) ||
                      read_day_and_month(ahead, context, day) ||
                      read_bare_day(ahead, says_day && !day.weekday, day) ||
                      (says_day && !day.weekday && read_unread_day(ahead, day));
    if (!read) return std::nullopt;
    day.whole = ahead.since(begin);
    ahead.eat_any({"ปีนี้", "ศกนี้", "นี้"});
    if (day.weekday_agrees() == false) day.flags.emplace_back("weekday_differs");
    reader = ahead;
    return day;
}

namespace {

/// Units that make two digits behind a month a count and not a year.
bool counts_something(const Reader& reader) {
    return reader.sees_any(
        {"คน", "ราย ", "แห่ง", "บาท", "ล้าน", "วัน", "ครั้ง", "ฉบับ", "ชุด", "%", "โครงการ", "จังหวัด"});
}

/// `เดือน ก.ค. ๖๙`: two digits of the Buddhist Era.
std::optional<year> read_short_year(Reader& reader, const DeadlineContext& context) {
    constexpr int kFirst = 50;
    Reader ahead = reader;
    const std::size_t begin = ahead.next();
    const auto digits = digits_at(ahead.text(), begin);
    if (!digits || digits->count != 2 || digits->value < kFirst) return std::nullopt;
    ahead = Reader(ahead.text(), digits->end);
    if (counts_something(ahead) || (digits->end < ahead.text().size() && ahead.text()[digits->end] == ','))
        return std::nullopt;
    const auto found =
        saraban::read_year(ahead.text().substr(begin, digits->end - begin), context.reference());
    if (found) reader = ahead;
    return found;
}

/// `เดือนพฤศิกายน`: the nearest name, where no other is as near.
std::optional<month> read_damaged_month(Reader& reader) {
    constexpr std::size_t kShortest = 5;
    const std::size_t begin = reader.next();
    std::size_t end = begin;
    while (is_thai_letter_at(reader.text(), end))
        end += character_length(reader.text(), end);
    std::string_view word = reader.text().substr(begin, end - begin);
    constexpr std::string_view kThis = "นี้";
    if (word.size() > kThis.size() && word.substr(word.size() - kThis.size()) == kThis)
        word.remove_suffix(kThis.size());
    if (character_count(word) < kShortest) return std::nullopt;
    const auto found = month_of_damaged(word);
    if (found) reader = Reader(reader.text(), begin + word.size());
    return found;
}

}  // namespace

std::optional<NamedMonth> read_month(Reader& reader, const DeadlineContext& context) {
    Reader ahead = reader;
    NamedMonth named;
    const bool says_month = ahead.eat("เดือน");
    if (says_month && ahead.eat("นี้")) {
        named.month = month_from(context, 0);
    } else if (says_month && ahead.eat_any({"หน้า", "ถัดไป"})) {
        named.month = month_from(context, 1);
    } else if (auto month = ahead.month(); month || (says_month && (month = read_damaged_month(ahead)) &&
                                                     (named.flags.emplace_back("month_damaged"), true))) {
        Reader span = ahead;  // เดือนกรกฎาคม - กันยายน ๒๕๖๓: the last one
        auto last = month;
        if (span.eat_any({"-", "–", "—", "ถึง"}) && (span.eat("เดือน"), last = span.month())) ahead = span;
        if (!last) last = month;
        const bool several = last != month;
        ahead.eat_any({"ของ"});
        if (const auto year = read_year_words(ahead, context)) {
            named.month = *year / *last;
        } else if (const auto two_digits = read_short_year(ahead, context)) {
            named.month = *two_digits / *last;
            named.flags.emplace_back("short_year");
        } else if (context.letter_date) {
            const year_month_day end = last_day(context.letter_date->year() / *last);
            named.month = (end < *context.letter_date ? end.year() + years{1} : end.year()) / *last;
            named.flags.emplace_back("year_assumed");
        }
        if (several && named.month)
            named.first = (*month > *last ? named.month->year() - years{1} : named.month->year()) / *month;
        ahead.eat_any({"ปีนี้", "นี้"});
    } else {
        return std::nullopt;
    }
    if (!named.month) named.flags.emplace_back("year_missing");
    reader = ahead;
    return named;
}

std::optional<std::string> read_clock_start(Reader& reader) {
    Reader ahead = reader;
    ahead.eat_any({"ตั้งแต่"});
    ahead.eat_any({"เวลา"});
    const auto hour = ahead.number(2);
    if (!hour || *hour > 24) return std::nullopt;
    int minutes = 0;
    const std::string_view behind = ahead.rest();
    if (!behind.empty() && (behind[0] == '.' || behind[0] == ':')) {
        Reader after(ahead.text(), ahead.at() + 1);
        const auto printed = after.number(2);
        if (!printed || *printed > 59) return std::nullopt;
        minutes = *printed;
        ahead = after;
    } else if (!ahead.sees_any({"น.", "นาฬิกา"})) {
        return std::nullopt;
    }
    reader = ahead;
    char text[32];
    std::snprintf(text, sizeof text, "%02d:%02d", *hour, minutes);
    return text;
}

std::optional<std::string> read_clock(Reader& reader) {
    Reader ahead = reader;
    ahead.eat_any({"ก่อน", "ไม่เกิน", "ภายใน", "ไม่ช้ากว่า"});
    const bool says_time = ahead.sees("เวลา");
    auto time = read_clock_start(ahead);
    if (!time) return std::nullopt;
    Reader until = ahead;
    until.eat_any({"นาฬิกา", "น."});
    if (until.eat_any({"-", "–", "ถึง"}))
        if (const auto end = read_clock(until)) {
            reader = until;
            return end;
        }
    const bool unit = ahead.eat_any({"นาฬิกา", "น."}) || (says_time && ahead.eat("น"));
    if (!says_time && !unit) return std::nullopt;
    reader = ahead;
    return time;
}

std::optional<std::string> read_anchor(Reader& reader, const DeadlineContext& context) {
    Reader ahead = reader;
    if (!ahead.eat_any({"นับถัดจาก", "นับตั้งแต่", "นับแต่", "นับจาก", "นับ", "หลังจาก", "หลัง", "ถัดจาก"}))
        return std::nullopt;
    ahead.eat_any({"วันถัดจาก", "วันถัดไปจาก", "ถัดจาก"});
    Reader dated = ahead;
    if (const auto day = read_day(dated, context); day && day->iso) {
        reader = dated;
        return iso_date(*day->iso);
    }
    const std::size_t begin = ahead.next();
    ahead.eat_any({"วันที่", "วัน", "ที่"});
    Reader named = ahead;
    if (named.eat_any({"ลงในหนังสือ", "ลงหนังสือ", "ตามหนังสือ", "ในหนังสือ", "ออกหนังสือ", "หนังสือฉบับนี้", "นี้"})) {
        named.eat_any({"ฉบับนี้", "นี้"});
        reader = named;
        return "letter_date";
    }
    ahead.eat_any({"ท่าน", "หน่วยงาน", "จังหวัด", "อำเภอ", "ส่วนราชการ"});
    Reader received = ahead;
    if (received.eat_any({"ได้รับ", "รับ"}) && is_this_letter(received)) {
        reader = received;
        return "received";
    }
    const std::string_view words = next_words(Reader(ahead.text(), begin), kLongestAnchor);
    if (words.empty()) return std::nullopt;
    reader = Reader(ahead.text(), begin + words.size());
    return std::string(words);
}

}  // namespace saraban::due_words
