#include "pipeline/image/pix.h"

#include "pipeline/image/page_image.h"

#include <leptonica/allheaders.h>

namespace saraban {

void PixDelete::operator()(Pix* pix) const {
    pixDestroy(&pix);
}

Size size_of(const PageImage& page) {
    if (page.size != Size{}) return page.size;
    return {pixGetWidth(page.pix.get()), pixGetHeight(page.pix.get())};
}

}  // namespace saraban
