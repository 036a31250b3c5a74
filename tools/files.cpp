#include "tools/files.h"

#include "pipeline/model/error.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace saraban {
namespace {

namespace fs = std::filesystem;

bool is_input(const fs::path& path) {
    static constexpr std::array<std::string_view, 7> kTypes{".pdf", ".tif",  ".tiff", ".png",
                                                            ".jpg", ".jpeg", ".txt"};
    std::string type = path.extension().string();
    std::ranges::transform(type, type.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return std::ranges::find(kTypes, type) != kTypes.end();
}

std::vector<fs::path> files_below(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code error;
    fs::recursive_directory_iterator entries(folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && entries != fs::end(entries); entries.increment(error)) {
        if (entries->is_regular_file(error) && is_input(entries->path())) out.push_back(entries->path());
    }
    if (error)
        throw Error(ExitCode::NothingRead,
                    folder.string() + ": cannot be listed: " + error.message() + "; check its permissions");
    if (out.empty())
        throw Error(ExitCode::NothingRead,
                    folder.string() +
                        ": no letters in this folder: nothing named .pdf, .tif, .png, .jpg or "
                        ".txt; check the path");
    std::ranges::sort(out);
    return out;
}

}  // namespace

std::vector<fs::path> find_files(const std::vector<fs::path>& paths, std::istream& list) {
    std::vector<fs::path> out;
    std::set<fs::path> seen;
    const auto add = [&](const fs::path& path) {
        std::error_code none;
        for (const fs::path& file : fs::is_directory(path, none) ? files_below(path) : std::vector{path}) {
            if (seen.insert(file.lexically_normal()).second) out.push_back(file);
        }
    };
    for (const fs::path& path : paths) {
        if (path != "-") {
            add(path);
            continue;
        }
        for (std::string line; std::getline(list, line);) {
            if (!line.empty() && line.back() == '\r') line.pop_back();
            if (!line.empty()) add(line);
        }
    }
    return out;
}

}  // namespace saraban
