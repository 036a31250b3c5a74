#include "pipeline/model/error.h"
#include "pipeline/sinks/page_json.h"
#include "tests/fuzz/fuzz.h"

using namespace saraban;        // NOLINT(google-build-using-namespace)
using namespace saraban::fuzz;  // NOLINT(google-build-using-namespace)

/// What is read from JSON is written as JSON that reads the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        (void)find_line(text_of(data, size), "ม");
        const std::string written = page_to_json(page_from_json(text_of(data, size)));
        require(page_to_json(page_from_json(written)) == written);
    } catch (const Error& error) {
        require(error.code() == ExitCode::Unusable);
    }
    return 0;
}
