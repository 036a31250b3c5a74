#pragma once

#include "pipeline/text/fold.h"

#include <filesystem>
#include <vector>

namespace saraban {

/// Reads vocabularies/abbreviations.yaml. Throws Error(Unusable) with file:line:column.
[[nodiscard]] std::vector<Abbreviation> load_abbreviations(const std::filesystem::path& vocabularies);

}  // namespace saraban
