#pragma once

#include <string>
#include <string_view>

namespace saraban {

/// RFC 4648, on one line, padded.
[[nodiscard]] std::string to_base64(std::string_view bytes);

}  // namespace saraban
