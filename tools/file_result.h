#pragma once

#include "pipeline/ingest.h"
#include "pipeline/model/error.h"
#include "tools/thumbnails.h"

#include <string>

namespace saraban {

/// What comes of a file in its process. Its `letters` and `explanations` stay behind.
struct FileResult {
    Ingested file;
    Thumbnails thumbnails{};
};

/// Calls the file that was read as `from` by another name, in its records and in what is said of it.
void call(Ingested& file, const std::string& from, const std::string& to);
/// The message with the one name in place of the other.
[[nodiscard]] std::string called(std::string message, const std::string& from, const std::string& to);

/// What a process that read a file tells the one that gathers: what came of it, or the error that ended it,
/// as one line of JSON.
[[nodiscard]] std::string to_text(const FileResult& result);
[[nodiscard]] std::string to_text(const Error& error);

/// What to_text wrote. Throws the error that was told; std::runtime_error when the text is not whole.
[[nodiscard]] FileResult file_result_from_text(const std::string& text);

}  // namespace saraban
