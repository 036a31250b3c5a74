#pragma once

#include "pipeline/model/page.h"
#include "pipeline/model/page_source.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace saraban {

/// What becomes a searchable PDF: the pages of a file, asked for one by one, since it may have thousands.
struct PdfPages {
    std::filesystem::path original;  ///< opened only for pages of a PDF
    int count = 0;
    std::function<PageSource(int page)> source;
    std::function<std::optional<OcrPage>(int page)> read;  ///< nothing: the page could not be read
};

/// Writes a PDF that shows the pages as they are, compressed bytes unchanged, with the text as it was read
/// lying invisible over its words. PDF/A-2b where the pages allow it; pages with text, forms or vectors of
/// their own are taken over as they are, and then it is a plain PDF.
///
/// Returns why it does not call itself PDF/A-2b, one sentence a page; empty: it does. The same input gives
/// the same bytes. Throws Error(NothingRead): a PDF that cannot be opened, a full disk.
[[nodiscard]] std::vector<std::string> write_searchable_pdf(const PdfPages& pages, const std::string& title,
                                                            const std::string& identifier,
                                                            const std::filesystem::path& to);

}  // namespace saraban
