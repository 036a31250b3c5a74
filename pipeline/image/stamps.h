#pragma once

#include "pipeline/image/clean.h"
#include "pipeline/model/line.h"

#include <vector>

namespace saraban {

/// A stamp in coloured ink, cut out of its page and straightened by its own slant.
struct Stamp {
    Box box;  ///< on the cleaned page
    CleanPage
        page;  ///< `image` is the stamp's ink alone, without dotted lines; maps to the source of the page
};

/// The blocks of coloured ink of the size of a stamp, from the top. Empty for a page without coloured ink.
[[nodiscard]] std::vector<Stamp> cut_stamps(const CleanPage& page);

}  // namespace saraban
