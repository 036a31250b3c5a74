#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saraban {

/// The part of RFC 5545's RRULE that deadlines of letters need. Days without time.
///
/// `FREQ` DAILY, WEEKLY, MONTHLY, YEARLY; `INTERVAL`; `BYMONTH`; `BYMONTHDAY` (negative: from the end);
/// `BYDAY` (`MO`, with MONTHLY or YEARLY also `2TU`, `-1FR`); `BYSETPOS`. A day that a month has not got is
/// left out, as the RFC says.
struct Recurrence {
    enum class Frequency { Daily, Weekly, Monthly, Yearly };
    struct Weekday {
        std::chrono::weekday day;
        int nth = 0;  ///< 0: every one
        bool operator==(const Weekday&) const = default;
    };
    Frequency frequency = Frequency::Monthly;
    int interval = 1;
    std::vector<int> months;        ///< BYMONTH, 1..12
    std::vector<int> month_days;    ///< BYMONTHDAY, 1..31 and -1..-31
    std::vector<Weekday> weekdays;  ///< BYDAY
    std::vector<int> positions;     ///< BYSETPOS
    bool operator==(const Recurrence&) const = default;
};

/// `FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1`; empty for anything outside the part above.
[[nodiscard]] std::optional<Recurrence> read_recurrence(std::string_view rrule);
[[nodiscard]] std::string to_rrule(const Recurrence& rule);

/// The days of the rule from `from` to `to`, both included, in order. `start` is what INTERVAL counts from
/// and what a rule without BY parts takes its day from; days before it do not count.
[[nodiscard]] std::vector<std::chrono::year_month_day> days_of(const Recurrence& rule,
                                                               std::chrono::year_month_day start,
                                                               std::chrono::year_month_day from,
                                                               std::chrono::year_month_day to);

/// The first day of the rule on or after `from`, counting from there; empty when there is none within 30
/// years.
[[nodiscard]] std::optional<std::chrono::year_month_day> first_day_of(const Recurrence& rule,
                                                                      std::chrono::year_month_day from);

/// The day belongs to the rule (INTERVAL counted from it).
[[nodiscard]] bool is_day_of(const Recurrence& rule, std::chrono::year_month_day day);

}  // namespace saraban
