#pragma once

#include "extractors/found.h"
#include "pipeline/model/record.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saraban {

/// What a deadline is read against. Time is an argument: nothing here looks at a clock.
struct DeadlineContext {
    std::optional<std::chrono::year_month_day> letter_date;  ///< of the letter, or of its form
    std::chrono::year_month_day
        today;  ///< day of ingest: the century of a two-digit year without letter date
    std::optional<std::string> source;  ///< Deadline::source: absent for the body, `form`

    [[nodiscard]] std::chrono::year_month_day reference() const { return letter_date.value_or(today); }
};

/// The time limit that begins at `at`, as far as its words go: SARABAN 8.5 (absolute, before, recurring with
/// first date, exceptions and end, relative with anchor, vague). Only the members of time are filled; whether
/// it binds anybody is a matter of the clause around it (deadline.h).
///
///   ภายในวันที่ ๑๐ ของทุกเดือน (ยกเว้นเดือนมกราคม) จนถึงวันที่ ๓๐ กันยายน ๒๕๖๙
///
/// A limit whose day cannot be read or cannot be comes back without a date and with the reason in
/// Deadline::flags (`date_impossible`, `day_unread`, `year_missing`, `era_contradiction`, `year_refused`).
/// Empty: no time limit begins there (ภายในอาคาร).
[[nodiscard]] std::optional<Found<Deadline>> read_due(std::string_view text, std::size_t at,
                                                      const DeadlineContext& context);

/// All of them, in order, not overlapping.
[[nodiscard]] std::vector<Found<Deadline>> find_all_due(std::string_view text,
                                                        const DeadlineContext& context);

}  // namespace saraban
