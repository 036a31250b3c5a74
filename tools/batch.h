#pragma once

#include "pipeline/ingest.h"
#include "tools/file_result.h"
#include "tools/session.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace saraban {

/// Everything a run needs beside the files: loaded once, then only read.
struct Workshop {
    RuleBook rules;
    Reconciler reconciler;
    Settings settings;
    std::string rules_version;  ///< changes with every byte of the rules and vocabularies
};

/// A hash over the names and bytes of the rules and vocabularies.
[[nodiscard]] std::string rules_version(const std::filesystem::path& schemas);

/// Throws Error(Unusable): broken rule file, missing schemas. Settings::reconciler points into the result.
[[nodiscard]] std::unique_ptr<Workshop> open_workshop(const Session& session);

/// A file to be read: one that was given, or one that was taken out of a zip archive or a mail message.
struct Input {
    std::filesystem::path path;   ///< its bytes
    std::string name;             ///< its path for people and in records: `mail.eml/scan.pdf` inside another
    std::filesystem::path given;  ///< the file of the batch that it is, or came out of
    std::string sha256;           ///< empty: not known yet

    explicit Input(std::filesystem::path file) : path(file), name(file.string()), given(std::move(file)) {}
    /// Hashes it if that was not done before. Throws Error(NothingRead).
    const std::string& hash();

    // of what came out of another
    int depth = 0;                         ///< 1: out of a file that was given
    std::string fault;                     ///< not empty: no file, but why there are no more of them
    std::shared_ptr<TemporaryFolder> out;  ///< where `path` is
};

[[nodiscard]] std::vector<Input> inputs_of(const std::vector<std::filesystem::path>& files);

/// What became of a batch; says so at the end, and is the exit code.
struct BatchResult {
    int files = 0, total = 0;  ///< done with; of so many, with those in zip archives and messages
    int failed = 0, without_letter = 0, known = 0;
    int letters = 0, need_review = 0;
    bool interrupted = false;
    [[nodiscard]] ExitCode exit_code() const;
};

/// What became of one file.
struct FileEnd {
    enum class How { Read, Known, WithoutLetter, Failed };
    const Input* input = nullptr;
    How how = How::Read;
    const FileResult* file = nullptr;  ///< what was read of it; null: Known, Failed
    std::string cause;                 ///< of Failed and WithoutLetter, as it was said
};

/// `accepted`, `needs_review` (one of its letters does), `no_letter`, `filed_before`, `failed`.
[[nodiscard]] std::string status_of(const FileEnd& end);

struct BatchWork {
    /// In a process of the file's own.
    std::function<Ingested(const std::filesystem::path&, OcrEngine&, const Settings&)> read;
    /// In the same process, after it.
    std::function<Thumbnails(const Input&, const Ingested&)> draw = [](const auto&, const auto&) {
        return Thumbnails{};
    };
    /// In this process, in the order of the files. An Error(NothingRead) from it is the file's failure,
    /// another one stops the batch.
    std::function<void(const Input&, const FileResult&)> store;
    /// After each file, stored or not, in the same order.
    std::function<void(const FileEnd&)> ended = [](const auto&) {};
    /// After a file that was given, with all that came out of it.
    std::function<void(const std::filesystem::path&)> finished = [](const auto&) {};
    /// True: nothing is to be done for this file.
    std::function<bool(Input&)> known = [](const auto&) { return false; };
    Settings settings{};
    int jobs = 1;
    bool for_letters = true;  ///< a file without a letter is worth a word
};

/// Reads `files`, `jobs` at a time, each in a process of its own, and stores each result. What goes wrong
/// with a file, be it a crash, is said and counted, the rest goes on; a missing model or a store that fails
/// stops the batch (throws). An interrupt (SIGINT, SIGTERM) ends it after the files at work. What waits for
/// its turn to be stored is bounded, and lies on disk. Files in zip archives and mail messages are taken out
/// and read one by one.
BatchResult run_batch(const std::vector<Input>& files, const BatchWork& work, Session& session);

}  // namespace saraban
