#include "pipeline/image/pix.h"

#include <leptonica/allheaders.h>

namespace saraban {

void PixDelete::operator()(Pix* pix) const {
    pixDestroy(&pix);
}

}  // namespace saraban
