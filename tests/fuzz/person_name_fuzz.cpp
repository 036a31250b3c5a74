#include "extractors/person_name.h"
#include "tests/fuzz/fuzz.h"

using namespace saraban;        // NOLINT(google-build-using-namespace)
using namespace saraban::fuzz;  // NOLINT(google-build-using-namespace)

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
    const auto found = find_person_name(text, words());
    if (!found) return 0;
    require_inside(text, found->text);
    require_inside(found->text, found->value.title);
    require_inside(found->text, found->value.bare);
    require(!found->value.bare.empty());
    return 0;
}
