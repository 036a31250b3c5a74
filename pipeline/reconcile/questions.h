#pragma once

#include "pipeline/model/record.h"

#include <string_view>

namespace saraban {

/// Turns what the cross-checks left open into questions (issues `undecided`, with page and box), takes those
/// back that they settled, and puts all in order of what a mistake would cost: deadlines, date, number, the
/// rest. The letter is `accepted` when nothing is left to ask; `rejected` stays.
void ask(Record& record);

/// Where the value at this path was read; null: not known.
[[nodiscard]] const Provenance* find_provenance(const Record& record, std::string_view field);

}  // namespace saraban
