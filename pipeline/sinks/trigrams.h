#pragma once

#include "pipeline/sinks/sqlite.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace saraban {

/// Which letters have which three characters side by side, blanks left out: OCR loses and invents them.
///
/// Letters stand in blocks by their number. A row of the table `grams` is a trigram and a block: the letters
/// of the block that have it, as bits or as differences. The newest letters, a hundred at most, are in no row
/// yet: they are looked through. Rows are written for many letters at once, once; nothing is joined later.
using Gram = std::uint32_t;

/// The trigrams of folded, narrow text, each once. Foreign characters are in none.
[[nodiscard]] std::vector<Gram> grams_of(std::string_view words);

/// A search reads about a page of the database for each row: few large blocks. Filing writes the rows of the
/// last block again: not too large.
constexpr std::int64_t kLettersInBlock = 65536;
/// A bit for each letter of a block.
using Block = std::array<std::uint64_t, kLettersInBlock / 64>;

/// Three characters of the query; `at` is their place in it.
struct Trigram {
    Gram gram = 0;
    std::size_t at = 0;
    double letters = 0;  ///< how many letters have it, about
};

/// The trigrams of an archive, for one search. Letters come newest first.
class TrigramIndex {
public:
    /// `newest`: the greatest id of a letter.
    TrigramIndex(sqlite::Database& db, std::int64_t newest);

    /// Trigrams that some letter has, the rarest first; about eighty at most, from all over the texts, which
    /// are narrow.
    [[nodiscard]] std::vector<Trigram> rarest(const std::vector<std::string>& texts);
    /// Up to `most` letters that have all of these.
    [[nodiscard]] std::vector<std::int64_t> with_all(const std::vector<Trigram>& trigrams, std::size_t most);
    /// Up to `most` letters, those that have most of these trigrams, where rarer ones count more.
    [[nodiscard]] std::vector<std::int64_t> with_many(const std::vector<Trigram>& trigrams, std::size_t most);

private:
    struct Recent {
        std::int64_t letter = 0;
        std::string text;  ///< without blanks
    };

    [[nodiscard]] double count(Gram gram);
    [[nodiscard]] std::optional<std::string_view> row(std::int64_t block, Gram gram);
    [[nodiscard]] std::vector<Recent> recent_letters(sqlite::Database& db) const;

    std::int64_t newest_, until_;
    sqlite::Statement find_;
    std::vector<Recent> recent_;
    std::unordered_map<Gram, double> counts_;
};

/// The first of these, `most` of them, that are at least `gap` characters apart.
[[nodiscard]] std::vector<Trigram> apart(const std::vector<Trigram>& rarest_first, std::size_t gap,
                                         std::size_t most);

class GramLists;

/// Writes the index. REQUIRES: a transaction is open.
class TrigramWriter {
public:
    explicit TrigramWriter(sqlite::Database& db);
    ~TrigramWriter();

    /// `grams` as grams_of() gives them; the text is in `folded_texts`.
    void add(std::int64_t letter, std::vector<Gram> grams);
    /// REQUIRES: its text is still there.
    void remove(std::int64_t letter);
    /// What was added is in the index from here on.
    void write();

private:
    void write_all();
    void wait();

    using Added = std::vector<std::pair<std::int64_t, std::vector<Gram>>>;

    sqlite::Database& db_;
    std::int64_t until_;
    Added added_;                       ///< letters that are not in `lists_` yet
    std::unique_ptr<GramLists> lists_;  ///< what is to be written
    std::size_t count_ = 0;             ///< letters that are in either
    std::int64_t first_ = 0, last_ = 0;
    std::future<void> listing_;  ///< another thread at `lists_`
};

/// Whether the index differs from the folded texts.
[[nodiscard]] bool grams_differ(sqlite::Database& db);
/// Makes it anew.
void make_grams(sqlite::Database& db);

}  // namespace saraban
