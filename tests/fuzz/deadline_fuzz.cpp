#include "extractors/deadline.h"
#include "extractors/demand.h"
#include "extractors/meeting.h"
#include "pipeline/model/recurrence.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

bool views_into(std::string_view text, std::string_view part) {
    return part.data() >= text.data() && part.data() + part.size() <= text.data() + text.size();
}

void check(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace saraban;
    using namespace std::chrono;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const DeadlineContext context{2026y / February / 5, 2026y / June / 1, std::nullopt};
    for (const auto& found : find_deadlines(text, context)) {
        check(views_into(text, found.text));
        check(!found.value.iso || found.value.iso->ok());
        check(!found.value.first_due || found.value.first_due->ok());
        check(!found.value.rrule || read_recurrence(*found.value.rrule).has_value());
    }
    for (const auto& found : find_all_due(text, {std::nullopt, 2026y / June / 1, "form"}))
        check(views_into(text, found.text));
    for (const auto& found : find_actions(text))
        check(views_into(text, found.text));
    for (const auto& found : find_meetings(text, context))
        check(views_into(text, found.text));
    return 0;
}
