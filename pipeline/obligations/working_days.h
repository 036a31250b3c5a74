#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace saraban {

/// Saturdays, Sundays and public holidays of Thai government offices.
class WorkingDays {
public:
    WorkingDays() = default;  ///< weekends only
    explicit WorkingDays(std::map<std::chrono::sys_days, std::string> holidays)
        : holidays_(std::move(holidays)) {}

    /// What makes the day free: `วันเสาร์`, `วันจักรี`; empty for a working day.
    [[nodiscard]] std::optional<std::string> holiday(std::chrono::year_month_day day) const;
    /// False for years of which no holiday is known: then a working day is a guess.
    [[nodiscard]] bool knows(std::chrono::year year) const;

    /// `count` working days after `from`, which is not counted itself.
    [[nodiscard]] std::chrono::year_month_day add(std::chrono::year_month_day from, int count) const;
    /// The day itself, or the next that is no holiday.
    [[nodiscard]] std::chrono::year_month_day on_or_after(std::chrono::year_month_day day) const;
    [[nodiscard]] std::chrono::year_month_day on_or_before(std::chrono::year_month_day day) const;

private:
    std::map<std::chrono::sys_days, std::string> holidays_;
};

/// `entries:` of {date, name} (schemas/vocabularies/public_holidays.yaml, or a user's own file). Throws
/// Error(Unusable) with file and line.
[[nodiscard]] WorkingDays read_working_days(const std::filesystem::path& file);

}  // namespace saraban
