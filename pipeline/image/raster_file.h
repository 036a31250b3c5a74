#pragma once

#include "pipeline/image/file_type.h"
#include "pipeline/image/limits.h"
#include "pipeline/image/page_image.h"

#include <filesystem>

namespace saraban {

/// Pages of a TIFF, PNG or JPEG file. Throws Error(NothingRead) when the file cannot be understood.
[[nodiscard]] int count_raster_pages(const std::filesystem::path& path, FileType type);

/// Pixels of one page. Dimensions are compared with the limit before anything is decoded. A JPEG with bad
/// data, or that ends early, is read as far as it goes, with an issue. Throws Error(NothingRead) with file,
/// page, cause and next step.
[[nodiscard]] PageImage read_raster_page(const std::filesystem::path& path, FileType type, int page,
                                         const Limits& limits);

}  // namespace saraban
