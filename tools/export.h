#pragma once

#include "tools/archive_command.h"

#include <filesystem>
#include <functional>
#include <string>

namespace saraban {

/// What the user wants exported, and how.
struct ExportRequest : ArchiveOptions {
    std::string format = "jsonl";
    std::filesystem::path output;
    bool mask = false;

    /// pdf, hocr: one for each file that was filed.
    [[nodiscard]] bool of_files() const;
    /// `output` is a directory.
    [[nodiscard]] bool writes_files() const;
};

struct ExportCount {
    std::size_t done = 0, withheld = 0, failed = 0;
};

/// The letters that may be shown, masked if asked, in the order they were filed.
ExportCount visit_letters(const ExportRequest& asked, Archive& archive, const Session& session,
                          const std::function<void(const Record&)>& visit);

/// Each file without a secret letter as `FILE-ID.pdf` or `.hocr`. What goes wrong with one is said and
/// counted.
ExportCount export_files(const ExportRequest& asked, Archive& archive, Session& session);

}  // namespace saraban
