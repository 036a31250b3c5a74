#include "pipeline/image/file_type.h"
#include "pipeline/image/text_file.h"
#include "pipeline/text/thai.h"
#include "tests/fuzz/fuzz.h"

using namespace saraban;        // NOLINT(google-build-using-namespace)
using namespace saraban::fuzz;  // NOLINT(google-build-using-namespace)

/// Any bytes make pages of valid text in normal form, and normal form stays as it is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
    (void)file_type(text);
    const auto pages = pages_of_text(text);
    require(!pages.empty());
    for (const OcrPage& page : pages)
        for (const Line& line : page.lines) {
            require(is_utf8(line.text));
            require(normalise(line.text) == line.text);
            require(ascii_digits(thai_digits(line.text)) == ascii_digits(line.text));
            require(squeeze(squeeze(line.text)) == squeeze(line.text));
        }
    return 0;
}
