#include "extractors/signer.h"
#include "tests/fuzz/fuzz.h"

using namespace saraban;        // NOLINT(google-build-using-namespace)
using namespace saraban::fuzz;  // NOLINT(google-build-using-namespace)

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
    const auto lines = lines_of(text);
    const auto found = find_signer(lines, words());
    if (!found) return 0;
    require_parts(lines, found->parts);
    require(!found->value.name.empty());
    return 0;
}
