#include "tools/archive_views.h"

#include "pipeline/image/document.h"
#include "pipeline/image/view_image.h"
#include "pipeline/model/error.h"
#include "pipeline/sinks/searchable_pdf.h"
#include "pipeline/text/charset.h"
#include "tools/apart.h"

#include <fstream>
#include <iterator>

namespace saraban {
namespace {

namespace fs = std::filesystem;

constexpr const char *kPdf = "searchable.pdf", *kFault = "fault";

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

/// The pictures and the PDF.
void write_pictures(const fs::path& folder, const Document& document, const std::vector<OcrPage>& pages,
                    const std::vector<Record>& records, const Children::Beat& beat) {
    for (const OcrPage& page : pages) {
        const ViewImage image = view_image(document.image(page.page), page.dpi, page.quarter_turns);
        write_bytes(folder / (std::to_string(page.page) + image.extension), image.bytes);
        beat();
    }
    write_bytes(folder / kPdf, pdf_of(document, pages, records).bytes);
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

void draw_views(const fs::path& folder, const fs::path& original, const std::vector<OcrPage>& pages,
                const std::vector<Record>& records) {
    fs::remove_all(folder);  // of an attempt before
    fs::create_directory(folder);
    try {
        (void)run_apart(original, [&](const Children::Beat& beat) {
            const Document document = Document::open(original, Limits{});
            if (document.type() != FileType::Text) write_pictures(folder, document, pages, records, beat);
            return std::vector<std::string>{};
        });
    } catch (const Error& error) {
        if (error.code() != ExitCode::NothingRead) throw;
        write_bytes(folder / kFault, error.what());
    }
}

std::vector<View> take_views(const fs::path& folder, const std::string& name, Session& session) {
    std::vector<View> out;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none))
        out.push_back({.name = entry.path().filename().string(), .file = entry.path()});
    if (fs::exists(folder / kFault, none)) {
        session.say(printable(read_bytes(folder / kFault) + "; filed without pictures of its pages"),
                    "no_views", {{"file", name}});
        out.clear();
    }
    return out;
}

}  // namespace saraban
