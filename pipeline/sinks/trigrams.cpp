#include "pipeline/sinks/trigrams.h"

#include <algorithm>
#include <cmath>

namespace saraban {
namespace {

constexpr std::int64_t kSample = 50;       ///< letters that tell how common a trigram is
constexpr std::size_t kMostCounted = 80;   ///< trigrams of a query that are counted
constexpr std::size_t kRarest = 12;        ///< trigrams that find near matches
constexpr std::int64_t kMostOfOne = 2000;  ///< letters taken of one trigram, the newest
constexpr std::int64_t kMostOfTwo = 1000;  ///< letters taken of two common ones together

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

/// Every second one, or third: neighbours share two of their characters.
std::vector<Trigram> thinned(const std::vector<Trigram>& all) {
    const std::size_t step = (all.size() + kMostCounted - 1) / kMostCounted;
    std::vector<Trigram> out;
    for (std::size_t i = 0; i < all.size(); i += step)
        out.push_back(all[i]);
    return out;
}

std::string quoted(const Trigram& trigram) {
    return "\"" + trigram.text + "\"";
}

}  // namespace

std::vector<Trigram> apart(const std::vector<Trigram>& rarest_first, std::size_t gap, std::size_t most) {
    std::vector<Trigram> out;
    for (const Trigram& trigram : rarest_first) {
        const bool alone = std::none_of(out.begin(), out.end(), [&](const Trigram& t) {
            return std::max(t.at, trigram.at) - std::min(t.at, trigram.at) < gap;
        });
        if (alone && out.size() < most) out.push_back(trigram);
    }
    return out;
}

sqlite::Statement make_sample(sqlite::Database& db, const std::string& index) {
    return db.prepare("SELECT count(*), min(rowid) FROM (SELECT rowid FROM " + index + " WHERE " + index +
                      " MATCH ?1 ORDER BY rowid DESC LIMIT ?2)");
}

double count_letters(sqlite::Statement& sample, const std::string& term, std::int64_t most, double newest) {
    sample("\"" + term + "\"", most).step();
    const auto count = static_cast<double>(sample.integer(0));
    const double over = newest - static_cast<double>(sample.integer(1)) + 1;
    sample.reset();
    return count < static_cast<double>(most) ? count : count * newest / over;
}

TrigramIndex::TrigramIndex(sqlite::Database& db, double newest)
    : newest_(newest),
      find_(db.prepare("SELECT rowid FROM grams WHERE grams MATCH ?1 ORDER BY rowid DESC LIMIT ?2")),
      sample_(make_sample(db, "grams")) {}

double TrigramIndex::count(const std::string& trigram) {
    const auto [known, unknown] = counts_.try_emplace(trigram, 0);
    if (unknown) known->second = count_letters(sample_, trigram, kSample, newest_);
    return known->second;
}

std::vector<Trigram> TrigramIndex::rarest(const std::vector<std::string>& texts) {
    std::vector<Trigram> all;
    for (const auto& text : texts)
        for (auto& trigram : trigrams_of(text, all.empty() ? 0 : all.back().at + 3))
            all.push_back(std::move(trigram));
    if (all.size() > kMostCounted) all = thinned(all);
    for (Trigram& trigram : all)
        trigram.letters = count(trigram.text);
    std::erase_if(all, [](const Trigram& t) { return t.letters == 0; });
    std::sort(all.begin(), all.end(),
              [](const Trigram& a, const Trigram& b) { return a.letters < b.letters; });
    return all;
}

std::vector<std::int64_t> TrigramIndex::with_all(const std::vector<Trigram>& trigrams, std::int64_t most) {
    std::string all;
    for (const Trigram& trigram : trigrams)
        all += (all.empty() ? "" : " AND ") + quoted(trigram);
    std::vector<std::int64_t> out;
    if (all.empty()) return out;
    for (find_(all, most); find_.step();)
        out.push_back(find_.integer(0));
    return out;
}

std::vector<std::int64_t> TrigramIndex::with_many(const std::vector<Trigram>& rarest_first,
                                                  std::size_t most) {
    std::unordered_map<std::int64_t, double> weights;
    const auto add = [&](const std::vector<std::int64_t>& letters, double weight) {
        for (const std::int64_t letter : letters)
            weights[letter] += weight;
    };
    const auto weight_of = [&](const Trigram& t) { return std::log(1 + newest_ / t.letters); };
    // One misread character spoils three neighbours.
    const std::vector<Trigram> chosen = apart(rarest_first, 2, kRarest);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const Trigram& one = chosen[i];
        // Of a common trigram the newest letters tell little: two of them together find old ones, too.
        if (one.letters > static_cast<double>(kMostOfOne) && i + 1 < chosen.size()) {
            const Trigram& other = chosen[++i];
            add(with_all({one, other}, kMostOfTwo), weight_of(one) + weight_of(other));
        } else {
            add(with_all({one}, kMostOfOne), weight_of(one));
        }
    }
    std::vector<std::pair<double, std::int64_t>> ranked;
    for (const auto& [letter, weight] : weights)
        ranked.emplace_back(weight, letter);
    const auto end = ranked.begin() + static_cast<std::ptrdiff_t>(std::min(most, ranked.size()));
    std::partial_sort(ranked.begin(), end, ranked.end(), std::greater<>());
    std::vector<std::int64_t> out;
    for (auto i = ranked.begin(); i != end; ++i)
        out.push_back(i->second);
    return out;
}

}  // namespace saraban
