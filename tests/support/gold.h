#pragma once

#include "pipeline/model/record.h"

#include <filesystem>
#include <vector>

#include <nlohmann/json.hpp>

namespace saraban {

/// The expected records of one file as printed values, for tests of what comes after the extractors. Reads
/// only what those need; `…_reconciled` keys are left out: they are what the tests compare with.
[[nodiscard]] std::vector<Record> gold_records(const nlohmann::json& file);

/// Parsed file; throws when it is not there.
[[nodiscard]] nlohmann::json read_json(const std::filesystem::path& path);

}  // namespace saraban
