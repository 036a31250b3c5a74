#pragma once

#include <string_view>

namespace saraban {

enum class FileType { Pdf, Tiff, Png, Jpeg, Text, OtherText, Unknown };

/// What the file is, judged by its first bytes and never by its name. `Text` is valid UTF-8 as far as `head`
/// goes; `OtherText` looks like text of another encoding (UTF-16, TIS-620).
[[nodiscard]] FileType file_type(std::string_view head);

/// `PDF`, `TIFF`, ...
[[nodiscard]] std::string_view name_of(FileType type);

}  // namespace saraban
