#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace saraban {

/// 2026-03-04; empty for anything else and for a day that is none.
[[nodiscard]] std::optional<std::chrono::year_month_day> read_iso_date(std::string_view text);
/// ๔ มี.ค. ๒๕๖๙
[[nodiscard]] std::string to_thai_date(std::chrono::year_month_day day);

/// `P7D`, `P2W`, `P1M`, `P1Y` added to a day, which is not counted itself; the 31st of a short month is its
/// last. Empty for anything else.
[[nodiscard]] std::optional<std::chrono::year_month_day> add_duration(std::chrono::year_month_day day,
                                                                      std::string_view duration);

}  // namespace saraban
