#include "tools/thumbnails.h"

#include "pipeline/image/document.h"
#include "pipeline/image/view_image.h"
#include "pipeline/model/base64.h"
#include "pipeline/model/error.h"
#include "pipeline/sinks/secrecy.h"
#include "tools/apart.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

namespace saraban {
namespace {

namespace fs = std::filesystem;

/// Of one file: a bundle in which everything needs review is looked at as a whole.
constexpr std::size_t kMost = 6;

std::set<int> pages_to_show(const Ingested& file) {
    std::set<int> out;
    for (const Record& record : file.records)
        if (record.status != Status::Accepted && !record.pages.empty() && out.size() < kMost)
            out.insert(record.pages.front());
    if (file.records.empty() && !file.pages.empty()) out.insert(file.pages.front().page);
    return out;
}

std::string address_of(const PageImage& page, int dpi, int quarter_turns) {
    const ViewImage image = thumbnail_image(page, dpi, quarter_turns);
    return std::string("data:image/") + (image.extension == ".png" ? "png" : "jpeg") + ";base64," +
           to_base64(image.bytes);
}

std::string read_text(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Each as `PAGE ADDRESS`.
std::vector<std::string> draw_all(const fs::path& path, const std::vector<OcrPage>& pages) {
    std::vector<std::string> drawn;
    const Document document = Document::open(path, Limits{});
    if (document.type() == FileType::Text) return drawn;
    for (const OcrPage& page : pages)
        drawn.push_back(std::to_string(page.page) + ' ' +
                        address_of(document.image(page.page), page.dpi, page.quarter_turns));
    return drawn;
}

}  // namespace

fs::path Thumbnailer::place_of(const std::string& sha256, int page) const {
    return folder_.path() / (sha256 + '-' + std::to_string(page));
}

void Thumbnailer::draw(const std::string& sha256, const PageImage& image, const OcrPage& page) const {
    std::ofstream(place_of(sha256, page.page), std::ios::binary)
        << address_of(image, page.dpi, page.quarter_turns);
}

Thumbnails Thumbnailer::take(const fs::path& path, const Ingested& file) const {
    const std::set<int> wanted = pages_to_show(file);
    const bool secret = !include_secret_ && std::ranges::any_of(file.records, is_secret);
    Thumbnails out;
    std::vector<OcrPage> missing;
    for (const OcrPage& page : file.pages) {
        const fs::path place = place_of(file.source.sha256, page.page);
        if (!secret && wanted.contains(page.page)) {
            if (std::string drawn = read_text(place); !drawn.empty())
                out[page.page] = std::move(drawn);
            else
                missing.push_back(page);
        }
        std::error_code none;
        fs::remove(place, none);
    }
    if (missing.empty()) return out;
    try {
        for (const std::string& line : run_apart(path, [&](const auto&) { return draw_all(path, missing); }))
            out[std::stoi(line)] = line.substr(line.find(' ') + 1);
    } catch (const Error& e) {
        if (e.code() != ExitCode::NothingRead) throw;
    }
    return out;
}

}  // namespace saraban
