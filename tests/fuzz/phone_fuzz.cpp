#include "extractors/phone.h"
#include "tests/fuzz/fuzz.h"

using namespace saraban;        // NOLINT(google-build-using-namespace)
using namespace saraban::fuzz;  // NOLINT(google-build-using-namespace)

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
    for (const auto& found : find_all_phones(text)) {
        require_inside(text, found.text);
        require_inside(text, found.value.whole);
        require_inside(text, found.value.ext_raw);
        require(all_digits(found.value.national) && found.value.national.size() >= 3);
        require(!found.value.e164 || found.value.valid());
    }
    (void)read_phone(text);
    return 0;
}
