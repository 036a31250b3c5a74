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

/// Writes what ARCHIVE/pages holds of a file into `folder`: `1.jpg`, `2.png`, ..., `searchable.pdf`. What
/// goes wrong stands in the file `fault`, without the others.
void draw_views(const std::filesystem::path& folder, const std::filesystem::path& original,
                const std::vector<OcrPage>& pages, const std::vector<Record>& records);

/// What draw_views() left in `folder`; a fault is said, and the file of that name is then filed without.
[[nodiscard]] std::vector<View> take_views(const std::filesystem::path& folder, const std::string& name,
                                           Session& session);

}  // namespace saraban
