#pragma once

#include "pipeline/ingest.h"
#include "pipeline/model/error.h"
#include "tools/thumbnails.h"

#include <filesystem>
#include <functional>
#include <string>

namespace saraban {

/// What is known of a file that was read without looking at its letters.
struct FileHead {
    SourceFile source;
    std::vector<Issue> issues;  ///< of the file and its pages
    Thumbnails thumbnails;
    int letters = 0, need_review = 0;
    bool secret = false;  ///< one of its letters is, or may be
    EngineInfo engine;    ///< that read the first letter
};

/// What came of a file in its process: written there, read by the one that gathers. It lies on disk and is
/// visited piece by piece, since a file may hold thousands of pages and letters. `letters` and `explanations`
/// stay behind, and so do pages that a journal keeps.
class FileResult {
public:
    /// Throws Error(Unusable) when it cannot be written.
    static void write(const std::filesystem::path& path, const Ingested& file, const Thumbnails& thumbnails,
                      const PageJournal* journal);

    /// What write() wrote. Throws std::runtime_error when it is not whole.
    explicit FileResult(std::filesystem::path path);
    [[nodiscard]] const FileHead& head() const { return head_; }
    void for_each_page(const std::function<void(const OcrPage&)>& visit) const;
    void for_each_letter(const std::function<void(const Record&)>& visit) const;

private:
    std::filesystem::path path_;
    FileHead head_;
};

/// Calls the file that was read as `from` by another name, in its records and in what is said of it.
void call(Ingested& file, const std::string& from, const std::string& to);
/// The message with the one name in place of the other.
[[nodiscard]] std::string called(std::string message, const std::string& from, const std::string& to);

/// The error that ended a file's process, for the one that gathers, and back: throws it.
[[nodiscard]] std::string to_text(const Error& error);
[[noreturn]] void throw_error(const std::string& text);

}  // namespace saraban
