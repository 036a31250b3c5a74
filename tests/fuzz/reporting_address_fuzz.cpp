#include "extractors/reporting_address.h"
#include "tests/fuzz/fuzz.h"

using namespace saraban;        // NOLINT(google-build-using-namespace)
using namespace saraban::fuzz;  // NOLINT(google-build-using-namespace)

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
    for (const AddressPlace place : {AddressPlace::Body, AddressPlace::Owner})
        for (const auto& found : find_reporting_addresses(text, place)) {
            require_inside(text, found.text);
            require(!found.value.type.empty() && !found.value.role.empty());
            require(found.value.context.find(found.value.value_raw) != std::string::npos);
        }
    return 0;
}
