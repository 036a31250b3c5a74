#pragma once

#include "pipeline/image/text_lines.h"

#include <vector>

struct Pix;

namespace saraban {

/// Words of letters about two to seven times as high as the page's `height`, at least three side by side: the
/// class of speed, typed large or stamped and worn. Each is a line of its own, the gaps in its strokes
/// closed; its ink is taken out of `page`, so that the lines beside it keep theirs.
[[nodiscard]] std::vector<TextLine> take_large_words(Pix* page, int height, int dpi);

}  // namespace saraban
