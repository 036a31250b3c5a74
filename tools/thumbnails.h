#pragma once

#include "pipeline/ingest.h"
#include "pipeline/process/child.h"

#include <filesystem>
#include <map>
#include <string>

namespace saraban {

/// Pictures of pages, as `data:` addresses, by page.
using Thumbnails = std::map<int, std::string>;

/// Small pictures of the pages that a person should look at: the first of each letter that needs review, or
/// of a file without a letter. None of a text, of a letter that is or may be secret, and of what cannot be
/// drawn.
class Thumbnailer {
public:
    explicit Thumbnailer(bool include_secret) : include_secret_(include_secret) {}

    /// In the process of a page: its picture, in case it is needed.
    void draw(const std::string& sha256, const PageImage& image, const OcrPage& page) const;
    /// In the process of the file, when all is read. Pages that were not drawn are drawn now.
    [[nodiscard]] Thumbnails take(const std::filesystem::path& path, const Ingested& file) const;

private:
    [[nodiscard]] std::filesystem::path place_of(const std::string& sha256, int page) const;

    bool include_secret_;
    TemporaryFolder folder_;
};

}  // namespace saraban
