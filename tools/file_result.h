#pragma once

#include "pipeline/ingest.h"
#include "pipeline/model/error.h"

#include <string>

namespace saraban {

/// What a process that read a file tells the one that gathers: the file read, or the error that ended it, as
/// one line of JSON. Letters and explanations stay behind.
[[nodiscard]] std::string to_text(const Ingested& file);
[[nodiscard]] std::string to_text(const Error& error);

/// What to_text wrote. Throws the error that was told; std::runtime_error when the text is not whole.
[[nodiscard]] Ingested ingested_from_text(const std::string& text);

}  // namespace saraban
