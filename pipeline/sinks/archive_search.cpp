#include "pipeline/sinks/alignment.h"
#include "pipeline/sinks/archive_store.h"
#include "pipeline/sinks/query.h"
#include "pipeline/sinks/snippet.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <unordered_map>

namespace saraban {
namespace {

constexpr std::int64_t kNewest = 2000;      ///< hits that are ranked
constexpr std::int64_t kNewestLoose = 400;  ///< of those that only have all the words: the rest decides
constexpr std::int64_t kSample = 100;       ///< letters that tell how common a word is
constexpr std::int64_t kGramSample = 50;    ///< likewise of a trigram
constexpr std::size_t kRarest = 12;         ///< trigrams that find near matches
constexpr std::int64_t kMostOfOne = 3000;   ///< letters taken of one trigram, the newest
constexpr std::size_t kAligned = 40;        ///< candidates that are compared letter by letter
constexpr double kDense = 0.01;             ///< share of the letters above which hits are found at once
constexpr int kMostRead = 600;              ///< candidates of a phrase that are read
constexpr std::size_t kFilters = 4;         ///< trigrams that find them
constexpr double kSideBySide = 0.25;        ///< how much it counts that the parts of a run stand together
constexpr double kNearEnough = 0.6;         ///< share of the query that must be there

struct Ranked {
    std::int64_t letter = 0;
    double score = 0;
    bool near = false;
};

void best_first(std::vector<Ranked>& hits) {
    std::sort(hits.begin(), hits.end(), [](const Ranked& a, const Ranked& b) {
        return a.score != b.score ? a.score > b.score : a.letter > b.letter;
    });
}

/// A trigram of the query; `at` is its place.
struct Trigram {
    std::string text;
    std::size_t at = 0;
    double letters = 0;  ///< how many have it, about
};

std::vector<Trigram> trigrams_of(const std::string& text, std::size_t at) {
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((text[i] & 0xC0) != 0x80) starts.push_back(i);
    starts.push_back(text.size());
    std::vector<Trigram> out;
    for (std::size_t i = 0; i + 3 < starts.size(); ++i)
        out.push_back({.text = text.substr(starts[i], starts[i + 3] - starts[i]), .at = at + i});
    return out;
}

/// A run of the query, ready to be compared with letters.
struct RunPattern {
    explicit RunPattern(const NearRun& run) : whole(run.whole) {
        for (const auto& part : run.parts)
            size += static_cast<double>(parts.emplace_back(part).size());
    }

    /// 1 if the letter says it all, the parts side by side.
    [[nodiscard]] double share_in(const std::vector<char32_t>& text) const {
        double differences = 0;
        for (const auto& part : parts)
            differences += part.find_in(text).distance;
        const double in_parts = 1 - differences / size;
        if (parts.size() == 1) return in_parts;
        const double in_one = 1 - whole.find_in(text).distance / static_cast<double>(whole.size());
        return (1 - kSideBySide) * in_parts + kSideBySide * std::max(in_one, 0.0);
    }

    ApproximatePattern whole;
    std::vector<ApproximatePattern> parts;
    double size = 0;  ///< characters of all parts
};

/// One search; its steps find more and more loosely.
class Search {
public:
    Search(Archive::Store& store, const Query& query, const SearchOptions& options)
        : store_(store), query_(query), options_(options) {}

    std::vector<Ranked> run() {
        if (auto rare = by_rare_letters()) {
            append(*rare);
        } else {
            append(by_words(Matching::Sequence));
            if (!enough()) append(by_words(Matching::Phrases));
        }
        if (!enough()) append(loosely());
        if (hits_.size() > options_.limit) hits_.resize(options_.limit);
        return hits_;
    }

private:
    [[nodiscard]] bool enough() const { return hits_.size() >= options_.limit; }

    void append(const std::vector<Ranked>& more) {
        for (const Ranked& hit : more)
            if (seen_.insert(hit.letter).second) hits_.push_back(hit);
    }

    std::vector<Ranked> by_words(Matching matching) {
        const std::string expression = fts_expression(query_, matching);
        if (expression == last_expression_) return {};
        last_expression_ = expression;
        auto rows = store_.db.prepare(
            options_.newest_first
                ? "SELECT rowid, 0.0 FROM words WHERE words MATCH ?1 ORDER BY rowid DESC LIMIT ?2"
                : "SELECT rowid, letter_rank(words, ?3, 12, 6, 3, 3, 1, 0) FROM words WHERE words MATCH ?1 "
                  "ORDER BY rowid DESC LIMIT ?2");
        const auto most = options_.newest_first         ? static_cast<std::int64_t>(options_.limit)
                          : matching == Matching::Words ? kNewestLoose
                                                        : kNewest;
        std::vector<Ranked> found;
        if (options_.newest_first)
            rows(expression, most);
        else
            rows(expression, most, rarities(expression));
        while (rows.step())
            found.push_back({.letter = rows.integer(0), .score = rows.real(1)});
        if (!options_.newest_first) best_first(found);
        return found;
    }

