#include "extractors/thai_date.h"
#include "tests/fuzz/fuzz.h"

using namespace saraban;        // NOLINT(google-build-using-namespace)
using namespace saraban::fuzz;  // NOLINT(google-build-using-namespace)

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
    std::size_t last = 0;
    for (const auto& found : find_all_thai_dates(text, kReference)) {
        require_inside(text, found.text);
        require_inside(text, found.value.whole);
        require_inside(text, found.value.weekday_text);
        require(!found.value.iso || found.value.iso->ok());
        require(found.value.iso.has_value() == (found.value.problem == DateProblem::None));
        const auto begin = static_cast<std::size_t>(found.text.data() - text.data());
        require(begin >= last);
        last = begin + found.text.size();
    }
    if (const auto day = find_day_month(text)) require(day->value.ok());
    (void)read_year(text, kReference);
    return 0;
}
