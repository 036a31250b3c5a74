#pragma once

#include "pipeline/model/page.h"

#include <string_view>

namespace saraban {

/// What `pdftotext -bbox-layout` says about one page, as lines from top to bottom with boxes in pixels at
/// `dpi`. Poppler takes wide glyph advances for blanks (ป้|าย): words that stand closer than a blank are
/// joined. Parts of a row that stand far apart (number and letterhead) are lines of their own.
[[nodiscard]] OcrPage page_of_bbox_layout(std::string_view xhtml, int page, int dpi);

/// Whether the text layer can be trusted instead of reading the picture. It cannot when it has characters of
/// the private use area, replacement or control characters, Latin-1 letters in place of Thai (a broken
/// ToUnicode table), marks without a letter, a lost sara am (สานักงาน), or when a common vowel or tone mark
/// never occurs in a text so long that it must. Empty text is not sound.
[[nodiscard]] bool is_sound_text(const OcrPage& page);

}  // namespace saraban