    /// A rare phrase of common words: the word index would walk through the long lists of all of them. The
    /// rarest trigrams, which may span words, lead to a few letters that are then read. Nothing where the
    /// word index is as good: a word is rare, the phrase is common, or the query is more than phrases.
    std::optional<std::vector<Ranked>> by_rare_letters() {
        const std::vector<NearRun> runs = near_runs(query_);
        if (runs.empty() || options_.newest_first || query_.kind != Query::Kind::Text ||
            !query_.column.empty())
            return std::nullopt;
        for (const auto& phrase : query_.phrases) {
            if (phrase.prefix || !phrase.literal.empty()) return std::nullopt;
            for (const auto& word : phrase.words)
                if (letters_with(word) < static_cast<double>(options_.long_list)) return std::nullopt;
        }
        std::vector<Trigram> trigrams = rarest_trigrams(runs);
        if (trigrams.empty() || trigrams.front().letters > kDense * newest_) return std::nullopt;
        trigrams.resize(std::min(trigrams.size(), kFilters));
        return read_candidates(trigrams, runs.front());
    }

    /// The letters that have all these trigrams and say the run, or its parts; newest first.
    std::vector<Ranked> read_candidates(const std::vector<Trigram>& trigrams, const NearRun& run) {
        std::string all;
        for (const Trigram& trigram : trigrams)
            all += (all.empty() ? "\"" : " AND \"") + trigram.text + "\"";
        auto rows = store_.db.prepare(
            "SELECT id, letters.body FROM grams JOIN letters ON letters.id = grams.rowid WHERE grams MATCH "
            "?1 "
            "ORDER BY grams.rowid DESC LIMIT ?2");
        std::vector<Ranked> found;
        for (rows(all, kMostRead); rows.step() && found.size() < 2 * options_.limit;) {
            const std::string text = store_.folder.letters(rows.text(1));
            const auto has = [&](const std::string& part) { return text.find(part) != std::string::npos; };
            const bool whole = has(run.whole);
            if (whole || std::all_of(run.parts.begin(), run.parts.end(), has))
                found.push_back({.letter = rows.integer(0), .score = whole ? 2.0 : 1.0});
        }
        best_first(found);
        return found;
    }

    /// The rarity of each phrase of the expression, as letter_rank() wants it: that of its rarest word. One
    /// phrase alone needs none.
    std::string rarities(const std::string& expression) {
        std::vector<double> out;
        for (auto open = expression.find('"'); open != std::string::npos;) {
            const auto close = expression.find('"', open + 1);
            double most = 0;
            for (std::size_t at = open + 1; at < close;) {
                const auto end = std::min(expression.find(' ', at), close);
                most = std::max(most, rarity(expression.substr(at, end - at)));
                at = end + 1;
            }
            out.push_back(most);
            open = expression.find('"', close + 1);
        }
        if (out.size() < 2) return "1";
        std::string text;
        for (const double value : out)
            text += std::to_string(value) + " ";
        return text;
    }

    double rarity(const std::string& word) {
        const double letters = letters_with(word);
        return std::max(0.01, std::log((newest_ - letters + 0.5) / (letters + 0.5)));
    }

    /// About how many letters have the word.
    double letters_with(const std::string& word) {
        const auto [known, unknown] = word_counts_.try_emplace(word, 0);
        if (unknown) known->second = spread(word_sample_, word, kSample);
        return known->second;
    }

    /// About how many letters have the term, judged by how close together its newest ones are.
    double spread(sqlite::Statement& sample, const std::string& term, std::int64_t most) {
        sample("\"" + term + "\"", most).step();
        const auto count = static_cast<double>(sample.integer(0));
        const double over = newest_ - static_cast<double>(sample.integer(1)) + 1;
        sample.reset();
        return count < static_cast<double>(most) ? count : count * newest_ / over;
    }

    /// Letters with all the words, or with most of the rarest trigrams, by how much of the query they say.
    std::vector<Ranked> loosely() {
        std::vector<Ranked> worded = by_words(Matching::Words);
        const std::vector<NearRun> runs = near_runs(query_);
        if (!options_.near || runs.empty()) return worded;
        if (worded.size() > kAligned) worded.resize(kAligned);
        std::set<std::int64_t> candidates;
        for (const Ranked& hit : worded)
            candidates.insert(hit.letter);
        const std::set<std::int64_t> all_words = candidates;
        for (const std::int64_t letter : by_trigrams(rarest_trigrams(runs)))
            candidates.insert(letter);
        return aligned(candidates, all_words, runs);
    }

