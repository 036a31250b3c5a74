#pragma once

#include <filesystem>

#include <nlohmann/json.hpp>

namespace saraban {

/// Throws Error(Unusable) with the file and the cause.
[[nodiscard]] nlohmann::json read_json(const std::filesystem::path& path);

}  // namespace saraban
