#pragma once

#include "pipeline/sinks/archive.h"
#include "pipeline/sinks/query.h"

namespace saraban {

/// The part of a letter that answers the query best, on one line, about 160 characters, hits marked.
/// REQUIRES: `body` is normalised.
[[nodiscard]] Snippet make_snippet(std::string_view body, const Query& query, bool near, Folder& folder);

/// Finds the page and the box of the first mark among the pages of its file.
void place_snippet(Snippet& snippet, const std::vector<OcrPage>& pages);

}  // namespace saraban
