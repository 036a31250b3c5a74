#include "extractors/relative_date.h"

#include "extractors/scan.h"

#include <array>
#include <cstdlib>

namespace saraban {
namespace {

using namespace std::chrono;

bool starts_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

struct Word {
    std::string_view word;
    RelativeSpan span;
};

RelativeSpan days_of(int days) {
    return {0, 0, days, 0, 0};
}

/// Words that are a distance; longer ones before their beginnings.
std::optional<Found<RelativeSpan>> word_at(std::string_view text, std::size_t at) {
    static const std::array<Word, 14> kWords{{{"เมื่อวานซืน", days_of(-2)},
                                              {"วานซืน", days_of(-2)},
                                              {"เมื่อวานนี้", days_of(-1)},
                                              {"เมื่อวาน", days_of(-1)},
                                              {"วันวาน", days_of(-1)},
                                              {"วันนี้", days_of(0)},
                                              {"พรุ่งนี้", days_of(1)},
                                              {"มะรืนนี้", days_of(2)},
                                              {"มะรืน", days_of(2)},
                                              {"สัปดาห์หน้า", days_of(7)},
                                              {"สัปดาห์ที่แล้ว", days_of(-7)},
                                              {"เดือนหน้า", {0, 1, 0, 0, 0}},
                                              {"เดือนที่แล้ว", {0, -1, 0, 0, 0}},
                                              {"ปีหน้า", {1, 0, 0, 0, 0}}}};
    for (const Word& each : kWords)
        if (starts_with(text.substr(at), each.word))
            return Found<RelativeSpan>{each.span, text.substr(at, each.word.size())};
    return std::nullopt;
}

/// Adds `count` of the unit at `at`; the end of the unit, 0: none.
std::size_t add_unit(std::string_view text, std::size_t at, int count, RelativeSpan& span) {
    const std::string_view rest = text.substr(at);
    const auto end = [&](std::string_view word) { return at + word.size(); };
    for (const std::string_view word : {"สัปดาห์", "อาทิตย์"})
        if (starts_with(rest, word)) return span.days += 7 * count, end(word);
    if (starts_with(rest, "วันทำการ")) return 0;  // needs the holidays
    if (starts_with(rest, "วัน")) return span.days += count, end("วัน");
    if (starts_with(rest, "เดือน")) return span.months += count, end("เดือน");
    if (starts_with(rest, "ปี")) return span.years += count, end("ปี");
    for (const std::string_view word : {"ชั่วโมง", "ชม."})
        if (starts_with(rest, word)) return span.hours += count, end(word);
    if (starts_with(rest, "นาที")) return span.minutes += count, end("นาที");
    return 0;
}

struct Counted {
    RelativeSpan span;
    std::size_t end = 0;
};

/// "1 ปี 9 เดือน 1 สัปดาห์"
std::optional<Counted> counted_at(std::string_view text, std::size_t at) {
    Counted all{{}, at};
    for (auto digits = digits_at(text, skip_blanks(text, at)); digits;
         digits = digits_at(text, skip_blanks(text, all.end))) {
        if (digits->count > 4) break;
        const std::size_t end =
            add_unit(text, skip_blanks(text, digits->end), static_cast<int>(digits->value), all.span);
        if (end == 0) break;
        all.end = end;
    }
    if (all.end == at || all.span == RelativeSpan{}) return std::nullopt;
    return all;
}

RelativeSpan negative(const RelativeSpan& span) {
    return {-span.years, -span.months, -span.days, -span.hours, -span.minutes};
}

/// อีก … before the count, ก่อน or ที่แล้ว behind it.
std::optional<Found<RelativeSpan>> counted_from(std::string_view text, std::size_t at) {
    static constexpr std::string_view kMore = "อีก";
    if (starts_with(text.substr(at), kMore)) {
        const auto counted = counted_at(text, at + kMore.size());
        if (!counted) return std::nullopt;
        return Found<RelativeSpan>{counted->span, text.substr(at, counted->end - at)};
    }
    const bool apart = at == 0 || blank_length(text, character_before(text, at)) != 0;
    const auto counted = apart ? counted_at(text, at) : std::nullopt;
    if (!counted) return std::nullopt;
    const std::size_t after = skip_blanks(text, counted->end);
    for (const std::string_view word : {"ที่แล้ว", "ก่อนหน้านี้", "ที่ผ่านมา"})
        if (starts_with(text.substr(after), word))
            return Found<RelativeSpan>{negative(counted->span), text.substr(at, after + word.size() - at)};
    return std::nullopt;
}

}  // namespace

std::string to_iso_duration(const RelativeSpan& span) {
    const bool minus =
        span.years < 0 || span.months < 0 || span.days < 0 || span.hours < 0 || span.minutes < 0;
    std::string date;
    std::string time;
    const auto add = [](std::string& to, int value, char unit) {
        if (value != 0) to += std::to_string(std::abs(value)) + unit;
    };
    add(date, span.years, 'Y');
    add(date, span.months, 'M');
    add(date, span.days, 'D');
    add(time, span.hours, 'H');
    add(time, span.minutes, 'M');
    if (date.empty() && time.empty()) date = "0D";
    return (minus ? "-P" : "P") + date + (time.empty() ? "" : "T" + time);
}

year_month_day resolve(const RelativeSpan& span, year_month_day reference) {
    year_month_day day = reference + years{span.years} + months{span.months};
    if (!day.ok()) day = day.year() / day.month() / last;
    return sys_days{day} + days{span.days};
}

std::optional<Found<RelativeSpan>> find_relative_date(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); at += character_length(text, at)) {
        if (blank_length(text, at) != 0 || is_thai_mark_at(text, at)) continue;
        if (auto word = word_at(text, at)) return word;
        if (auto counted = counted_from(text, at)) return counted;
    }
    return std::nullopt;
}

}  // namespace saraban
