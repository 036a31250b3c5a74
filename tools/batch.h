#pragma once

#include "pipeline/ingest.h"
#include "tools/session.h"

#include <functional>
#include <memory>
#include <vector>

namespace saraban {

/// Everything a run needs beside the files: loaded once, then only read.
struct Workshop {
    RuleBook rules;
    Reconciler reconciler;
    Settings settings;
};

/// Throws Error(Unusable): broken rule file, missing schemas. Settings::reconciler points into the result.
[[nodiscard]] std::unique_ptr<Workshop> open_workshop(const Session& session);

/// What became of a batch; says so at the end, and is the exit code.
struct BatchResult {
    int files = 0, failed = 0, without_letter = 0;
    int letters = 0, need_review = 0;
    bool interrupted = false;
    [[nodiscard]] ExitCode exit_code() const;
};

using ReadFile = std::function<Ingested(const std::filesystem::path&, OcrEngine&)>;
using Store = std::function<void(const Ingested&)>;

/// Reads `files`, `jobs` at a time, and stores each result, in the order of the files,
/// in the caller's thread. What goes wrong with a file is said and counted, the rest goes on; a missing model
/// or a store that fails stops the batch (throws). An interrupt (SIGINT, SIGTERM) ends it after the files at
/// work.
BatchResult run_batch(const std::vector<std::filesystem::path>& files, int jobs, const ReadFile& read,
                      const Store& store, Session& session);

}  // namespace saraban
