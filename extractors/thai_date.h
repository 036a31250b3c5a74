#pragma once

#include "extractors/found.h"
#include "pipeline/model/record.h"

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

namespace saraban {

/// Why a date that stands in the text has no calendar day.
enum class DateProblem {
    None,
    Impossible,  ///< ๓๑ เมษายน, ๒๙ กุมภาพันธ์ ๒๕๗๐, month 13
    DayUnread,   ///< month and year can be read, the day cannot: never a guess of the 1st
    YearUnread,  ///< ๕ มกราคม ๒๕๖ (letter dates only)
    EraContradiction,  ///< ค.ศ. 2570, พ.ศ. 2027
    BeforeReform,      ///< Buddhist years before 2484 began on 1 April: refused
};

/// A date as printed. `Found::text` is from day to year, without weekday and label.
///
///   ลงวันที่ ๑๒ มกราคม ๒๕๖๙      ภายในวันพุธที่ ๑๔ มกราคม ๒๕๖๙
///           |------ text -----|       |weekday|  |----- text ----|
struct ThaiDate {
    std::optional<std::chrono::year_month_day> iso;      ///< Gregorian; empty: see `problem`
    std::optional<std::chrono::year_month> iso_partial;  ///< with DayUnread
    DateProblem problem = DateProblem::None;
    bool short_year = false;     ///< two digits: the century is the one nearest to the reference date
    bool month_damaged = false;  ///< the month's name was read with one or two edits
    std::optional<std::chrono::weekday> weekday;  ///< printed before the date
    std::string_view weekday_text;  ///< `วันพุธ`, views into the argument; empty: none printed
    std::string_view whole;         ///< text with the weekday, views into the argument

    /// No weekday printed, or it is the weekday of the date.
    [[nodiscard]] bool weekday_agrees() const {
        return !weekday || !iso || *weekday == std::chrono::weekday{*iso};
    }
};

/// The first date of `text` with day, month and year: ๑๒ มกราคม ๒๕๖๗, 12 ม.ค. 67, 12/ม.ค./๖7, ๑.๖.๒๕๖๕,
/// 2026-01-12, ธันวาคม 11, 2014. Four-digit years from 2400 to 2699 are Buddhist Era, 1900 to 2200 Gregorian;
/// of the two readings of a two-digit year the one nearest to `reference` counts (the letter's date, else the
/// day of ingest). A date that cannot be stands there without `iso`; day and month without a year are no
/// date.
[[nodiscard]] std::optional<Found<ThaiDate>> find_thai_date(std::string_view text,
                                                            std::chrono::year_month_day reference);

/// All of them, in order, not overlapping.
[[nodiscard]] std::vector<Found<ThaiDate>> find_all_thai_dates(std::string_view text,
                                                               std::chrono::year_month_day reference);

/// For the line that is a letter's date, where the day is often written by pen: as find_thai_date, and where
/// the day is missing or damaged ("      มกราคม ๒๕๖๙", "กค ๐ ธันวาคม ๒๕๖๘", "มว มิถุนายน ๒๕๖๗") month and year.
/// REQUIRES: `text` is that line or what follows its label, not running text.
[[nodiscard]] std::optional<Found<ThaiDate>> find_letter_date(std::string_view text,
                                                              std::chrono::year_month_day reference);

/// The year meant where `read` lies ahead of today, so that one of its digits is misread: the only year of
/// `text` (of the Buddhist era, past by `today`, at most a generation ago) that is one digit off. A letter
/// names its year again and again. std::nullopt: `read` may be right, none is named, or two are.
[[nodiscard]] std::optional<std::chrono::year> find_year_meant(std::string_view text, std::chrono::year read,
                                                               std::chrono::year_month_day today);

/// Day and month without a year, "๕ มีนาคม"; the caller knows the year. Full and abbreviated names, no
/// numbers.
[[nodiscard]] std::optional<Found<std::chrono::month_day>> find_day_month(std::string_view text);

/// A span of days, both ends included.
struct DateRange {
    std::chrono::year_month_day first, last;
    bool year_assumed = false;  ///< no year printed: that of the reference date
    bool operator==(const DateRange&) const = default;
};

/// ๑ - ๓ มีนาคม ๒๕๖๙, 28 ก.พ. ถึง 3 มี.ค. 69, ตั้งแต่วันที่ ๑ มีนาคม ๒๕๖๙ ถึงวันที่ ๕ เมษายน ๒๕๖๙. Ends in the
/// wrong order are no range.
[[nodiscard]] std::optional<Found<DateRange>> find_date_range(std::string_view text,
                                                              std::chrono::year_month_day reference);

/// The date as the record keeps it, without provenance.
[[nodiscard]] Date to_date(const Found<ThaiDate>& found);

/// `2569`, `๖๙`, `พ.ศ. 2569`, `ค.ศ. 2026` -> 2026. Empty for anything else and for a contradiction.
[[nodiscard]] std::optional<std::chrono::year> read_year(std::string_view text,
                                                         std::chrono::year_month_day reference);

}  // namespace saraban
