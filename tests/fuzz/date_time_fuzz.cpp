#include "extractors/date_time.h"
#include "tests/fuzz/fuzz.h"

using namespace saraban;        // NOLINT(google-build-using-namespace)
using namespace saraban::fuzz;  // NOLINT(google-build-using-namespace)

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
    const auto found = find_date_time(text, kReference);
    if (!found) return 0;
    require_inside(text, found->text);
    require(!found->value.date.iso || found->value.date.iso->ok());
    return 0;
}
