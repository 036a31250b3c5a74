#pragma once

#include <chrono>
#include <string>

namespace saraban {

/// 2026-03-04
[[nodiscard]] std::string iso_date(std::chrono::year_month_day day);

}  // namespace saraban
