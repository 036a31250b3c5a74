#include "tools/archive_views.h"

#include "pipeline/image/document.h"
#include "pipeline/image/view_image.h"
#include "pipeline/model/error.h"
#include "pipeline/sinks/searchable_pdf.h"
#include "pipeline/text/charset.h"
#include "tools/apart.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>

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

std::vector<std::string> write_pdf(const ReadFile& file, const Document& document, const fs::path& to,
                                   const Children::Beat& beat) {
    const PdfPages pages{.original = document.path(),
                         .count = document.pages(),
                         .source =
                             [&](int page) {
                                 beat();
                                 return document.source(page);
                             },
                         .read = file.page};
    return write_searchable_pdf(pages, file.subject, file.number, to);
}

void write_picture(const fs::path& folder, const ReadFile& file, const Document& document, int page) {
    const fs::path there = file.picture ? file.picture(page) : fs::path{};
    if (!there.empty()) {
        std::error_code elsewhere;
        fs::rename(there, folder / there.filename(), elsewhere);
        if (!elsewhere) return;
    }
    const auto read = file.page(page);
    if (!read) return;
    const ViewImage image = view_image(document.image(page), read->dpi, read->quarter_turns);
    write_bytes(folder / (std::to_string(page) + image.extension), image.bytes);
}

}  // namespace

ReadFile read_file(fs::path original, std::vector<OcrPage> pages, const std::vector<Record>& records) {
    ReadFile out{.original = std::move(original), .page = {}, .picture = {}, .subject = {}, .number = {}};
    const auto all = std::make_shared<const std::vector<OcrPage>>(std::move(pages));
    out.page = [all](int number) {
        const auto found = std::ranges::find(*all, number, &OcrPage::page);
        return found == all->end() ? std::nullopt : std::optional(*found);
    };
    if (records.empty()) return out;
    if (records.front().subject) out.subject = records.front().subject->value;
    if (records.front().doc_number) out.number = records.front().doc_number->normalized;
    return out;
}

std::vector<std::string> write_file_pdf(const ReadFile& file, const fs::path& to) {
    return run_apart(file.original, [&](const Children::Beat& beat) {
        const Document document = Document::open(file.original, Limits{});
        if (document.type() == FileType::Text) return std::vector<std::string>{};
        return write_pdf(file, document, to, beat);
    });
}

void draw_views(const fs::path& folder, const ReadFile& file) {
    fs::remove_all(folder);  // of an attempt before
    fs::create_directory(folder);
    try {
        (void)run_apart(file.original, [&](const Children::Beat& beat) {
            const Document document = Document::open(file.original, Limits{});
            if (document.type() == FileType::Text) return std::vector<std::string>{};
            for (int page = 1; page <= document.pages(); ++page) {
                write_picture(folder, file, document, page);
                beat();
            }
            return write_pdf(file, document, folder / kPdf, beat);
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
