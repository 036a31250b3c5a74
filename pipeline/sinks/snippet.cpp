#include "pipeline/sinks/snippet.h"

#include "pipeline/sinks/alignment.h"
#include "pipeline/text/thai.h"

#include <algorithm>

namespace saraban {
namespace {

constexpr std::size_t kBefore = 60 * 3, kAfter = 100 * 3;  // bytes; a Thai letter has three

using Span = std::pair<std::size_t, std::size_t>;

bool stands_at(const std::vector<FoldedWord>& words, std::size_t at, const Query::Phrase& phrase) {
    if (phrase.words.empty() || at + phrase.words.size() > words.size()) return false;
    for (std::size_t i = 0; i < phrase.words.size(); ++i) {
        const bool begins = phrase.prefix && i + 1 == phrase.words.size();
        const std::string& word = words[at + i].text;
        if (begins ? !word.starts_with(phrase.words[i]) : word != phrase.words[i]) return false;
    }
    return true;
}

/// Where the phrases stand; if none does, where their words stand.
std::vector<Span> find_exact(const std::vector<FoldedWord>& words,
                             const std::vector<Query::Phrase>& phrases) {
    std::vector<Span> out;
    const auto mark = [&](const Query::Phrase& phrase) {
        for (std::size_t i = 0; i < words.size(); ++i)
            if (stands_at(words, i, phrase)) {
                Span span{words[i].begin, words[i].end};
                for (std::size_t k = i; k < i + phrase.words.size(); ++k)
                    span = {std::min(span.first, words[k].begin), std::max(span.second, words[k].end)};
                out.push_back(span);
            }
    };
    for (const auto& phrase : phrases)
        mark(phrase);
    if (out.empty())
        for (const auto& phrase : phrases)
            for (const auto& word : phrase.words)
                mark({.words = {word}, .prefix = phrase.prefix && word == phrase.words.back()});
    return out;
}

/// Where the runs, or else their phrases, nearly stand.
std::vector<Span> find_near(const std::vector<FoldedWord>& words, const std::vector<NearRun>& runs) {
    std::vector<char32_t> text;
    std::vector<std::size_t> word_of;  // of each code point
    for (std::size_t i = 0; i < words.size(); ++i)
        for (const char32_t c : code_points(words[i].text)) {
            text.push_back(c);
            word_of.push_back(i);
        }
    std::vector<Span> out;
    const auto mark = [&](const std::string& phrase) {
        const ApproximatePattern pattern(phrase);
        const Alignment found = pattern.find_in(text);
        if (found.end == 0 || 3 * static_cast<std::size_t>(found.distance) > pattern.size()) return false;
        const std::size_t begin = found.end > pattern.size() ? found.end - pattern.size() : 0;
        Span span{words[word_of[begin]].begin, words[word_of[begin]].end};
        for (std::size_t i = begin; i < found.end; ++i)
            span = {std::min(span.first, words[word_of[i]].begin),
                    std::max(span.second, words[word_of[i]].end)};
        out.push_back(span);
        return true;
    };
    for (const NearRun& run : runs)
        if (!mark(run.whole))
            for (const auto& part : run.parts)
                mark(part);
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

}  // namespace

Snippet make_snippet(std::string_view body, const Query& query, bool near, Folder& folder) {
    const auto words = folder.words(body);
    auto spans = near ? find_near(words, near_runs(query)) : find_exact(words, wanted_phrases(query));
    join_overlaps(spans);
    const Span centre = spans.empty() ? Span{0, 0} : spans[densest(spans)];
    const std::size_t begin = to_boundary(body, centre.first > kBefore ? centre.first - kBefore : 0);
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

void place_snippet(Snippet& snippet, const std::vector<OcrPage>& pages) {
    if (snippet.marks.empty()) return;
    const auto [begin, end] = snippet.marks.front();
    const std::string marked = snippet.text.substr(begin, end - begin);
    const std::string first = marked.substr(0, marked.find(' '));
    for (const std::string& wanted : {marked, first})
        for (const auto& page : pages)
            for (const auto& line : page.lines) {
                const auto at = line.text.find(wanted);
                if (at == std::string::npos || wanted.empty()) continue;
                const Evidence evidence =
                    evidence_for(line, std::string_view(line.text).substr(at, wanted.size()));
                snippet.page = page.page;
                snippet.box = evidence.box ? evidence.box : line.box;
                return;
            }
}

}  // namespace saraban
