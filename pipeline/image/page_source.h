#pragma once

#include "pipeline/image/file_type.h"
#include "pipeline/image/limits.h"
#include "pipeline/image/pdf_file.h"
#include "pipeline/model/page_source.h"

#include <filesystem>

namespace saraban {

/// A page of a TIFF, PNG or JPEG file that could be read. JPEG and plain PNG keep their compressed bytes, and
/// are not decoded; other PNG and TIFF are compressed anew without loss. Throws Error(NothingRead) with file,
/// page, cause and next step.
[[nodiscard]] PageSource read_raster_source(const std::filesystem::path& path, FileType type, int page,
                                            const Limits& limits);

/// A page of a PDF: where the pixels lie that boxes refer to.
[[nodiscard]] PageSource read_pdf_source(int number, const PdfPage& page);

}  // namespace saraban
