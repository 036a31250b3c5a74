#pragma once

#include "extractors/scan.h"
#include "extractors/thai_date.h"

#include <chrono>
#include <optional>
#include <string_view>

/// Steps shared by thai_date.cpp, letter_date.cpp and date_range.cpp; not for callers of the extractors.
namespace saraban::date_parts {

enum class Era { None, Buddhist, Christian };

/// พ.ศ., พศ, พุทธศักราช, ค.ศ., คริสต์ศักราช at the end of `text`; `rest` is what stands before it.
struct EraWord {
    Era era = Era::None;
    std::string_view rest;
};
[[nodiscard]] EraWord era_at_end(std::string_view text);

struct ReadYear {
    std::optional<std::chrono::year> year;  ///< Gregorian
    DateProblem problem = DateProblem::None;
    bool is_short = false;
};
/// REQUIRES: two or four digits.
[[nodiscard]] ReadYear read_year(const Digits& digits, Era era, std::chrono::year_month_day reference);

struct MonthWord {
    std::chrono::month month;
    Era era = Era::None;
    bool damaged = false;
};
/// What stands between day and year: "มกราคม พ.ศ.", "/ม.ค./", "เดือนตุลาคม". Damaged names only when allowed.
[[nodiscard]] std::optional<MonthWord> read_month(std::string_view between, bool damaged_too);

/// Day, month and the digits of the year put together.
[[nodiscard]] ThaiDate make_date(const Digits& day, unsigned month, const Digits& year, Era era,
                                 std::chrono::year_month_day reference);

/// The date whose first digits are these, if one begins there.
[[nodiscard]] std::optional<Found<ThaiDate>> date_from(std::string_view text, const Digits& first,
                                                       std::chrono::year_month_day reference);

}  // namespace saraban::date_parts
