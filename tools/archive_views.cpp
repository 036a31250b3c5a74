#include "tools/archive_views.h"

#include "pipeline/image/document.h"
#include "pipeline/image/view_image.h"
#include "pipeline/model/error.h"
#include "pipeline/sinks/searchable_pdf.h"
#include "tools/apart.h"

#include <fstream>
#include <iterator>

namespace saraban {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPdf = "searchable.pdf";

void write_bytes(const fs::path& path, const std::string& bytes) {
    std::ofstream out(path, std::ios::binary);
    if (!(out << bytes << std::flush))
        throw Error(ExitCode::NothingRead, path.string() + ": cannot be written; is the disk full?");
}

std::string read_bytes(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

SearchablePdf pdf_of(const Document& document, const std::vector<OcrPage>& pages,
                     const std::vector<Record>& records) {
    std::vector<PageSource> sources;
    for (int page = 1; page <= document.pages(); ++page)
        sources.push_back(document.source(page));
    const Record* first = records.empty() ? nullptr : &records.front();
    return make_searchable_pdf(document.path(), sources, pages,
                               first != nullptr && first->subject ? first->subject->value : "",
                               first != nullptr && first->doc_number ? first->doc_number->normalized : "");
}

/// Writes the pictures and the PDF; returns their names.
std::vector<std::string> write_pictures(const fs::path& folder, const Document& document,
                                        const std::vector<OcrPage>& pages,
                                        const std::vector<Record>& records) {
    std::vector<std::string> names;
    for (const OcrPage& page : pages) {
        const ViewImage image = view_image(document.image(page.page), page.dpi, page.quarter_turns);
        names.push_back(std::to_string(page.page) + image.extension);
        write_bytes(folder / names.back(), image.bytes);
    }
    names.emplace_back(kPdf);
    write_bytes(folder / kPdf, pdf_of(document, pages, records).bytes);
    return names;
}

}  // namespace

FilePdf file_pdf(const fs::path& original, const std::vector<OcrPage>& pages,
                 const std::vector<Record>& records) {
    const TemporaryFolder folder;
    FilePdf out;
    out.obstacles = run_apart(original, [&](const auto&) {
        const Document document = Document::open(original, Limits{});
        if (document.type() == FileType::Text) return std::vector<std::string>{};
        const SearchablePdf made = pdf_of(document, pages, records);
        write_bytes(folder.path() / kPdf, made.bytes);
        return made.obstacles;
    });
    out.bytes = read_bytes(folder.path() / kPdf);
    return out;
}

std::vector<View> file_views(const fs::path& original, const std::vector<OcrPage>& pages,
                             const std::vector<Record>& records) {
    const TemporaryFolder folder;
    const auto names = run_apart(original, [&](const auto&) {
        const Document document = Document::open(original, Limits{});
        if (document.type() == FileType::Text) return std::vector<std::string>{};
        return write_pictures(folder.path(), document, pages, records);
    });
    std::vector<View> out;
    for (const auto& name : names)
        out.push_back({.name = name, .bytes = read_bytes(folder.path() / name)});
    return out;
}

std::vector<View> make_views(const std::filesystem::path& original, const std::vector<OcrPage>& pages,
                             const std::vector<Record>& records, Session& session) {
    try {
        return file_views(original, pages, records);
    } catch (const Error& error) {
        if (error.code() != ExitCode::NothingRead) throw;
        session.say(std::string(error.what()) + "; filed without pictures of its pages", "no_views",
                    {{"file", original.string()}});
        return {};
    }
}

}  // namespace saraban
