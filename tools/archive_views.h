#pragma once

#include "pipeline/model/page.h"
#include "pipeline/model/record.h"
#include "pipeline/sinks/archive.h"
#include "tools/session.h"

#include <filesystem>
#include <string>
#include <vector>

namespace saraban {

/// The file as a searchable PDF, named after its first letter. Empty bytes for a file of plain text, which
/// has no pages to show. `obstacles`: why it is no PDF/A-2b. Throws Error(NothingRead).
struct FilePdf {
    std::string bytes;
    std::vector<std::string> obstacles;
};
[[nodiscard]] FilePdf file_pdf(const std::filesystem::path& original, const std::vector<OcrPage>& pages,
                               const std::vector<Record>& records);

/// file_views(); what goes wrong is said, and the file is then filed without.
[[nodiscard]] std::vector<View> make_views(const std::filesystem::path& original,
                                           const std::vector<OcrPage>& pages,
                                           const std::vector<Record>& records, Session& session);

/// What ARCHIVE/pages holds of a file: `1.jpg`, `2.png`, ..., `searchable.pdf`. Throws as file_pdf().
[[nodiscard]] std::vector<View> file_views(const std::filesystem::path& original,
                                           const std::vector<OcrPage>& pages,
                                           const std::vector<Record>& records);

}  // namespace saraban
