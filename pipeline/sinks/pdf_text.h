#pragma once

#include "pipeline/model/page.h"
#include "pipeline/model/page_source.h"
#include "pipeline/sinks/pdf_font.h"

#include <string>

namespace saraban {

/// PDF operators that write the page's text, invisible, over the words of its picture: one piece a word,
/// stretched to where the next begins, blanks only where the text has them. So a copied sentence is the
/// sentence. `area` is where the page's pixels lie; the font is `/SarabanText`.
[[nodiscard]] std::string invisible_text(const OcrPage& page, const PdfArea& area, InvisibleFont& font);

}  // namespace saraban
