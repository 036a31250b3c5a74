#pragma once

#include "pipeline/image/page_image.h"
#include "pipeline/image/page_map.h"
#include "pipeline/image/pix.h"
#include "pipeline/model/issue.h"
#include "pipeline/model/page.h"

#include <vector>

namespace saraban {

/// How pages are prepared for reading.
struct CleanSettings {
    int dpi = 300;  ///< resolution the page is brought to; finer pages are reduced, coarser ones enlarged
    double least_skew = 0.15;  ///< degrees; less is left alone
};

/// A page made ready for reading: upright, straight, black on white, without scanner edges and dust, at the
/// resolution the recogniser likes. It knows the way back to the source's pixels.
struct CleanPage {
    int page = 1;
    Size source;         ///< pixels of the page as it is in the file
    int source_dpi = 0;  ///< repaired: what makes the page a plausible sheet of paper
    PixPtr image;        ///< 1 bit a pixel, black is 1
    PixPtr coloured;  ///< like `image`: stamps and pen in coloured ink, which `image` is without; may be null
    int dpi = 0;      ///< of `image`
    PageMap map;      ///< pixels of `image` -> pixels of the source
    int quarter_turns = 0;  ///< clockwise, that brought the page upright
    double skew = 0;        ///< degrees clockwise that the upright page was turned by to be straight
    std::vector<Issue> issues;

    [[nodiscard]] Box to_source(const Box& box) const { return map.to_source(box, source); }
};

/// Never fails on an image that document.h gives; a blank page comes out blank.
[[nodiscard]] CleanPage clean(const PageImage& page, const CleanSettings& settings);

/// The resolution of a scan from what its file says (0: nothing) and its size: a file that says 72 for an A4
/// page of 2480 x 3508 pixels lies.
[[nodiscard]] int plausible_dpi(Size size, int said);

}  // namespace saraban
