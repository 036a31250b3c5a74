#pragma once

#include "pipeline/sinks/query.h"
#include "pipeline/sinks/sqlite.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace saraban {

/// Three characters of the query; `at` is their place in it.
struct Trigram {
    std::string text;
    std::size_t at = 0;
    double letters = 0;  ///< how many letters have it, about
};

/// The index of trigrams of an archive, for one search. Letters come newest first.
class TrigramIndex {
public:
    /// `newest`: the greatest id of a letter.
    TrigramIndex(sqlite::Database& db, double newest);

    /// Trigrams that some letter has, the rarest first; about forty at most, from all over the texts.
    [[nodiscard]] std::vector<Trigram> rarest(const std::vector<std::string>& texts);
    /// Up to `most` letters that have all of these.
    [[nodiscard]] std::vector<std::int64_t> with_all(const std::vector<Trigram>& trigrams, std::int64_t most);
    /// Up to `most` letters, those that have most of these trigrams, where rarer ones count more.
    [[nodiscard]] std::vector<std::int64_t> with_many(const std::vector<Trigram>& trigrams, std::size_t most);

private:
    [[nodiscard]] double count(const std::string& trigram);

    double newest_;
    sqlite::Statement find_, sample_;
    std::unordered_map<std::string, double> counts_;
};

/// The first of these, `most` of them, that are at least `gap` characters apart.
[[nodiscard]] std::vector<Trigram> apart(const std::vector<Trigram>& rarest_first, std::size_t gap,
                                         std::size_t most);

/// About how many letters have a term: `sample` counts the newest of them, up to ?2, and finds the last of
/// these.
[[nodiscard]] double count_letters(sqlite::Statement& sample, const std::string& term, std::int64_t most,
                                   double newest);
/// The statement that count_letters() wants, for the index `words` or `grams`.
[[nodiscard]] sqlite::Statement make_sample(sqlite::Database& db, const std::string& index);

}  // namespace saraban
