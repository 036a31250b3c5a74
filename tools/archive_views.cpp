#include "tools/archive_views.h"

#include "pipeline/image/document.h"
#include "pipeline/image/view_image.h"
#include "pipeline/model/error.h"
#include "pipeline/sinks/searchable_pdf.h"

#include <algorithm>

namespace saraban {
namespace {

FilePdf pdf_of(const Document& document, const std::vector<OcrPage>& pages,
               const std::vector<Record>& records) {
    if (document.type() == FileType::Text) return {};
    std::vector<PageSource> sources;
    for (int page = 1; page <= document.pages(); ++page)
        sources.push_back(document.source(page));
    const Record* first = records.empty() ? nullptr : &records.front();
    SearchablePdf made = make_searchable_pdf(
        document.path(), sources, pages, first != nullptr && first->subject ? first->subject->value : "",
        first != nullptr && first->doc_number ? first->doc_number->normalized : "");
    return {.bytes = std::move(made.bytes), .obstacles = std::move(made.obstacles)};
}

}  // namespace

FilePdf file_pdf(const std::filesystem::path& original, const std::vector<OcrPage>& pages,
                 const std::vector<Record>& records) {
    return pdf_of(Document::open(original, Limits{}), pages, records);
}

std::vector<View> file_views(const std::filesystem::path& original, const std::vector<OcrPage>& pages,
                             const std::vector<Record>& records) {
    const Document document = Document::open(original, Limits{});
    std::vector<View> out;
    if (document.type() == FileType::Text) return out;
    for (const OcrPage& page : pages) {
        ViewImage image = view_image(document.image(page.page), page.dpi, page.quarter_turns);
        out.push_back({std::to_string(page.page) + image.extension, std::move(image.bytes)});
    }
    out.push_back({"searchable.pdf", pdf_of(document, pages, records).bytes});
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
