#pragma once

#include "pipeline/image/file_type.h"
#include "pipeline/image/limits.h"
#include "pipeline/image/page_image.h"
#include "pipeline/model/issue.h"
#include "pipeline/model/page.h"
#include "pipeline/model/page_source.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace saraban {

/// One input file and its pages: PDF, multi-page TIFF, PNG, JPEG, or UTF-8 text whose pages are parted by
/// form feeds. The file is never changed. Not thread-safe; one object a file.
///
///   const Document document = Document::open("letter.pdf", Limits{});
///   for (int page = 1; page <= document.pages(); ++page)
///       if (auto text = document.text(page)) ...            // text already: no recognition needed
///       else clean(document.image(page)) ...
class Document {
public:
    /// Throws Error(NothingRead): missing, no permission, a folder, empty, encrypted, damaged, without pages,
    /// of no known type, above the limits.
    [[nodiscard]] static Document open(const std::filesystem::path& path, const Limits& limits);
    ~Document();
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;

    [[nodiscard]] const std::filesystem::path& path() const;
    [[nodiscard]] FileType type() const;
    [[nodiscard]] int pages() const;
    /// 64 hexadecimal digits: the file's identity. Made when it is first asked for.
    [[nodiscard]] const std::string& sha256() const;
    /// What a person should know of the file as a whole: `pdf_repaired`.
    [[nodiscard]] const std::vector<Issue>& issues() const;

    /// The page's text where the file holds it in sound form: text files (Line::number = line of the file, no
    /// boxes) and born-digital PDF (boxes in pixels at 300 dpi). std::nullopt: read the image.
    [[nodiscard]] std::optional<OcrPage> text(int page) const;

    /// The page's pixels. Throws Error(NothingRead) with file, page, cause and next step; the other pages are
    /// not affected. REQUIRES: type() is not Text.
    [[nodiscard]] PageImage image(int page) const;

    /// What a PDF of the page is made of, pixels as they are. Throws as image(). REQUIRES: type() is not
    /// Text.
    [[nodiscard]] PageSource source(int page) const;

private:
    struct Impl;
    explicit Document(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace saraban
