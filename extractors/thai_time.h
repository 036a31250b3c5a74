#pragma once

#include "extractors/found.h"

#include <optional>
#include <string>
#include <string_view>

namespace saraban {

/// Time of day, local. 24:00 is the end of the day, as letters write it.
struct TimeOfDay {
    int hour = 0, minute = 0;
    std::optional<int> second;
    bool operator==(const TimeOfDay&) const = default;
};

/// `09:05`, or `09:05:30` with seconds.
[[nodiscard]] std::string to_text(const TimeOfDay& time);

/// The first written time of `text`: เวลา ๑๐.๐๐ น., 10.55 น., 1๒.00 น, ๑๖:๓๐, 8:13 AM, ๑๕ นาฬิกา ๒๕ นาที, 8 น.
/// The dot is a separator; without น. it counts only behind เวลา. `Found::text` is without เวลา.
[[nodiscard]] std::optional<Found<TimeOfDay>> find_time(std::string_view text);

/// A time in words or of the spoken clock: เที่ยงตรง, บ่ายสามโมงครึ่ง, ตีห้า, 3 ทุ่ม, สิบสองนาฬิกาสามนาที. For text that
/// is known to tell a time: ตี and ทุ่ม stand in many other words.
[[nodiscard]] std::optional<Found<TimeOfDay>> find_spoken_time(std::string_view text);

/// ๐๙.๐๐ - ๑๒.๐๐ น.
struct TimeRange {
    TimeOfDay first, last;
};
[[nodiscard]] std::optional<Found<TimeRange>> find_time_range(std::string_view text);

}  // namespace saraban
