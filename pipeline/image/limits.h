#pragma once

#include "pipeline/process/child.h"

#include <cstdint>

namespace saraban {

/// What one input file may cost. Dimensions are compared before anything is decoded.
struct Limits {
    std::uint64_t file_bytes = std::uint64_t{2} << 30;
    int pages = 5000;
    std::int64_t pixels = 100'000'000;                    ///< a page; A3 at 600 dpi has 70 million
    std::uint64_t page_bytes = std::uint64_t{150} << 20;  ///< a page decoded; A4 in colour at 600 dpi has 133
    std::uint64_t text_bytes = std::uint64_t{64} << 20;   ///< of a text file
    ChildLimits child;                                    ///< of each poppler process
};

}  // namespace saraban
