#include "pipeline/sinks/archive_store.h"
#include "pipeline/sinks/completions.h"
#include "pipeline/sinks/page_json.h"
#include "pipeline/sinks/query.h"
#include "pipeline/sinks/run_pattern.h"
#include "pipeline/sinks/snippet.h"
#include "pipeline/sinks/trigrams.h"
#include "pipeline/text/narrow.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <unordered_map>

namespace saraban {
namespace {

constexpr std::int64_t kNewest = 2000;      ///< hits that are ranked
constexpr std::int64_t kNewestLoose = 400;  ///< of those that only have all the words: the rest decides
constexpr std::size_t kEnough = 200;        ///< hits that do where more would have to be looked for
constexpr std::int64_t kFarBack = 100000;   ///< letters before the newest that are looked through in any case
constexpr std::int64_t kSample = 100;       ///< letters that tell how common a word is
constexpr std::size_t kAligned = 100;       ///< candidates that are compared letter by letter
constexpr double kDense = 0.02;             ///< share of the letters above which hits are found at once
constexpr std::size_t kMostRead = 150;      ///< candidates of a phrase that are read
constexpr std::size_t kFilters = 5;         ///< trigrams that find them, at least
constexpr std::size_t kMostFilters = 10;    ///< with those that few letters have
constexpr double kShortList = 60000;        ///< letters that are few
constexpr std::int64_t kLookedAt = 3000;    ///< of the newest letters, to tell what is dense
constexpr std::size_t kCompletions = 12;    ///< words that a beginning stands for
constexpr std::size_t kAllCompletions = 500;
constexpr double kNearEnough = 0.6;  ///< share of the query that must be there

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

bool is_thai(const std::string& word) {
    const std::string letters = narrow(word);
    return std::all_of(letters.begin(), letters.end(), is_narrow_thai);
}

std::vector<std::string> wholes_of(const std::vector<RunPattern>& runs) {
    std::vector<std::string> out;
    for (const RunPattern& run : runs)
        out.push_back(run.whole_text);
    return out;
}

/// The statement that count_letters() wants.
sqlite::Statement make_sample(sqlite::Database& db) {
    return db.prepare(
        "SELECT count(*), min(rowid) FROM (SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid DESC "
        "LIMIT ?2)");
}

/// About how many letters have a word: how far back the newest of them go tells.
double count_letters(sqlite::Statement& sample, const std::string& word, double newest) {
    sample("\"" + word + "\"", kSample).step();
    const auto count = static_cast<double>(sample.integer(0));
    const double over = newest - static_cast<double>(sample.integer(1)) + 1;
    sample.reset();
    return count < static_cast<double>(kSample) ? count : count * newest / over;
}

/// The words of a query that is nothing but Thai words, anywhere in the letter; empty for any other.
std::vector<std::string> plain_words(const Query& query) {
    std::vector<std::string> out;
    if (query.kind == Query::Kind::And) {
        for (const auto& part : query.parts) {
            const auto words = plain_words(part);
            if (words.empty()) return {};
            out.insert(out.end(), words.begin(), words.end());
        }
        return out;
    }
    if (query.kind != Query::Kind::Text || !query.column.empty()) return {};
    for (const auto& phrase : query.phrases) {
        // Numbers and Latin words do not stand inside longer ones, which letters without blanks do not show.
        if (!phrase.literal.empty() || !std::all_of(phrase.words.begin(), phrase.words.end(), is_thai))
            return {};
        out.insert(out.end(), phrase.words.begin(), phrase.words.end());
    }
    return out;
}

/// What a letter must say if it says the words of plain_words(), narrow: each word, or what is in quotes as a
/// whole.
std::vector<std::string> least_texts(const Query& query) {
    std::vector<std::string> out;
    for (const auto& part : query.parts)
        for (auto& text : least_texts(part))
            out.push_back(std::move(text));
    for (const auto& phrase : query.phrases) {
        std::string whole;
        for (const auto& word : phrase.words) {
            if (!phrase.quoted) out.push_back(narrow(word));
            whole += word;
        }
        if (phrase.quoted) out.push_back(narrow(whole));
    }
    return out;
}

bool has_prefix(const Query& query) {
    return std::any_of(query.phrases.begin(), query.phrases.end(), [](const auto& p) { return p.prefix; }) ||
           std::any_of(query.parts.begin(), query.parts.end(), has_prefix);
}

bool has_facet(const Query& query) {
    return query.kind == Query::Kind::Facet || std::any_of(query.parts.begin(), query.parts.end(), has_facet);
}

/// One search; its steps find more and more loosely.
///
/// The word index answers at once where a word is rare, and where hits are dense. Common words that are
/// seldom together would make it walk through long lists: then the rarest trigrams, which may span words,
/// lead to a few letters that are read.
class Search {
public:
    Search(Archive::Store& store, const Query& query, const SearchOptions& options)
        : store_(store), query_(query), options_(options) {}

