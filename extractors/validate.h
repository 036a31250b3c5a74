#pragma once

#include "pipeline/model/record.h"

#include <chrono>

namespace saraban {

/// Adds what one record says against itself (a date after its own received-stamp, a letter that cites a later
/// one, a number with a letter in it, a weekday that is not the date's, a telephone that fits no range) to
/// its issues, and decides its status, alone: `rejected` without number, date, subject and addressee,
/// `needs_review` with any warning, else `accepted`. Nothing read is changed.
void validate(Record& record, std::chrono::year_month_day today);

}  // namespace saraban
