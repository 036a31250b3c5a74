#pragma once

#include "pipeline/image/pix.h"
#include "pipeline/model/page.h"

#include <optional>
#include <string>
#include <string_view>

namespace saraban {

/// Decoding by libjpeg-turbo's own interface: libjpeg beneath Leptonica writes to standard error, which is
/// ours.

/// Width and height in pixels; nothing for bytes that are no JPEG.
[[nodiscard]] std::optional<Size> find_jpeg_size(const std::string& bytes);

/// Dots an inch, as the file says; 0: it says nothing.
[[nodiscard]] int find_jpeg_dpi(std::string_view bytes);

/// 8 bits grey or 32 bits colour, with the resolution the file says (0: none); `reduction` times smaller (1,
/// 2, 4, 8), which costs less than all pixels. Null when nothing can be decoded; `sound` is false when a part
/// is damaged or missing and is blank in the picture.
[[nodiscard]] PixPtr decode_jpeg(const std::string& bytes, int reduction, bool& sound);

}  // namespace saraban
