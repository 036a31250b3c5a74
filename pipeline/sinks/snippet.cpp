#include "pipeline/sinks/snippet.h"

#include "pipeline/sinks/alignment.h"
#include "pipeline/text/narrow.h"

#include <algorithm>

namespace saraban {
namespace {

constexpr std::size_t kBefore = 60 * 3, kAfter = 100 * 3;  // bytes; a Thai letter has three

using Span = std::pair<std::size_t, std::size_t>;

Span place_of(const FoldedLetters& letters, std::size_t from, std::size_t to) {
    return {letters.begin[from], letters.end[to - 1]};
}

bool is_ascii_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/// Numbers and Latin words do not stand inside longer ones: 626 is not in 6261.
bool is_cut_out(const FoldedLetters& letters, std::size_t from, std::size_t to, bool prefix) {
    const auto joined = [&](std::size_t i) {
        return is_ascii_word(letters.text[i - 1]) && is_ascii_word(letters.text[i]) &&
               letters.begin[i] < letters.end[i - 1] + 1;
    };
    return (from > 0 && joined(from)) || (!prefix && to < letters.text.size() && joined(to));
}

/// One or two letters stand everywhere inside words: only where something begins are they a beginning.
bool begins_nothing(const FoldedLetters& letters, std::size_t from, std::size_t to) {
    return to - from <= 2 && from > 0 && letters.begin[from] <= letters.end[from - 1];
}

/// Where these words stand side by side.
void mark(const FoldedLetters& letters, const Query::Phrase& phrase, std::vector<Span>& out) {
    std::string wanted;
    for (const auto& word : phrase.words)
        wanted += narrow(word);
    if (wanted.empty()) return;
    for (auto at = letters.text.find(wanted); at != std::string::npos;
         at = letters.text.find(wanted, at + wanted.size()))
        if (!is_cut_out(letters, at, at + wanted.size(), phrase.prefix) &&
            !(phrase.prefix && begins_nothing(letters, at, at + wanted.size())))
            out.push_back(place_of(letters, at, at + wanted.size()));
}

/// Where the phrases stand; if none does, where their words stand.
std::vector<Span> find_exact(const FoldedLetters& letters, const std::vector<Query::Phrase>& phrases) {
    std::vector<Span> out;
    for (const auto& phrase : phrases)
        mark(letters, phrase, out);
    if (out.empty())
        for (const auto& phrase : phrases)
            for (const auto& word : phrase.words)
                // A letter alone, the ว of a number, stands in many words.
                if (phrase.words.size() == 1 || narrow(word).size() > 1)
                    mark(letters, {.words = {word}, .prefix = phrase.prefix && word == phrase.words.back()},
                         out);
    return out;
}

/// Where the runs, or else their phrases, nearly stand.
std::vector<Span> find_near(const FoldedLetters& letters, const std::vector<NearRun>& runs) {
    std::vector<Span> out;
    const auto mark_nearly = [&](const std::string& phrase) {
        const ApproximatePattern pattern(narrow(phrase));
        const Alignment found = pattern.find_in(letters.text);
        if (found.end == 0 || 3 * static_cast<std::size_t>(found.distance) > pattern.size()) return false;
        const std::size_t begin = found.end > pattern.size() ? found.end - pattern.size() : 0;
        out.push_back(place_of(letters, begin, found.end));
        return true;
    };
    for (const NearRun& run : runs)
        if (!mark_nearly(run.whole))
            for (const auto& part : run.parts)
                mark_nearly(part);
    return out;
}

void join_overlaps(std::vector<Span>& spans) {
    std::sort(spans.begin(), spans.end());
    std::vector<Span> out;
    for (const Span& span : spans) {
        if (!out.empty() && span.first <= out.back().second)
            out.back().second = std::max(out.back().second, span.second);
        else
            out.push_back(span);
    }
    spans = std::move(out);
}

/// The mark after which most marks follow within the window.
std::size_t densest(const std::vector<Span>& spans) {
    std::size_t best = 0, most = 0;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        std::size_t k = i;
        while (k < spans.size() && spans[k].second <= spans[i].first + kAfter)
            ++k;
        if (k - i > most) {
            most = k - i;
            best = i;
        }
    }
    return best;
}

std::size_t to_boundary(std::string_view text, std::size_t at) {
    at = std::min(at, text.size());
    while (at > 0 && at < text.size() && (text[at] & 0xC0) == 0x80)
        --at;
    return at;
}

/// The first word that begins at or behind `at`, if one does before `end`: no snippet begins inside a word.
std::size_t after_blank(std::string_view text, std::size_t at, std::size_t end) {
    if (at == 0) return at;
    const auto blank = text.find_first_of(" \n\t", at - 1);
    return blank < end ? blank + 1 : at;
}

}  // namespace

Snippet make_snippet(std::string_view body, const Query& query, bool near, Folder& folder) {
    // Not cut into words: that would take longer than the search.
    const FoldedLetters letters = folder.letters(body);
    auto spans = near ? find_near(letters, near_runs(query)) : find_exact(letters, wanted_phrases(query));
    join_overlaps(spans);
    const Span centre = spans.empty() ? Span{0, 0} : spans[densest(spans)];
    const std::size_t begin = after_blank(
        body, to_boundary(body, centre.first > kBefore ? centre.first - kBefore : 0), centre.first);
    const std::size_t end = to_boundary(body, std::max(centre.second, centre.first + kAfter));
    Snippet out;
    out.text = std::string(body.substr(begin, end - begin));
    std::replace_if(
        out.text.begin(), out.text.end(),
        [](char c) { return c == '\n' || c == '\t' || c == '\f' || c == '\r'; }, ' ');
    for (const Span& span : spans)
        if (span.first >= centre.first && span.second <= end)
            out.marks.emplace_back(span.first - begin, span.second - begin);
    return out;
}

std::vector<std::string> marked_words(const Snippet& snippet) {
    if (snippet.marks.empty()) return {};
    const auto [begin, end] = snippet.marks.front();
    std::vector<std::string> out{snippet.text.substr(begin, end - begin)};
    const auto blank = out[0].find(' ');
    if (blank != std::string::npos && blank > 0) out.push_back(out[0].substr(0, blank));
    return out;
}

void place_snippet(Snippet& snippet, std::string_view wanted, const Line& line, int page) {
    const std::string_view there = std::string_view(line.text).substr(line.text.find(wanted), wanted.size());
    const Evidence evidence = evidence_for(line, there);
    snippet.page = page;
    snippet.box = evidence.box ? evidence.box : line.box;
}

}  // namespace saraban
