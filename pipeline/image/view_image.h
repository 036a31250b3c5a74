#pragma once

#include "pipeline/image/page_image.h"

#include <string>

namespace saraban {

/// A picture for looking at, not for reading by machine.
struct ViewImage {
    std::string extension;  ///< `.png` for black on white, `.jpg` for grey and colour
    std::string bytes;
};

/// The page at 150 dpi or less, turned upright. Throws Error(NothingRead) when it cannot be packed.
[[nodiscard]] ViewImage view_image(const PageImage& page, int dpi, int quarter_turns);

/// A small one, to know the page again by: grey or colour, a third of a screen's width.
[[nodiscard]] ViewImage thumbnail_image(const PageImage& page, int dpi, int quarter_turns);

}  // namespace saraban
