#pragma once

#include "pipeline/model/day.h"
#include "pipeline/model/record.h"
#include "pipeline/reconcile/belief.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace saraban {

/// Where a letter of the bundle is cited by another one of it.
struct InnerCitation {
    std::size_t citing = 0, cited = 0;  ///< indices into the bundle
    std::string item;                   ///< `attachments[0]`, `references[1]`
    bool encloses = false;              ///< the citing letter forwards the cited one
};

/// Two readings of one letter: indices into the bundle.
struct InnerCopy {
    std::size_t one = 0, other = 0;
};

/// What the checks look at: the letters, who cites whom, and one kind of their values as variables.
struct Bundle {
    const std::vector<Record>& records;
    std::vector<InnerCitation> citations;
    std::vector<InnerCopy> copies;
    std::vector<Variable> variables;                   ///< by letter
    std::optional<std::chrono::year_month_day> today;  ///< of ingest; absent: unknown
};

/// Index of the variable for this path; absent when the letter has no such value.
[[nodiscard]] std::optional<std::size_t> find_variable(const Bundle& bundle, std::size_t letter,
                                                       const std::string& field);

/// Which letter of the bundle each citation means: by number and date within OCR damage, issuer and subject.
[[nodiscard]] std::vector<InnerCitation> find_citations(const std::vector<Record>& records);

/// Letters of the bundle that are one letter, scanned twice, as is_same_letter(): each with the first of
/// them.
[[nodiscard]] std::vector<InnerCopy> find_copies(const std::vector<Record>& records);

/// `letter 2`; of another file than the last letter's, `letter 2 of scan.pdf`.
[[nodiscard]] std::string title_of(const Bundle& bundle, std::size_t letter);

/// The day that ISO 8601 text names.
[[nodiscard]] std::chrono::year_month_day from_iso(std::string_view iso);
/// Days from `a` to `b`, both ISO 8601.
[[nodiscard]] int days_between(std::string_view a, std::string_view b);

}  // namespace saraban
