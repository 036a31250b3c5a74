#pragma once

#include "extractors/apply.h"
#include "extractors/rule_book.h"
#include "pipeline/image/clean.h"
#include "pipeline/image/limits.h"
#include "pipeline/model/issue.h"
#include "pipeline/model/page.h"
#include "pipeline/model/record.h"
#include "pipeline/ocr/ocr_engine.h"
#include "pipeline/page_journal.h"
#include "pipeline/process/child.h"
#include "pipeline/reconcile/reconcile.h"

#include <filesystem>
#include <functional>
#include <vector>

namespace saraban {

struct Settings {
    Limits limits;
    CleanSettings clean;
    ApplyContext context;
    const Reconciler* reconciler = nullptr;  ///< null: letters do not check each other
    const PageJournal* journal = nullptr;    ///< null: pages are kept in memory only
    ChildLimits page_limits{};               ///< of the process that reads a page
    int pages_at_once = 1;
    std::function<void()> on_page = [] {};  ///< called after every page that was read
    /// In the process of the page, when it has been read: what else is to be made of its pixels while they
    /// are there. Null: nothing.
    std::function<void(const std::string& sha256, const PageImage&, const OcrPage&)> on_picture;
};

/// A file, read.
struct Ingested {
    SourceFile source;
    /// Those that could be read. After ingest() those that the journal keeps are without their lines.
    std::vector<OcrPage> pages;
    std::vector<Letter> letters;                         ///< one for each record
    std::vector<Record> records;                         ///< one a letter; none: the file holds no letter
    std::vector<std::vector<Explanation>> explanations;  ///< of each record's fields, when context.explain
    std::vector<Issue> issues;  ///< of the file and its pages; every record has them too
};

/// The main path: a file becomes records. `engine` reads the pages that are images.
/// Throws Error(NothingRead) when no page could be read: the message names file, page, cause and next step.
[[nodiscard]] Ingested ingest(const std::filesystem::path& path, OcrEngine& engine, const RuleBook& rules,
                              const Settings& settings);

/// The pages only. Each page that is not text is read in a process of its own: one that crashes, hangs or
/// eats memory is tried once more and then costs itself, an issue `page_unreadable` with the cause.
[[nodiscard]] Ingested read_pages(const std::filesystem::path& path, OcrEngine& engine,
                                  const Settings& settings);

/// A page that the journal keeps; std::nullopt: it does not.
[[nodiscard]] std::optional<OcrPage> kept_page(const PageJournal& journal, const std::string& sha256,
                                               int page);

}  // namespace saraban
