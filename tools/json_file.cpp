#include "tools/json_file.h"

#include "pipeline/model/error.h"

#include <fstream>

namespace saraban {

nlohmann::json read_json(const std::filesystem::path& path) {
    std::ifstream in(path);
    if (!in) throw Error(ExitCode::Unusable, path.string() + ": cannot be read");
    try {
        return nlohmann::json::parse(in);
    } catch (const nlohmann::json::exception& e) {
        throw Error(ExitCode::Unusable, path.string() + ": " + e.what());
    }
}

}  // namespace saraban
