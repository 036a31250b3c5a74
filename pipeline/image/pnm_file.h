#pragma once

#include "pipeline/image/limits.h"
#include "pipeline/image/pix.h"

#include <filesystem>

namespace saraban {

/// A PBM, PGM or PPM file as poppler's programs write it: binary, 8 bits a sample, no comments. Leptonica
/// reads these sample by sample, which takes as long as all the rest of a page. Null: it is none of these, is
/// not whole, or is above the limits.
[[nodiscard]] PixPtr read_pnm(const std::filesystem::path& path, const Limits& limits);

}  // namespace saraban
