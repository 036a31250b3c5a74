#pragma once

#include "extractors/found.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace saraban {

enum class PeriodKind { FiscalYear, Quarter, Month };

/// A period that a text speaks of: what is reported, not when it is due.
struct Period {
    PeriodKind kind = PeriodKind::Month;
    std::chrono::year_month_day first, last;  ///< both included
    int number = 0;                           ///< fiscal year (Buddhist), quarter 1..4, month 1..12
    bool year_assumed = false;                ///< no year printed: that of the reference date
    bool operator==(const Period&) const = default;
};

/// ปีงบประมาณ พ.ศ. ๒๕๖๙ (1 October 2025 to 30 September 2026), ไตรมาสที่ ๒ ของปีงบประมาณ ๒๕๖๙, ไตรมาส 1 ปีปฏิทิน
/// 2569, ประจำเดือน กุมภาพันธ์ ๒๕๖๙. A quarter is one of the fiscal year unless ปีปฏิทิน stands behind it.
[[nodiscard]] std::optional<Found<Period>> find_period(std::string_view text,
                                                       std::chrono::year_month_day reference);

/// Buddhist number of the fiscal year of a day; it begins on 1 October and is named after the year it ends
/// in.
[[nodiscard]] int fiscal_year_of(std::chrono::year_month_day day);
[[nodiscard]] Period fiscal_year(int buddhist_year);
/// REQUIRES: quarter 1..4.
[[nodiscard]] Period fiscal_quarter(int buddhist_year, int quarter);

}  // namespace saraban
