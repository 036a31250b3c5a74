#include "extractors/electronic_address.h"
#include "tests/fuzz/fuzz.h"

using namespace saraban;        // NOLINT(google-build-using-namespace)
using namespace saraban::fuzz;  // NOLINT(google-build-using-namespace)

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
    for (const auto& found : find_all_emails(text)) {
        require_inside(text, found.text);
        require(found.value.valid == !found.value.address.empty());
    }
    for (const auto& found : find_all_urls(text))
        require_inside(text, found.text);
    for (const auto& found : find_all_line_addresses(text))
        require_inside(text, found.text);
    for (const auto& found : find_all_qr_mentions(text))
        require_inside(text, found.text);
    return 0;
}
