#pragma once

#include "extractors/found.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace saraban {

/// A distance from today, as people say it. Signed: เมื่อวานนี้ is -1 day.
struct RelativeSpan {
    int years = 0, months = 0, days = 0, hours = 0, minutes = 0;
    bool operator==(const RelativeSpan&) const = default;
};

/// ISO 8601: `P3D`, `-P1Y9M`, `PT6M`, `P0D`.
[[nodiscard]] std::string to_iso_duration(const RelativeSpan& span);

/// The day that lies so far from `reference`; a day that the month does not have becomes its last.
[[nodiscard]] std::chrono::year_month_day resolve(const RelativeSpan& span,
                                                  std::chrono::year_month_day reference);

/// พรุ่งนี้, มะรืนนี้, เมื่อวาน, อีก 3 วัน, ในอีก 2 สัปดาห์, สัปดาห์หน้า, 3 วันก่อน. "ภายใน ๗ วัน" and a bare "๒ วัน" are no
/// distance from today, "อีก 0 วัน" is none at all.
[[nodiscard]] std::optional<Found<RelativeSpan>> find_relative_date(std::string_view text);

}  // namespace saraban
