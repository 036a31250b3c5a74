#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace saraban {

/// A district and its sub-districts, after which local bodies are named.
struct District {
    std::string name, province;
    std::vector<std::string> subdistricts;
};

/// districts.yaml of `folder`. Throws Error(Unusable) with file:line:column.
[[nodiscard]] std::vector<District> load_districts(const std::filesystem::path& folder);

}  // namespace saraban
