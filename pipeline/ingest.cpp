#include "pipeline/ingest.h"

#include "pipeline/layout/letters.h"
#include "pipeline/layout/page_order.h"
#include "pipeline/qr.h"

#include <algorithm>
#include <utility>

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

std::string listed(const std::vector<OcrPage>& pages) {
    std::string text;
    for (const OcrPage& page : pages)
        text += (text.empty() ? "" : ", ") + std::to_string(page.page);
    return text;
}

/// The pages with their lines, for the letters. Lines that the journal keeps are not held twice.
std::vector<OcrPage> give_lines(Ingested& file, const PageJournal* journal) {
    std::vector<OcrPage> out;
    out.reserve(file.pages.size());
    for (OcrPage& page : file.pages) {
        const bool kept = journal != nullptr && journal->has(file.source.sha256, page.page);
        std::vector<Line> lines = kept ? std::exchange(page.lines, {}) : page.lines;
        out.push_back(page);
        out.back().lines = std::move(lines);
    }
    return out;
}

/// The letters of the pages in the order they were written in.
std::vector<Letter> letters_in(Ingested& file, const RuleBook& rules, const PageJournal* journal) {
    const std::vector<std::size_t> order = page_order(file.pages, rules);
    std::vector<OcrPage> pages;
    std::vector<OcrPage> given = give_lines(file, journal);
    for (const std::size_t at : order)
        pages.push_back(std::move(given[at]));
    if (!std::ranges::is_sorted(order))
        file.issues.push_back(
            {.code = "pages_reordered",
             .severity = Severity::Warning,
             .field = {},
             .message = "the pages lie in another order than they were written in; read in the order " +
                        listed(pages) + ", as page numbers and catchwords say: compare with the paper",
             .evidence = {}});
    return find_letters(std::move(pages), rules);
}

/// Pages that lay on their side or upside down were turned.
void say_turns(Ingested& file) {
    constexpr int kDegrees = 90;
    for (const OcrPage& page : file.pages)
        if (page.quarter_turns != 0)
            file.issues.push_back({.code = "page_turned",
                                   .severity = Severity::Info,
                                   .field = {},
                                   .message = "page " + std::to_string(page.page) +
                                              " was read turned clockwise by " +
                                              std::to_string(kDegrees * page.quarter_turns) + " degrees",
                                   .evidence = {}});
}

}  // namespace

Ingested ingest(const std::filesystem::path& path, OcrEngine& engine, const RuleBook& rules,
                const Settings& settings) {
    Ingested file = read_pages(path, engine, settings);
    file.letters = letters_in(file, rules, settings.journal);
    say_turns(file);
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
