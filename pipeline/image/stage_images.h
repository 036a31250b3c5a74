#pragma once

#include "pipeline/image/clean.h"

#include <filesystem>
#include <vector>

namespace saraban {

/// Writes what the reader sees of a page as PNG files into an existing folder, for a person to look at:
///
///   page_003_print.png      the cleaned page: what is read as print
///   page_003_coloured.png   stamps and pen in coloured ink, where there are some
///   page_003_lines.png      both, with text lines (green: letters; blue: with marks) and frames (red)
///
///   page_003_stamp_1.png    a stamp in coloured ink, cut out and straightened, with its lines
///
/// Returns their paths. Throws Error(Unusable) when one cannot be written.
std::vector<std::filesystem::path> write_stages(const CleanPage& page, const std::filesystem::path& folder);

}  // namespace saraban
