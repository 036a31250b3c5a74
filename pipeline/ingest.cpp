#include "pipeline/ingest.h"

#include "pipeline/image/document.h"
#include "pipeline/layout/letters.h"
#include "pipeline/model/error.h"

#include <algorithm>

namespace saraban {
namespace {

OcrPage read_page(const Document& document, int page, OcrEngine& engine, const CleanSettings& settings,
                  std::vector<Issue>& issues) {
    if (auto text = document.text(page)) return *std::move(text);
    const CleanPage cleaned = clean(document.image(page), settings);
    std::ranges::copy(cleaned.issues, std::back_inserter(issues));
    return engine.read(cleaned);
}

std::string id_of(const SourceFile& source, int order) {
    return source.sha256.substr(0, 16) + '-' + std::to_string(order);
}

const OcrPage& page_of(const std::vector<OcrPage>& pages, const Record& record) {
    const auto found =
        std::ranges::find(pages, record.pages.empty() ? 1 : record.pages.front(), &OcrPage::page);
    return found == pages.end() ? pages.front() : *found;
}

}  // namespace

Ingested read_pages(const std::filesystem::path& path, OcrEngine& engine, const Settings& settings) {
    const Document document = Document::open(path, settings.limits);
    Ingested file{.source = {path.string(), document.sha256(), document.pages()},
                  .issues = document.issues()};
    for (int page = 1; page <= document.pages(); ++page) {
        try {
            file.pages.push_back(read_page(document, page, engine, settings.clean, file.issues));
        } catch (const Error& e) {
            if (e.code() != ExitCode::NothingRead) throw;
            file.issues.push_back(
                {.code = "page_unreadable", .severity = Severity::Error, .message = e.what()});
        }
    }
    if (file.pages.empty()) throw Error(ExitCode::NothingRead, file.issues.back().message);
    return file;
}

Ingested ingest(const std::filesystem::path& path, OcrEngine& engine, const RuleBook& rules,
                const Settings& settings) {
    Ingested file = read_pages(path, engine, settings);
    file.letters = find_letters(file.pages, rules);
    for (Applied& applied : apply_all(rules, file.letters, settings.context)) {
        file.records.push_back(std::move(applied.record));
        file.explanations.push_back(std::move(applied.explanations));
    }
    for (Record& record : file.records) {
        record.source = file.source;
        record.id = id_of(file.source, record.order);
        record.engine = page_of(file.pages, record).engine;
        std::ranges::copy(file.issues, std::back_inserter(record.issues));
        if (std::ranges::any_of(file.issues, [](const Issue& i) { return i.severity != Severity::Info; }))
            record.status = std::max(record.status, Status::NeedsReview);
    }
    if (settings.reconciler != nullptr) reconcile(file.records, *settings.reconciler, settings.context.today);
    return file;
}

}  // namespace saraban