    std::vector<Ranked> run() {
        if (has_prefix(query_)) by_completions();
        if (!enough()) strictly();
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

    /// The list of all words that begin with one letter is longer than that of any word: where the frequent
    /// ones do, all are not asked for. The newest letters must be found whatever word they have.
    void by_completions() {
        append(by_words(completed(query_, store_.db, options_.newest_first ? kAllCompletions : kCompletions),
                        Matching::Sequence));
        if (enough()) return;
        hits_.clear();
        seen_.clear();
        last_expression_.clear();
    }

    /// What says the query as it is.
    void strictly() {
        if (const auto read = by_letters()) {
            append(*read);
            return;
        }
        append(by_words(query_, Matching::Sequence));
        if (!enough()) append(by_words(query_, Matching::Phrases));
    }

    std::vector<Ranked> by_words(const Query& query, Matching matching) {
        const std::string expression = fts_expression(query, matching);
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
        if (options_.newest_first)
            rows(expression, most);
        else
            rows(expression, most, rarities(expression));
        const auto far = static_cast<std::int64_t>(newest_) - kFarBack;
        std::vector<Ranked> found;
        while (rows.step()) {
            found.push_back({.letter = rows.integer(0), .score = rows.real(1)});
            if (found.size() >= kEnough && found.back().letter < far) break;
        }
        if (!options_.newest_first) best_first(found);
        return found;
    }

    /// Nothing where the word index is as good.
    std::optional<std::vector<Ranked>> by_letters() {
        if (runs_.empty() || options_.newest_first || !has_long_lists()) return std::nullopt;
        const auto whole = candidates(wholes_);
        if (whole.empty() && grams_.rarest(wholes_).empty()) return std::nullopt;
        std::vector<Ranked> found = read(whole);
        const bool all_of_them = found.size() >= 2 * options_.limit;
        if (all_of_them && is_dense(whole) && !has_prefix(query_) && is_dense_in_words()) return std::nullopt;
        reads_letters_ = true;
        std::vector<std::string> parts;
        for (const RunPattern& run : patterns_)
            parts.insert(parts.end(), run.texts.begin(), run.texts.end());
        if (found.size() >= options_.limit || parts == wholes_) return found;
        // The parts may stand apart: trigrams across their borders find only letters with the whole run.
        const auto more = read(candidates(parts));
        found.insert(found.end(), more.begin(), more.end());
        best_first(found);
        return found;
    }

    /// What most letters have may still be cut into other words: FTS5 would look for it in their whole lists.
    bool is_dense_in_words() {
        auto rows = store_.db.prepare(
            "SELECT count(*) FROM (SELECT rowid FROM words WHERE words MATCH ?1 AND rowid > ?2 LIMIT ?3)");
        rows(fts_expression(query_, Matching::Sequence), static_cast<std::int64_t>(newest_) - kLookedAt,
             static_cast<std::int64_t>(options_.limit));
        return rows.step() && rows.integer(0) >= static_cast<std::int64_t>(options_.limit);
    }

    /// Letters with the rarest trigrams of these texts.
    std::vector<std::int64_t> candidates(const std::vector<std::string>& texts) {
        // Neighbours share characters: they would hardly tell more.
        std::vector<Trigram> rarest = apart(grams_.rarest(texts), 3, kMostFilters);
        std::size_t filters = std::min(kFilters, rarest.size());
        while (filters < rarest.size() && rarest[filters].letters < kShortList)
            ++filters;
        rarest.resize(filters);
        return grams_.with_all(rarest, kMostRead);
    }

    [[nodiscard]] bool is_dense(const std::vector<std::int64_t>& newest) const {
        return static_cast<double>(newest.size()) >
               kDense * (newest_ - static_cast<double>(newest.back()) + static_cast<double>(kMostRead));
    }

    /// Only words whose lists are long together. A beginning is a list of many words.
    bool has_long_lists() {
        if (words_.empty() || (words_.size() == 1 && !has_prefix(query_))) return false;
        double rarest = newest_;
        for (const auto& word : words_)
            rarest = std::min(rarest, letters_with(word));
        return has_prefix(query_) || rarest >= static_cast<double>(options_.long_list);
    }

    /// Those of the candidates that say every run, or its parts.
    std::vector<Ranked> read(const std::vector<std::int64_t>& letters) {
        auto row = store_.db.prepare("SELECT body, subject, offices FROM folded_texts WHERE letter = ?1");
        std::vector<Ranked> found;
        for (const std::int64_t letter : letters) {
            row(letter).step();
            if (const double score = score_of(patterns_, row.text(0), row.text(1), row.text(2)); score > 0)
                found.push_back({.letter = letter, .score = score});
            if (found.size() >= 2 * options_.limit) break;
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
        if (unknown) known->second = count_letters(word_sample_, word, newest_);
        return known->second;
    }

    /// Letters with all the words, or with many of the rarest trigrams, by how much of the query they say.
    std::vector<Ranked> loosely() {
        std::set<std::int64_t> worded, letters;
        if (!reads_letters_) {
            std::vector<Ranked> found = by_words(query_, Matching::Words);
            if (!options_.near || runs_.empty()) return found;
            if (found.size() > kAligned) found.resize(kAligned);
            for (const Ranked& hit : found)
                worded.insert(hit.letter);
            letters = worded;
        } else if (!options_.near) {
            insert_newest(candidates(least_texts_), letters);
        }
        if (options_.near) {
            // Words cut in two by the query are in no list of words; their letters are where they are.
            if (!reads_letters_ && hits_.empty()) insert_newest(candidates(wholes_), letters);
            insert_newest(grams_.with_many(grams_.rarest(wholes_), kAligned), letters);
        }
        return aligned(letters, worded);
    }

    static void insert_newest(const std::vector<std::int64_t>& found, std::set<std::int64_t>& letters) {
        for (std::size_t i = 0; i < std::min(found.size(), kAligned); ++i)
            letters.insert(found[i]);
    }

    std::vector<Ranked> aligned(const std::set<std::int64_t>& candidates,
                                const std::set<std::int64_t>& worded) {
        double all = 0;
        for (const auto& pattern : patterns_)
            all += pattern.size;
        auto facets = store_.db.prepare("SELECT facets FROM letters WHERE id = ?1");
        const bool filters = has_facet(query_);
        auto body = store_.db.prepare("SELECT body FROM folded_texts WHERE letter = ?1");
        std::vector<Ranked> out;
        for (const std::int64_t letter : candidates) {
            if (seen_.contains(letter)) continue;
            if (filters && (!facets(letter).step() || !has_facets(query_, facets.text(0)))) continue;
            body(letter).step();
            const std::string letters = letters_of(body.text(0));
            const bool has_words =
                worded.contains(letter) ||
                (reads_letters_ && std::all_of(least_texts_.begin(), least_texts_.end(), [&](const auto& w) {
                     return letters.find(w) != std::string::npos;
                 }));
            if (!has_words && !options_.near) continue;
            double share = 0;
            for (const auto& pattern : patterns_)
                share += pattern.share_in(letters) * pattern.size / all;
            if (share >= kNearEnough || has_words)
                out.push_back({.letter = letter, .score = share, .near = !has_words});
        }
        best_first(out);
        return out;
    }

    Archive::Store& store_;
    const Query& query_;
    const SearchOptions& options_;
    const std::vector<NearRun> runs_ = near_runs(query_);
    const std::vector<RunPattern> patterns_{runs_.begin(), runs_.end()};
    const std::vector<std::string> wholes_ = wholes_of(patterns_);
    const std::vector<std::string> words_ = plain_words(query_);
    const std::vector<std::string> least_texts_ = least_texts(query_);
    const double newest_ = static_cast<double>(store_.db.integer("SELECT max(id) FROM letters"));
    TrigramIndex grams_{store_.db, static_cast<std::int64_t>(newest_)};
    sqlite::Statement word_sample_ = make_sample(store_.db);
    std::unordered_map<std::string, double> word_counts_;
    bool reads_letters_ = false;  ///< the word index is too slow for this query
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
    const sqlite::Snapshot snapshot(store_->db);
    auto row = store_->db.prepare(
        "SELECT record_id, path, number, date, subject, sender, body FROM letters JOIN files ON files.id = "
        "file WHERE letters.id = ?1");
    auto page = store_->db.prepare(
        "SELECT page, content FROM letters JOIN pages USING (file) WHERE letters.id = ?1 AND instr(content, "
        "?2) > "
        "0 AND page IN (SELECT value FROM json_each(letters.record, '$.pages')) ORDER BY page LIMIT 1");
    std::vector<Hit> out;
    for (const Ranked& ranked : Search(*store_, query, options).run()) {
        Hit& hit = out.emplace_back(hit_of(*store_, row, ranked, query));
        for (const std::string& wanted : marked_words(hit.snippet)) {
            if (hit.snippet.page != 0 || !page(ranked.letter, wanted).step()) continue;
            const auto line = find_line(page.text(1), wanted);
            if (line) place_snippet(hit.snippet, wanted, *line, static_cast<int>(page.integer(0)));
        }
    }
    return out;
}

}  // namespace saraban
