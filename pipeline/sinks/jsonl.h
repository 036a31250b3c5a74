#pragma once

#include "pipeline/model/record.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <vector>

namespace saraban {

/// One record as one line of JSON, without the line break. What is not UTF-8 becomes U+FFFD.
[[nodiscard]] std::string jsonl_line(const Record& record);

/// A file of records, JSON lines. What is added between two keep() stands in it whole or not at all.
class JsonlFile {
public:
    /// Begins the file anew. Throws Error(Unusable) when it cannot be written.
    explicit JsonlFile(std::filesystem::path path);
    /// These throw Error(Unusable), for example when the disk is full; the file ends after the keep() before.
    void add(const Record& record);
    void keep();
    void write(const std::vector<Record>& records);

private:
    [[noreturn]] void cut();

    std::filesystem::path path_;
    std::ofstream out_;
    std::uintmax_t added_ = 0, whole_ = 0;  ///< bytes of all that was added; of what was kept
};

}  // namespace saraban
