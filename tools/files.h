#pragma once

#include <filesystem>
#include <istream>
#include <vector>

namespace saraban {

/// The files named by `paths`: a file is itself, whatever its name; a folder is every PDF, TIFF, PNG, JPEG
/// and text file in it and below, by name; `-` is a list of paths, one a line, read from `list`. None twice.
/// What does not exist is kept, and so is a folder that has no such file or may not be listed: reading it
/// says so.
[[nodiscard]] std::vector<std::filesystem::path> find_files(const std::vector<std::filesystem::path>& paths,
                                                            std::istream& list);

}  // namespace saraban
