#include "extractors/received_stamp.h"
#include "tests/fuzz/fuzz.h"

using namespace saraban;        // NOLINT(google-build-using-namespace)
using namespace saraban::fuzz;  // NOLINT(google-build-using-namespace)

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
    const auto lines = lines_of(text);
    for (const auto& found : find_received_stamps(lines, words(), kReference)) {
        require_parts(lines, found.parts);
        require(!found.value.date || !found.value.date->iso || found.value.date->iso->ok());
        require(found.value.number.has_value() == found.value.number_raw.has_value());
    }
    return 0;
}
