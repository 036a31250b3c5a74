#include "pipeline/ingest.h"

#include "pipeline/layout/letters.h"
#include "pipeline/qr.h"

#include <algorithm>

namespace saraban {
namespace {

std::string id_of(const SourceFile& source, int order) {
    return source.sha256.substr(0, 16) + '-' + std::to_string(order);
}

const OcrPage& page_of(const std::vector<OcrPage>& pages, const Record& record) {
    const auto found =
        std::ranges::find(pages, record.pages.empty() ? 1 : record.pages.front(), &OcrPage::page);
    return found == pages.end() ? pages.front() : *found;
}

}  // namespace

Ingested ingest(const std::filesystem::path& path, OcrEngine& engine, const RuleBook& rules,
                const Settings& settings) {
    Ingested file = read_pages(path, engine, settings);
    file.letters = find_letters(file.pages, rules);
    for (Applied& applied : apply_all(rules, file.letters, settings.context)) {
        file.records.push_back(std::move(applied.record));
        file.explanations.push_back(std::move(applied.explanations));
    }
    attach_codes(file.pages, file.letters, file.records);
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
