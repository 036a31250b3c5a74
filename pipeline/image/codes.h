#pragma once

#include "pipeline/image/page_image.h"
#include "pipeline/model/page.h"

#include <vector>

namespace saraban {

/// The QR codes of a page, turned and slanted ones too, from the top; boxes in the page's pixels. What holds
/// no text is left out. Empty for a page without one.
[[nodiscard]] std::vector<Code> find_codes(const PageImage& page);

}  // namespace saraban
