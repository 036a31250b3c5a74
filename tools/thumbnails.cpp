#include "tools/thumbnails.h"

#include "pipeline/image/document.h"
#include "pipeline/image/view_image.h"
#include "pipeline/model/base64.h"
#include "pipeline/model/error.h"
#include "pipeline/sinks/secrecy.h"
#include "tools/apart.h"

#include <algorithm>
#include <set>

namespace saraban {
namespace {

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

std::string draw(const Document& document, const OcrPage& page) {
    const ViewImage image = thumbnail_image(document.image(page.page), page.dpi, page.quarter_turns);
    return std::to_string(page.page) + " data:image/" + (image.extension == ".png" ? "png" : "jpeg") +
           ";base64," + to_base64(image.bytes);
}

}  // namespace

Thumbnails make_thumbnails(const std::filesystem::path& path, const Ingested& file, bool include_secret) {
    const std::set<int> wanted = pages_to_show(file);
    if (wanted.empty() || (!include_secret && std::ranges::any_of(file.records, is_secret))) return {};
    Thumbnails out;
    try {
        const auto lines = run_apart(path, [&](const auto&) {
            std::vector<std::string> drawn;
            const Document document = Document::open(path, Limits{});
            if (document.type() == FileType::Text) return drawn;
            for (const OcrPage& page : file.pages)
                if (wanted.contains(page.page)) drawn.push_back(draw(document, page));
            return drawn;
        });
        for (const std::string& line : lines)
            out[std::stoi(line)] = line.substr(line.find(' ') + 1);
    } catch (const Error& e) {
        if (e.code() != ExitCode::NothingRead) throw;
    }
    return out;
}

}  // namespace saraban
