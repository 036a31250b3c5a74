#pragma once

#include "pipeline/model/page.h"

#include <string>
#include <vector>

namespace saraban {

/// The pages as one hOCR document (XHTML): ocr_page, ocr_line, ocrx_word with bbox in source pixels and
/// x_wconf. Lines without a box (text input) have none. Tesseract's Thai words are not words: a blank stands
/// between two ocrx_word only where the line has one.
[[nodiscard]] std::string to_hocr(const std::vector<OcrPage>& pages);

}  // namespace saraban
