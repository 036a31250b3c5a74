#pragma once

#include "tools/session.h"

#include <filesystem>
#include <vector>

namespace saraban {

struct AskedOcr {
    std::filesystem::path set;  ///< folder of NAME.png, NAME.jpg or NAME.pdf with NAME.json
    std::vector<std::filesystem::path>
        against;  ///< more models to read the same pages; DIR/tha+eng.traineddata: two of DIR
    std::filesystem::path floors;      ///< JSON, group -> {cer, numbers}; may be empty
    bool verbose = false;              ///< every line that was not read exactly
    std::filesystem::path confusions;  ///< where the confusions of digits are written; may be empty
    std::filesystem::path doubts;      ///< where it is written how digits were doubted; may be empty
};

/// Reads the pages of a set with the product's own chain (open, clean, recognise), once a model, and prints
/// one table; its last column is the time relative to the last model named. SomeNeedReview when the product's
/// model stays below a floor. Throws Error(Unusable, NothingRead).
[[nodiscard]] ExitCode eval_ocr(const AskedOcr& asked, Session& session);

}  // namespace saraban
