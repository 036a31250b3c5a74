#pragma once

#include "pipeline/image/components.h"
#include "pipeline/image/text_lines.h"
#include "pipeline/model/page.h"

#include <vector>

namespace saraban {

/// Puts shapes together to text lines by where they stand: letters of about `height` side by side, then the
/// marks over and under them. What is much larger is left out. `page`: the size of the page they come from.
[[nodiscard]] std::vector<TextLine> segment(std::vector<Component> shapes, int height, Size page);

}  // namespace saraban
