#include "pipeline/sinks/completions.h"

#include "pipeline/text/narrow.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <unordered_map>

namespace saraban {
namespace {

constexpr std::int64_t kLetters = 200;  ///< that are looked through

/// Each once. `words` has a blank between two.
std::set<std::string> words_beginning_with(const std::string& beginning, std::string_view words) {
    std::set<std::string> out;
    const std::string after_blank = " " + beginning;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (at > 0 || !words.starts_with(beginning)) {
            at = words.find(after_blank, at);
            if (at == std::string_view::npos) break;
            ++at;
        }
        out.emplace(words.substr(at, words.find(' ', at) - at));
    }
    return out;
}

/// Narrow `beginning`; the words are not.
std::vector<std::string> completions(const std::string& beginning, sqlite::Database& db, std::size_t kept) {
    std::unordered_map<std::string, int> letters;  // that have the word
    auto row = db.prepare("SELECT subject || ' ' || body FROM folded_texts ORDER BY letter DESC LIMIT ?1");
    for (row(kLetters); row.step();)
        for (const auto& word : words_beginning_with(beginning, row.text(0)))
            ++letters[word];
    std::vector<std::pair<int, std::string>> most;
    for (const auto& [word, count] : letters)
        if (word.find(kForeign) == std::string::npos) most.emplace_back(-count, word);
    std::sort(most.begin(), most.end());
    most.resize(std::min(most.size(), kept));
    std::vector<std::string> out;
    for (const auto& [count, word] : most)
        out.push_back(widen(word));
    return out;
}

}  // namespace

Query completed(Query query, sqlite::Database& db, std::size_t most) {
    if (query.kind == Query::Kind::Not) return query;  // it must exclude all of them
    for (auto& part : query.parts)
        part = completed(std::move(part), db, most);
    for (auto& phrase : query.phrases)
        if (phrase.prefix) phrase.completions = completions(narrow(phrase.words.back()), db, most);
    return query;
}

}  // namespace saraban
