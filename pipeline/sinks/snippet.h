#pragma once

#include "pipeline/sinks/archive.h"
#include "pipeline/sinks/query.h"

namespace saraban {

/// The part of a letter that answers the query best, on one line, about 160 characters, hits marked.
/// REQUIRES: `body` is normalised.
[[nodiscard]] Snippet make_snippet(std::string_view body, const Query& query, bool near, Folder& folder);

/// What the first mark covers, and its first word: how it may stand on a line of a page.
[[nodiscard]] std::vector<std::string> marked_words(const Snippet& snippet);

/// Sets page and box of the snippet to where `wanted` stands in the line. REQUIRES: it does.
void place_snippet(Snippet& snippet, std::string_view wanted, const Line& line, int page);

}  // namespace saraban
