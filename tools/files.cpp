#include "tools/files.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include <unistd.h>

namespace saraban {
namespace {

namespace fs = std::filesystem;

bool is_input(const fs::path& path) {
    static constexpr std::array<std::string_view, 9> kTypes{".pdf",  ".tif", ".tiff", ".png", ".jpg",
                                                            ".jpeg", ".txt", ".zip",  ".eml"};
    std::string type = path.extension().string();
    std::ranges::transform(type, type.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return std::ranges::find(kTypes, type) != kTypes.end();
}

bool may_list(const fs::path& folder) {
    return access(folder.c_str(), R_OK | X_OK) == 0;
}

/// The letters of a folder. A folder that has none, or may not be listed, stands for itself, and reading it
/// says so: the rest of the batch goes on.
std::vector<fs::path> files_below(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code error;
    fs::recursive_directory_iterator entries(folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && entries != fs::end(entries); entries.increment(error)) {
        std::error_code none;
        const bool closed = entries->is_directory(none) && !may_list(entries->path());
        if (closed || (entries->is_regular_file(none) && is_input(entries->path())))
            out.push_back(entries->path());
    }
    if (out.empty()) out.push_back(folder);
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
