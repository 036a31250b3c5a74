#pragma once

#include "pipeline/image/limits.h"
#include "pipeline/image/page_image.h"
#include "pipeline/image/pdf_file.h"
#include "pipeline/model/page.h"

#include <filesystem>
#include <optional>

namespace saraban {

/// Resolution of a page that is rendered: 300, less for sheets so large that 300 would pass the pixel limit.
/// 0: too large for anything legible.
[[nodiscard]] int render_dpi(const PdfPage& page, const Limits& limits);

/// The page's pixels: its only image as it is, where it is a scan; else rendered by poppler in a limited
/// child process. Throws Error(NothingRead) with file, page, cause and next step.
[[nodiscard]] PageImage read_pdf_image(const std::filesystem::path& path, int number, const PdfFile& file,
                                       const Limits& limits);

/// The text layer with boxes in pixels of the page rendered at render_dpi, where there is one, it is not the
/// OCR of somebody's scan, and it is sound Thai (text_layer.h). std::nullopt: read the image.
[[nodiscard]] std::optional<OcrPage> read_pdf_text(const std::filesystem::path& path, int number,
                                                   const PdfPage& page, const Limits& limits);

}  // namespace saraban