    /// The rarest trigrams of the query, not all from one place: one misread letter spoils three neighbours.
    std::vector<Trigram> rarest_trigrams(const std::vector<NearRun>& runs) {
        std::vector<Trigram> all;
        for (const NearRun& run : runs)
            for (auto& trigram : trigrams_of(run.whole, all.empty() ? 0 : all.back().at + 3))
                all.push_back(std::move(trigram));
        for (Trigram& trigram : all)
            trigram.letters = spread(gram_sample_, trigram.text, kGramSample);
        std::erase_if(all, [](const Trigram& t) { return t.letters == 0; });
        std::sort(all.begin(), all.end(),
                  [](const Trigram& a, const Trigram& b) { return a.letters < b.letters; });
        std::vector<Trigram> out;
        for (const Trigram& trigram : all) {
            const bool apart = std::none_of(out.begin(), out.end(), [&](const Trigram& t) {
                return std::max(t.at, trigram.at) - std::min(t.at, trigram.at) < 2;
            });
            if (apart && out.size() < kRarest) out.push_back(trigram);
        }
        return out;
    }

    /// The letters with most of these trigrams, rarer ones counting more.
    std::vector<std::int64_t> by_trigrams(const std::vector<Trigram>& trigrams) {
        std::unordered_map<std::int64_t, double> weight;
        auto rows =
            store_.db.prepare("SELECT rowid FROM grams WHERE grams MATCH ?1 ORDER BY rowid DESC LIMIT ?2");
        for (const Trigram& trigram : trigrams)
            for (rows("\"" + trigram.text + "\"", kMostOfOne); rows.step();)
                weight[rows.integer(0)] += std::log(1 + newest_ / trigram.letters);
        std::vector<Ranked> ranked;
        for (const auto& [letter, sum] : weight)
            if (!seen_.contains(letter)) ranked.push_back({.letter = letter, .score = sum});
        const auto middle = ranked.begin() + static_cast<std::ptrdiff_t>(std::min(kAligned, ranked.size()));
        std::nth_element(ranked.begin(), middle, ranked.end(), [](const Ranked& a, const Ranked& b) {
            return a.score != b.score ? a.score > b.score : a.letter > b.letter;
        });
        std::vector<std::int64_t> out;
        for (auto i = ranked.begin(); i != middle; ++i)
            out.push_back(i->letter);
        return out;
    }

    std::vector<Ranked> aligned(const std::set<std::int64_t>& candidates,
                                const std::set<std::int64_t>& all_words, const std::vector<NearRun>& runs) {
        const std::vector<RunPattern> patterns(runs.begin(), runs.end());
        double all = 0;
        for (const auto& pattern : patterns)
            all += pattern.size;
        const std::string filter = facet_expression(query_);
        auto passes = store_.db.prepare("SELECT 1 FROM words WHERE words MATCH ?1 AND rowid = ?2");
        auto body = store_.db.prepare("SELECT body FROM letters WHERE id = ?1");
        std::vector<Ranked> out;
        for (const std::int64_t letter : candidates) {
            if (!filter.empty() && !passes(filter, letter).step()) continue;
            body(letter).step();
            const auto text = code_points(store_.folder.letters(body.text(0)));
            double share = 0;
            for (const auto& pattern : patterns)
                share += pattern.share_in(text) * pattern.size / all;
            const bool worded = all_words.contains(letter);
            if (share >= kNearEnough || worded)
                out.push_back({.letter = letter, .score = share, .near = !worded});
        }
        best_first(out);
        return out;
    }

    sqlite::Statement sample_of(const std::string& index) {
        return store_.db.prepare("SELECT count(*), min(rowid) FROM (SELECT rowid FROM " + index + " WHERE " +
                                 index + " MATCH ?1 ORDER BY rowid DESC LIMIT ?2)");
    }

    Archive::Store& store_;
    const Query& query_;
    const SearchOptions& options_;
    const double newest_ = static_cast<double>(store_.db.integer("SELECT max(id) FROM letters"));
    sqlite::Statement word_sample_ = sample_of("words");
    sqlite::Statement gram_sample_ = sample_of("grams");
    std::unordered_map<std::string, double> word_counts_;
    std::string last_expression_;
    std::vector<Ranked> hits_;
    std::set<std::int64_t> seen_;
};

Hit hit_of(Archive::Store& store, sqlite::Statement& row, const Ranked& ranked, const Query& query) {
    row(ranked.letter).step();
    Hit hit{.id = std::string(row.text(0)),
            .path = std::string(row.text(1)),
            .number = std::string(row.text(2).substr(0, row.text(2).find('\n'))),
            .date = std::string(row.text(3)),
            .subject = std::string(row.text(4)),
            .sender = std::string(row.text(5).substr(0, row.text(5).find('\n'))),
            .score = ranked.score,
            .near = ranked.near};
    hit.snippet = make_snippet(row.text(6), query, ranked.near, store.folder);
    return hit;
}

}  // namespace

std::vector<Hit> Archive::search(std::string_view text, const SearchOptions& options) {
    const Query query = parse_query(text, store_->folder);
    auto row = store_->db.prepare(
        "SELECT record_id, path, number, date, subject, sender, body, sha256 FROM letters JOIN files ON "
        "files.id = file "
        "WHERE letters.id = ?1");
    std::vector<Hit> out;
    for (const Ranked& ranked : Search(*store_, query, options).run()) {
        out.push_back(hit_of(*store_, row, ranked, query));
        place_snippet(out.back().snippet, pages(row.text(7)));
    }
    return out;
}

}  // namespace saraban
