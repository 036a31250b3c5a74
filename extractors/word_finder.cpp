#include "extractors/word_finder.h"

#include "extractors/scan.h"

namespace saraban {

std::optional<std::string_view> WordFinder::find(std::string_view text, std::size_t from) const {
    re2::StringPiece found;
    if (from > text.size() || !pattern_.Match(piece(text), from, text.size(), RE2::UNANCHORED, &found, 1))
        return std::nullopt;
    return view(found);
}

}  // namespace saraban
