#pragma once

#include "pipeline/image/pix.h"
#include "pipeline/model/page.h"

namespace saraban {

/// How many times smaller each way a grey or coloured page may be held without loss for reading: 2, 4 or 8
/// where it is that much finer than 300 dpi, else 1. `dpi` as the file says, which may be wrong.
[[nodiscard]] int reduction_of(Size page, int dpi);

/// The page so many times smaller each way, a pixel the mean of those it stands for. What has 1 bit a pixel
/// takes little room and stays: `times` is then set to 1.
[[nodiscard]] PixPtr reduced(PixPtr page, int& times);

}  // namespace saraban
