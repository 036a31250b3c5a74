#include "extractors/speed.h"
#include "tests/fuzz/fuzz.h"

using namespace saraban;        // NOLINT(google-build-using-namespace)
using namespace saraban::fuzz;  // NOLINT(google-build-using-namespace)

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
    if (const auto found = find_speed(text, kReference)) {
        require_inside(text, found->text);
        require(!found->value.by || found->value.by->ok());
    }
    if (const auto found = find_secrecy(text)) require_inside(text, found->text);
    return 0;
}
