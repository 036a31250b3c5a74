#include "extractors/coordinator.h"
#include "tests/fuzz/fuzz.h"

using namespace saraban;        // NOLINT(google-build-using-namespace)
using namespace saraban::fuzz;  // NOLINT(google-build-using-namespace)

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
    for (const auto& found : {find_coordinator(text, words()), find_coordinator_in_text(text, words())}) {
        if (!found) continue;
        require_inside(text, found->text);
        require(!found->value.name.empty());
    }
    return 0;
}
