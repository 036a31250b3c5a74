#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saraban {

/// A label at the start of a line and what stands behind it.
///
///   "- สิงที่ส่งมาด้วย ๑. แนวทาง"
///      |--- label ---| |- rest -|
struct Labelled {
    std::string_view label;  ///< as printed, views into the argument
    std::string_view rest;   ///< without the blanks, dots and colons before it; views into the argument
    bool exact = true;       ///< false: one letter was wrong, missing or too many
};

/// Finds `label` at the start of `line`, after blanks, dashes and specks. Exact labels may touch what follows
/// ("เรียนนายอำเภอ"); labels of five letters and more are also found with one edit ("อ้างถึ่ง", "เรือง"), then
/// only if a blank, a dot, a colon or nothing follows.
[[nodiscard]] std::optional<Labelled> find_label(std::string_view line, std::string_view label);

/// The first of `labels` that stands there, exact ones before damaged ones.
[[nodiscard]] std::optional<Labelled> find_label(std::string_view line,
                                                 const std::vector<std::string>& labels);

/// `text` without the label; the whole text where none stands.
[[nodiscard]] std::string_view without_label(std::string_view text, const std::vector<std::string>& labels);

/// Without blanks and stray dots, dashes and colons at the ends.
[[nodiscard]] std::string_view trim(std::string_view text, std::string_view what = " \t\r\f\v");

/// Share of `shorter`'s characters that stand in `longer`'s beginning in order: 1 for a prefix. Blanks do not
/// count. How catchwords and titles of forms are matched.
[[nodiscard]] double prefix_similarity(std::string_view shorter, std::string_view longer);

}  // namespace saraban
