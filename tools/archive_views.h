#pragma once

#include "pipeline/model/page.h"
#include "pipeline/model/record.h"
#include "pipeline/sinks/archive.h"
#include "tools/session.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace saraban {

/// A file that has been read, for what is made of its pages: pages are asked for one by one, since it may
/// have thousands.
struct ReadFile {
    std::filesystem::path original;
    std::function<std::optional<OcrPage>(int page)> page;  ///< nothing: it could not be read
    /// The picture of a page that is there already, to be moved; empty: it is drawn. Null: all are drawn.
    std::function<std::filesystem::path(int page)> picture;
    std::string subject, number;  ///< of its first letter: what its PDF is called
};

/// Of pages that are in memory.
[[nodiscard]] ReadFile read_file(std::filesystem::path original, std::vector<OcrPage> pages,
                                 const std::vector<Record>& records);

/// Writes the file as a searchable PDF, named after its first letter, to `to`; nothing for a file of plain
/// text, which has no pages to show. Returns why it is no PDF/A-2b. Throws Error(NothingRead).
std::vector<std::string> write_file_pdf(const ReadFile& file, const std::filesystem::path& to);

/// Writes what ARCHIVE/pages holds of a file into `folder`: `1.jpg`, `2.png`, ..., `searchable.pdf`. What
/// goes wrong stands in the file `fault`, without the others.
void draw_views(const std::filesystem::path& folder, const ReadFile& file);

/// What draw_views() left in `folder`; a fault is said, and the file of that name is then filed without.
[[nodiscard]] std::vector<View> take_views(const std::filesystem::path& folder, const std::string& name,
                                           Session& session);

}  // namespace saraban
