#include "tools/session.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <vector>

namespace saraban {
namespace {

namespace fs = std::filesystem;

/// Folders that may hold schemas/ and models/, best first: SARABAN_DATA, the installation, the source tree.
std::vector<fs::path> data_folders() {
    std::vector<fs::path> out;
    if (const char* data = std::getenv("SARABAN_DATA")) out.emplace_back(data);
    std::error_code none;
    const fs::path program = fs::read_symlink("/proc/self/exe", none);
    out.push_back(program.parent_path().parent_path() / "share" / "saraban");
    for (fs::path up = program.parent_path(); up.has_relative_path(); up = up.parent_path())
        out.push_back(up);
    return out;
}

std::optional<fs::path> find_file(const std::vector<fs::path>& names) {
    for (const fs::path& folder : data_folders()) {
        for (const fs::path& name : names) {
            if (fs::exists(folder / name)) return folder / name;
        }
    }
    return std::nullopt;
}

}  // namespace

void Session::add_options(CLI::App& app) {
    app.add_option("--schemas", schemas_, "folder with letters/ and vocabularies/")
        ->envname("SARABAN_SCHEMAS");
    app.add_option("--model", model_, "recognition model, a .traineddata file")->envname("SARABAN_MODEL");
    app.add_option("--log", log_, "how to talk on stderr: text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->default_str("text");
}

void Session::say(const std::string& message, const std::string& event,
                  const nlohmann::ordered_json& details) {
    if (!json_log()) {
        std::cerr << message << '\n';
        return;
    }
    nlohmann::ordered_json line{{"message", message}};
    line.update(details.is_null() ? nlohmann::ordered_json::object() : details);
    this->event(event, line);
}

void Session::event(const std::string& event, const nlohmann::ordered_json& details) {
    if (!json_log()) return;
    nlohmann::ordered_json line{{"event", event}};
    line.update(details);
    std::cerr << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

fs::path Session::schemas() const {
    if (!schemas_.empty()) {
        if (fs::is_directory(schemas_ / "letters")) return schemas_;
        throw Error(ExitCode::Unusable, schemas_.string() +
                                            ": no folder letters/ in it; give --schemas the folder "
                                            "that holds letters/ and vocabularies/");
    }
    if (const auto found = find_file({"schemas/letters"})) return found->parent_path();
    throw Error(ExitCode::Unusable,
                "the schemas were not found beside the program; give --schemas or SARABAN_DATA");
}

fs::path Session::model() const {
    if (!model_.empty()) {
        if (fs::is_regular_file(model_)) return model_;
        throw Error(ExitCode::Unusable,
                    model_.string() + ": no such model; give --model a .traineddata file");
    }
    if (const auto found =
            find_file({"models/tha_saraban.traineddata", "pipeline/ocr/models/tha_saraban.traineddata"}))
        return *found;
    throw Error(
        ExitCode::Unusable,
        "no recognition model: pages cannot be read, only text files; give --model a .traineddata file, or "
        "make one with tools/train (see pipeline/ocr/models/README.md)");
}

}  // namespace saraban
