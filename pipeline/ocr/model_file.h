#pragma once

#include <string>
#include <string_view>

namespace saraban {

/// The characters that a Tesseract model (the bytes of a .traineddata file) can write, one a line as in its
/// unicharset; empty when the bytes are no such file.
[[nodiscard]] std::string unicharset_of(std::string_view traineddata);

/// Of ๐..๙, those that are not in the unicharset.
[[nodiscard]] std::string thai_digits_missing_in(std::string_view unicharset);

}  // namespace saraban
