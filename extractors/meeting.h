#pragma once

#include "extractors/due.h"
#include "extractors/found.h"
#include "pipeline/model/record.h"

#include <string_view>
#include <vector>

namespace saraban {

/// The meetings, trainings and ceremonies the addressee is invited to or told of in advance, with day, hours
/// and place:
///
///   ขอเชิญประชุมคณะกรรมการ… ในวันอังคารที่ ๑๖ พฤศจิกายน ๒๕๕๓ เวลา ๑๓.๐๐ น. ณ ห้องประชุม ๑
///         |---- what ----|   |--------------------- text_span ---------------------|
///
/// Past ones (เมื่อวันที่, before the letter's date) are none, nor are deadlines.
[[nodiscard]] std::vector<Found<Event>> find_meetings(std::string_view text, const DeadlineContext& context);

}  // namespace saraban
