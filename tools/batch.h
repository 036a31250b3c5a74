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
    std::string rules_version;  ///< changes with every byte of the rules and vocabularies
};

/// Throws Error(Unusable): broken rule file, missing schemas. Settings::reconciler points into the result.
[[nodiscard]] std::unique_ptr<Workshop> open_workshop(const Session& session);

/// What became of a batch; says so at the end, and is the exit code.
struct BatchResult {
    int files = 0, failed = 0, without_letter = 0, known = 0;
    int letters = 0, need_review = 0;
    bool interrupted = false;
    [[nodiscard]] ExitCode exit_code() const;
};

/// What became of one file.
struct FileEnd {
    enum class How { Read, Known, WithoutLetter, Failed };
    std::filesystem::path path;
    How how = How::Read;
    const Ingested* file = nullptr;  ///< what was read of it; null: Known, Failed
    std::string cause;               ///< of Failed and WithoutLetter, as it was said
};

struct BatchWork {
    /// In a process of the file's own. Its `letters` and `explanations` do not come back.
    std::function<Ingested(const std::filesystem::path&, OcrEngine&, const Settings&)> read;
    /// In this process, in the order of the files. An Error(NothingRead) from it is the file's failure,
    /// another one stops the batch.
    std::function<void(const Ingested&)> store;
    /// After each file, stored or not, in the same order.
    std::function<void(const FileEnd&)> ended = [](const auto&) {};
    /// True: nothing is to be done for this file.
    std::function<bool(const std::filesystem::path&)> known = [](const auto&) { return false; };
    Settings settings{};
    int jobs = 1;
    bool for_letters = true;  ///< a file without a letter is worth a word
};

/// Reads `files`, `jobs` at a time, each in a process of its own, and stores each result. What goes wrong
/// with a file, be it a crash, is said and counted, the rest goes on; a missing model or a store that fails
/// stops the batch (throws). An interrupt (SIGINT, SIGTERM) ends it after the files at work. What waits for
/// its turn to be stored is bounded.
BatchResult run_batch(const std::vector<std::filesystem::path>& files, const BatchWork& work,
                      Session& session);

}  // namespace saraban
