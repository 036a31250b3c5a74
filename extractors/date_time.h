#pragma once

#include "extractors/thai_date.h"
#include "extractors/thai_time.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace saraban {

struct DateTime {
    ThaiDate date;
    std::optional<TimeOfDay> time;
};

/// The first date of `text` with the time behind it: "๕ มีนาคม ๒๕๖๙ เวลา ๐๙.๓๐ น.", "15 ก.ค. 2565 09:00:01".
/// Also the time between month and year, as programs print it: "6 ต.ค. 01:40:00 2519".
[[nodiscard]] std::optional<Found<DateTime>> find_date_time(std::string_view text,
                                                            std::chrono::year_month_day reference);

}  // namespace saraban
