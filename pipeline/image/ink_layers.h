#pragma once

#include "pipeline/image/pix.h"

#include <optional>

struct Pix;

namespace saraban {

/// A colour page parted by what wrote on it, so that a stamp over the letterhead costs neither: 8 bits a
/// pixel, the size of the page, white where the other layer has something.
struct InkLayers {
    PixPtr print;     ///< black and grey: the letter
    PixPtr coloured;  ///< blue, violet, red, green: stamps and pen
};

/// std::nullopt: the page has no coloured ink, or so much colour that it is no letter with stamps.
/// REQUIRES: 32 bits a pixel.
[[nodiscard]] std::optional<InkLayers> part_inks(Pix* page);

}  // namespace saraban
