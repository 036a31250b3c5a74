#include "pipeline/layout/catchword.h"

#include "extractors/labelled_text.h"

#include <algorithm>

#include <re2/re2.h>

namespace saraban {

std::optional<std::string_view> catchword_in(std::string_view line) {
    constexpr std::size_t kLongest = 40;  // code points
    static const RE2 kCatchword(R"(^[/\s]*(?:ข้อ\s*)?(.*?[^.…\s])\s*(?:\.\s?\.[.\s]*|…[.…\s]*)$)");
    re2::StringPiece words;
    if (length_of(line) > kLongest || !RE2::FullMatch({line.data(), line.size()}, kCatchword, &words))
        return std::nullopt;
    return std::string_view(words.data(), words.size());
}

bool takes_up(const std::vector<PageLine>& lines, Range next, std::string_view words) {
    constexpr std::size_t kReach = 3;  // lines
    constexpr double kSimilarity = 0.8;
    for (std::size_t i = next.begin; i < std::min(next.end, next.begin + kReach); ++i) {
        const std::string& text = lines[i].line.text;
        if (!catchword_in(text) && prefix_similarity(words, text) >= kSimilarity) return true;
    }
    return false;
}

}  // namespace saraban
