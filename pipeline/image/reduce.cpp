#include "pipeline/image/reduce.h"

#include "pipeline/image/clean.h"

#include <utility>

#include <leptonica/allheaders.h>

namespace saraban {

int reduction_of(Size page, int dpi) {
    constexpr int kMost = 8, kEnough = 300;
    const int own = plausible_dpi(page, dpi);
    int times = 1;
    while (times < kMost && own >= 2 * times * kEnough)
        times *= 2;
    return times;
}

PixPtr reduced(PixPtr page, int& times) {
    if (pixGetDepth(page.get()) == 1) times = 1;
    for (int left = times; left > 1 && page; left /= 2)
        page.reset(pixScaleAreaMap2(page.get()));
    return page;
}

}  // namespace saraban
