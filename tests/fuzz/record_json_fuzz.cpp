#include "pipeline/model/error.h"
#include "pipeline/sinks/record_json.h"
#include "tests/fuzz/fuzz.h"

#include <nlohmann/json.hpp>

using namespace saraban;        // NOLINT(google-build-using-namespace)
using namespace saraban::fuzz;  // NOLINT(google-build-using-namespace)

/// An empty record with some of its keys replaced: what is read from JSON is written as JSON that reads the
/// same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto patch = nlohmann::json::parse(text_of(data, size), nullptr, false);
    if (!patch.is_object()) return 0;
    nlohmann::json json = to_json(Record{});
    for (const auto& [key, value] : patch.items())
        json[key] = value;
    try {
        const auto written = to_json(record_from_json(json));
        require(to_json(record_from_json(nlohmann::json(written))) == written);
    } catch (const Error& error) {
        require(error.code() == ExitCode::Unusable);
    }
    return 0;
}
