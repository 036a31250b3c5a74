#pragma once

#include "pipeline/image/pix.h"
#include "pipeline/model/issue.h"
#include "pipeline/model/page.h"

#include <vector>

namespace saraban {

/// One page of a file. Depth 1, 8 or 32. Every box of a record refers to the pixels of the file.
struct PageImage {
    int page = 1;  ///< 1-based
    PixPtr pix;
    int reduction = 1;          ///< a pixel of `pix` is so many of the file each way (reduce.h)
    Size size;                  ///< in pixels of the file, where that is not the size of `pix`
    int dpi = 0;                ///< of the file's pixels, as it says, which may be wrong; 0: it says nothing
    std::vector<Issue> issues;  ///< `image_damaged`
};

/// In pixels of the file.
[[nodiscard]] Size size_of(const PageImage& page);

}  // namespace saraban
