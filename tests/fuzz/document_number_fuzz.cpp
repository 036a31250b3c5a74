#include "extractors/document_number.h"
#include "tests/fuzz/fuzz.h"

using namespace saraban;        // NOLINT(google-build-using-namespace)
using namespace saraban::fuzz;  // NOLINT(google-build-using-namespace)

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
    for (const auto& found : find_all_document_numbers(text)) {
        require_inside(text, found.text);
        require(found.value.raw == found.text);
        require(!found.value.prefix.empty() && !found.value.code.empty());
        require(!found.value.normalized.empty());
    }
    if (const auto order = find_order_number(text)) require_inside(text, order->text);
    return 0;
}
