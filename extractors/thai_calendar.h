#pragma once

#include <chrono>
#include <optional>
#include <string_view>

/// Names of months and weekdays. Closed lists (Unicode CLDR 42, th, ca-buddhist; clipped names: spoken use),
/// so they stand in code and not among the vocabularies.
namespace saraban {

/// Years of the Buddhist era are so many more than Gregorian ones.
inline constexpr int kBuddhistOffset = 543;

/// `มกราคม`, `ม.ค.`, `ม.ค`, `มค.`, `มค`, `มกรา`; nothing else, no blanks.
[[nodiscard]] std::optional<std::chrono::month> month_of(std::string_view word);

/// The month whose full name is nearest to a damaged one: at most one edit for short names, two for long
/// ones, and no second month as near. `ธันวาดม` is December, `มกนาคม` is none.
[[nodiscard]] std::optional<std::chrono::month> month_of_damaged(std::string_view word);

/// `วันพฤหัสบดี`, `พฤหัสบดี`, `พฤหัส`, `พฤ.`.
[[nodiscard]] std::optional<std::chrono::weekday> weekday_of(std::string_view word);

/// A full weekday name at the end of `text`, e.g. `ภายในวันพุธ`: the part that says it, with `วัน`.
struct WeekdayWord {
    std::chrono::weekday day;
    std::string_view text;  ///< `วันพุธ`
    std::string_view name;  ///< `พุธ`
};
[[nodiscard]] std::optional<WeekdayWord> weekday_at_end(std::string_view text);

/// `อังคาร`
[[nodiscard]] std::string_view name_of(std::chrono::weekday day);

}  // namespace saraban
