#pragma once

#include "pipeline/model/record.h"

#include <optional>

namespace saraban {

// What a hand wrote is never passed off as print: below a threshold its value is withheld, above it the
// record says that it was handwriting, and how sure the digit reader was.

/// Withholds the running number when the handwriting in `running` (the evidence behind the `/`) is doubtful:
/// it becomes empty. The issue to be put into the record; std::nullopt: it is print.
[[nodiscard]] std::optional<Issue> judge_handwriting(DocNumber& number, const Provenance& running);

/// Withholds the day likewise; month and year stay in iso_partial.
[[nodiscard]] std::optional<Issue> judge_handwriting(Date& date, const Provenance& day);

}  // namespace saraban
