#pragma once

#include "extractors/due.h"
#include "extractors/found.h"
#include "pipeline/model/record.h"

#include <string_view>
#include <vector>

namespace saraban {

/// The deadlines of a body, or of a form's notes when `context.source` says so: when (due.h), what, who, to
/// whom, by which channel, on which form, and whether it binds the addressee.
///
/// One binds when its clause asks the addressee: a numbered demand, or prose behind จึงขอให้, ขอความร่วมมือ,
/// โปรด, not told about others. What does not bind has binding_on_addressee = false and the reason among its
/// flags
/// (`narrative`, `senders_own`, `describes`, `conditional`). Pressing words without a day (โดยด่วน) and
/// rhythms without a day (ทุกเดือน) count only in a duty to tell (รายงาน, ส่ง).
[[nodiscard]] std::vector<Found<Deadline>> find_deadlines(std::string_view text,
                                                          const DeadlineContext& context);

/// One duty stated in the body and again on a form is one deadline: same day or same rule. What the form adds
/// (to whom, channel) goes to the body's; other deadlines of forms follow at the end. Provenance is joined.
[[nodiscard]] std::vector<Deadline> merge_deadlines(std::vector<Deadline> body, std::vector<Deadline> forms);

}  // namespace saraban
