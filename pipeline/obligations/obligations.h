#pragma once

#include "pipeline/model/obligation.h"
#include "pipeline/model/record.h"
#include "pipeline/obligations/office.h"
#include "pipeline/obligations/working_days.h"

#include <optional>
#include <vector>

namespace saraban {

/// What must be done, from the deadlines and events of letters: pure, no clock. Letters of one file are a
/// chain: only the one addressed to our office binds, the others are context; without an office every letter
/// binds.
///
/// Reconciled values count before read ones. A dated exception, or a first day off its rule, is an obligation
/// of its own, and the rule begins or goes on beside it; a duty that body and form state differently is one,
/// flagged `form_differs`. What does not bind the addressee is left out. A deadline later than the one of the
/// letter it passes on is flagged `later_than_upstream`. In the order of the letters, dated or not.
[[nodiscard]] std::vector<Obligation> make_obligations(const std::vector<Record>& records,
                                                       const std::optional<OurOffice>& office,
                                                       const WorkingDays& working_days);

}  // namespace saraban
