#pragma once

#include "pipeline/ingest.h"

#include <filesystem>
#include <map>
#include <string>

namespace saraban {

/// Pictures of pages, as `data:` addresses, by page.
using Thumbnails = std::map<int, std::string>;

/// Of the pages that a person should look at: the first of each letter that needs review, or of a file
/// without a letter. None of a text, of a letter that is or may be secret, and of what cannot be drawn.
[[nodiscard]] Thumbnails make_thumbnails(const std::filesystem::path& path, const Ingested& file,
                                         bool include_secret);

}  // namespace saraban
