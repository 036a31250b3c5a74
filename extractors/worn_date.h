#pragma once

#include "extractors/found.h"
#include "extractors/thai_date.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace saraban {

/// The date of a worn stamp: day and year are read, of the month's abbreviation at least one letter. A stamp
/// is set on a letter when it arrives, so the month is the one in the weeks from `written` on that looks like
/// what was read; std::nullopt when there is none, or more than one.
///
///   10 บย 2553, the letter of 21 October 2553: พ.ย.
[[nodiscard]] std::optional<Found<ThaiDate>> find_worn_date(std::string_view text,
                                                            std::chrono::year_month_day written);

}  // namespace saraban
