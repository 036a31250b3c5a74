#include "extractors/thai_time.h"
#include "tests/fuzz/fuzz.h"

using namespace saraban;        // NOLINT(google-build-using-namespace)
using namespace saraban::fuzz;  // NOLINT(google-build-using-namespace)

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
    for (const auto& found : {find_time(text), find_spoken_time(text)}) {
        if (!found) continue;
        require_inside(text, found->text);
        require(found->value.hour >= 0 && found->value.hour <= 24);
        require(found->value.minute >= 0 && found->value.minute <= 59);
    }
    if (const auto range = find_time_range(text)) require_inside(text, range->text);
    return 0;
}
