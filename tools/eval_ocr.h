#pragma once

#include "tools/session.h"

#include <filesystem>
#include <vector>

namespace saraban {

struct AskedOcr {
    std::filesystem::path set;                   ///< folder of NAME.png or NAME.jpg with NAME.json
    std::vector<std::filesystem::path> against;  ///< more models to read the same pages
    std::filesystem::path floors;                ///< JSON, group -> {cer, numbers}; may be empty
};

/// Reads the pages of a set with the product's own chain (open, clean, recognise), once a model, and prints
/// one table. SomeNeedReview when the product's model stays below a floor. Throws Error(Unusable,
/// NothingRead).
[[nodiscard]] ExitCode eval_ocr(const AskedOcr& asked, Session& session);

}  // namespace saraban
