#pragma once

#include "pipeline/model/page.h"
#include "pipeline/model/page_source.h"

#include <filesystem>
#include <string>
#include <vector>

namespace saraban {

struct SearchablePdf {
    std::string bytes;
    /// Why it does not call itself PDF/A-2b, one sentence a page; empty: it does.
    std::vector<std::string> obstacles;
};

/// A PDF that shows the pages as they are, compressed bytes unchanged, with the text as it was read lying
/// invisible over its words. PDF/A-2b where the pages allow it; pages with text, forms or vectors of their
/// own are taken over as they are, and then it is a plain PDF.
///
/// `sources` are the pages of the file in order; `pages` what was read, those that could be. `original` is
/// opened only for pages of a PDF. The same input gives the same bytes. Throws Error(NothingRead) for a PDF
/// that cannot be opened.
[[nodiscard]] SearchablePdf make_searchable_pdf(const std::filesystem::path& original,
                                                const std::vector<PageSource>& sources,
                                                const std::vector<OcrPage>& pages, const std::string& title,
                                                const std::string& identifier);

}  // namespace saraban
