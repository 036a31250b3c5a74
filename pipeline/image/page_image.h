#pragma once

#include "pipeline/image/pix.h"
#include "pipeline/model/issue.h"
#include "pipeline/model/page.h"

#include <vector>

namespace saraban {

/// One page as it is in the file: the pixels every box of a record refers to. Depth 1, 8 or 32.
struct PageImage {
    int page = 1;  ///< 1-based
    PixPtr pix;
    int dpi = 0;                ///< as the file says, which may be wrong; 0: it says nothing
    std::vector<Issue> issues;  ///< `image_damaged`
};

[[nodiscard]] Size size_of(const PageImage& page);

}  // namespace saraban
