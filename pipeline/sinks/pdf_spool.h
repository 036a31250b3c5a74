#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string_view>

#include <qpdf/QPDFObjectHandle.hh>

namespace saraban {

/// Data of streams, on disk until the PDF is written: pictures and texts of a file of thousands of pages.
class PdfSpool {
public:
    /// A file that is made here and removed at the end. Throws Error(NothingRead) when it cannot be made.
    explicit PdfSpool(std::filesystem::path path);
    ~PdfSpool();
    PdfSpool(const PdfSpool&) = delete;
    PdfSpool& operator=(const PdfSpool&) = delete;

    /// The bytes, for QPDFObjectHandle::replaceStreamData. REQUIRES: the spool outlives the PDF's writing.
    /// Throws Error(NothingRead) when they cannot be written.
    [[nodiscard]] std::shared_ptr<QPDFObjectHandle::StreamDataProvider> keep(std::string_view bytes);

private:
    class Piece;
    std::filesystem::path path_;
    std::fstream file_;
    std::uint64_t size_ = 0;
};

}  // namespace saraban
