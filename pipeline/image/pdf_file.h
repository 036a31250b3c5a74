#pragma once

#include "pipeline/image/limits.h"
#include "pipeline/model/page_source.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace saraban {

/// One raster image that fills a PDF page upright and is all that can be seen on it.
struct ScannedImage {
    int width = 0, height = 0;  ///< its own pixels
    int dpi = 0;                ///< its own resolution as placed on the page
    PdfArea area;               ///< where it lies
};

/// What a PDF page holds, without rendering it. Sizes are of the crop box after the page's rotation.
struct PdfPage {
    double width = 0, height = 0;  ///< points
    PdfArea crop;                  ///< the crop box
    int quarter_turns = 0;         ///< clockwise, the page's /Rotate
    bool colour = false;           ///< an image on it is not grey
    bool may_have_text = false;    ///< text is drawn visibly, or it cannot be excluded
    double image_cover = 0;        ///< part of the page under images, 0..1 (those drawn directly)
    std::optional<ScannedImage> scan;
};

/// Looks inside a PDF with libqpdf. Not thread-safe; one object a file.
class PdfFile {
public:
    /// Throws Error(NothingRead): encrypted, damaged beyond repair, no page, too many pages.
    PdfFile(const std::filesystem::path& path, const Limits& limits);
    ~PdfFile();
    PdfFile(PdfFile&&) noexcept;
    PdfFile& operator=(PdfFile&&) noexcept;

    [[nodiscard]] int pages() const;
    /// The file was damaged and libqpdf repaired it: pages may be missing.
    [[nodiscard]] bool repaired() const;
    /// 1-based. Throws Error(NothingRead) when the page cannot be understood.
    [[nodiscard]] PdfPage page(int number) const;
    /// The picture of a scanned page, where it is a JPEG whose samples are the page's grey or RGB as they
    /// stand.
    [[nodiscard]] std::optional<std::string> scanned_jpeg(int number) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace saraban
