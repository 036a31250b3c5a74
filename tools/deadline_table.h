#pragma once

#include "pipeline/model/obligation.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace saraban {

/// One line of the table: an obligation and the day it is shown with.
struct DueRow {
    const Obligation* obligation = nullptr;
    std::optional<std::chrono::year_month_day> day;  ///< none: it has no day
};

/// Every obligation once: what comes next first, then what is overdue (the latest first), then what has no
/// day. Of a recurring one the next day on or after `today`.
[[nodiscard]] std::vector<DueRow> next_rows(const std::vector<Obligation>& obligations,
                                            std::chrono::year_month_day today);

/// Every day of every obligation from `from` to `to`, in order.
[[nodiscard]] std::vector<DueRow> window_rows(const std::vector<Obligation>& obligations,
                                              std::chrono::year_month_day from,
                                              std::chrono::year_month_day to);

/// Aligned columns for a terminal.
[[nodiscard]] std::string table_of(const std::vector<DueRow>& rows, std::chrono::year_month_day today,
                                   bool thai_dates);

[[nodiscard]] nlohmann::ordered_json row_json(const DueRow& row, std::chrono::year_month_day today);

/// Columns a text takes on a terminal: Thai marks above and below take none.
[[nodiscard]] std::size_t display_width(std::string_view text);

}  // namespace saraban
