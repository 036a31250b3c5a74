#pragma once

#include "extractors/due.h"
#include "extractors/reader.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The pieces time limits are made of: days, months, times, anchors. For due.cpp and recurrence.cpp.
namespace saraban::due_words {

/// A day as a limit names it: วันพุธที่ ๑๔ มกราคม ๒๕๖๙, วันที่ ๕ มีนาคม นี้, ๑ - ๓ มีนาคม ๒๕๖๙ (its last day).
struct NamedDay {
    std::optional<std::chrono::year_month_day> iso;
    std::optional<std::chrono::weekday> weekday;
    std::string_view whole;  ///< from the weekday, or from วันที่, to the year
    std::vector<std::string> flags;

    [[nodiscard]] std::optional<bool> weekday_agrees() const {
        if (!weekday || !iso) return std::nullopt;
        return *weekday == std::chrono::weekday{*iso};
    }
};
[[nodiscard]] std::optional<NamedDay> read_day(Reader& reader, const DeadlineContext& context);

/// เดือนมีนาคม ๒๕๖๙, เดือนกันยายนนี้, เดือนนี้, เดือนหน้า; without a year the next one after the letter.
struct NamedMonth {
    std::optional<std::chrono::year_month> month;
    std::optional<std::chrono::year_month>
        first;  ///< of a span, `กุมภาพันธ์ - กันยายน ๒๕๖๙`, whose last is `month`
    std::vector<std::string> flags;
};
[[nodiscard]] std::optional<NamedMonth> read_month(Reader& reader, const DeadlineContext& context);

/// ๒๕๖๙, ปี พ.ศ. ๒๕๖๙, ปี 2569
[[nodiscard]] std::optional<std::chrono::year> read_year_words(Reader& reader,
                                                               const DeadlineContext& context);

/// `เวลา ๑๖.๓๐ น.`, `ก่อนเวลา 12:00 น.` as HH:MM; of a span of hours its end.
[[nodiscard]] std::optional<std::string> read_clock(Reader& reader);
/// As read_clock, of a span of hours its start; what follows the start stays unread.
[[nodiscard]] std::optional<std::string> read_clock_start(Reader& reader);

/// What stands between a number of days and the event they run from: `received`, `letter_date`, an ISO date,
/// or the text's own words. Empty: nothing named.
[[nodiscard]] std::optional<std::string> read_anchor(Reader& reader, const DeadlineContext& context);

/// The month and day of `day` in the first year in which it is not before `after`.
[[nodiscard]] std::chrono::year_month_day next_after(std::chrono::month_day day,
                                                     std::chrono::year_month_day after);
[[nodiscard]] std::chrono::year_month_day last_day(std::chrono::year_month month);

}  // namespace saraban::due_words
