#include "pipeline/sinks/trigrams.h"

#include "pipeline/sinks/trigram_rows.h"
#include "pipeline/text/narrow.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <queue>

namespace saraban {
namespace {

constexpr std::size_t kMostCounted = 80;    ///< trigrams of a query that are counted
constexpr std::size_t kRarest = 16;         ///< trigrams that find near matches
constexpr int kEnoughCounted = 20;          ///< letters that tell how common a trigram is
constexpr std::int64_t kBlocksCounted = 3;  ///< blocks that do so where they have it

std::vector<Trigram> trigrams_of(std::string_view text, std::size_t at) {
    std::vector<Trigram> out;
    for (std::size_t i = 0; i + 3 <= text.size(); ++i)
        if (const auto gram = gram_at(text, i)) out.push_back({.gram = *gram, .at = at + i});
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

bool has(const std::string& text, Gram gram) {
    const std::array<char, 3> letters{static_cast<char>(gram >> 16U), static_cast<char>(gram >> 8U),
                                      static_cast<char>(gram)};
    return text.find(letters.data(), 0, letters.size()) != std::string::npos;
}

constexpr std::size_t kSlices = 10;   ///< bits of a sum of weights
constexpr unsigned kMostWeight = 63;  ///< of one trigram
static_assert(kRarest * kMostWeight < 1U << kSlices);

/// A sum for each letter of a block, all of them at once: bit k of the sums stands in slice k.
class Sums {
public:
    void clear() { slices_ = {}; }

    /// Adds `weight` to the sums of these letters.
    void add(const Block& letters, unsigned weight) {
        for (std::size_t bit = 0; weight >> bit != 0; ++bit) {
            if ((weight >> bit & 1U) == 0) continue;
            Block carry = letters;
            for (std::size_t k = bit; k < kSlices; ++k)
                for (std::size_t i = 0; i < carry.size(); ++i) {
                    const std::uint64_t both = slices_[k][i] & carry[i];
                    slices_[k][i] ^= carry[i];
                    carry[i] = both;
                }
        }
    }

    /// The letters whose sum is greater.
    [[nodiscard]] Block over(unsigned sum) const {
        Block greater{}, equal;
        equal.fill(~std::uint64_t{0});
        for (std::size_t k = kSlices; k-- > 0;)
            for (std::size_t i = 0; i < equal.size(); ++i) {
                const std::uint64_t bits = slices_[k][i];
                if ((sum >> k & 1U) == 0) greater[i] |= equal[i] & bits;
                equal[i] &= (sum >> k & 1U) != 0 ? bits : ~bits;
            }
        return greater;
    }
    [[nodiscard]] bool any_over(unsigned sum) const {
        const Block letters = over(sum);
        return std::any_of(letters.begin(), letters.end(), [](auto bits) { return bits != 0; });
    }

    [[nodiscard]] unsigned of(std::int64_t place) const {
        unsigned sum = 0;
        for (std::size_t k = 0; k < kSlices; ++k)
            sum |=
                static_cast<unsigned>(slices_[k][static_cast<std::size_t>(place / 64)] >> (place % 64) & 1U)
                << k;
        return sum;
    }

private:
    std::array<Block, kSlices> slices_{};
};

/// The best of many, by weight, then the newest.
class Best {
public:
    explicit Best(std::size_t most) : most_(most) {}

    void add(unsigned weight, std::int64_t letter) {
        const std::pair one(weight, letter);
        if (heap_.size() == most_ && one <= heap_.top()) return;
        if (heap_.size() == most_) heap_.pop();
        heap_.push(one);
    }
    /// Less or as much does not count, of a letter that is older.
    [[nodiscard]] unsigned least() const { return heap_.size() < most_ ? 0 : heap_.top().first; }
    std::vector<std::int64_t> best_first() {
        std::vector<std::int64_t> out;
        for (; !heap_.empty(); heap_.pop())
            out.push_back(heap_.top().second);
        std::reverse(out.begin(), out.end());
        return out;
    }

private:
    using Weighted = std::pair<unsigned, std::int64_t>;
    std::size_t most_;
    std::priority_queue<Weighted, std::vector<Weighted>, std::greater<>> heap_;
};

/// How much each tells, the rarest kMostWeight.
std::vector<unsigned> weights_of(const std::vector<Trigram>& rarest_first, double letters) {
    const auto told_by = [&](const Trigram& t) { return std::log(1 + letters / t.letters); };
    std::vector<unsigned> out;
    for (const Trigram& trigram : rarest_first)
        out.push_back(std::max(1U, static_cast<unsigned>(std::lround(kMostWeight * told_by(trigram) /
                                                                     told_by(rarest_first.front())))));
    return out;
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

TrigramIndex::TrigramIndex(sqlite::Database& db, std::int64_t newest)
    : newest_(newest),
      until_(db.integer("SELECT until FROM gram_state")),
      find_(db.prepare("SELECT letters FROM grams WHERE id = ?1")),
      recent_(recent_letters(db)) {}

std::vector<TrigramIndex::Recent> TrigramIndex::recent_letters(sqlite::Database& db) const {
    std::vector<Recent> out;
    auto rows = db.prepare("SELECT letter, body FROM folded_texts WHERE letter > ?1 ORDER BY letter DESC");
    for (rows(until_); rows.step();) {
        out.push_back({.letter = rows.integer(0), .text = std::string(rows.text(1))});
        std::erase(out.back().text, ' ');
    }
    return out;
}

std::optional<std::string_view> TrigramIndex::row(std::int64_t block, Gram gram) {
    if (!find_(row_of(block, gram)).step()) return std::nullopt;
    return find_.text(0);
}

double TrigramIndex::count(Gram gram) {
    const auto [known, unknown] = counts_.try_emplace(gram, 0);
    if (!unknown) return known->second;
    const auto recent =
        std::count_if(recent_.begin(), recent_.end(), [&](const Recent& r) { return has(r.text, gram); });
    std::int64_t counted = recent, looked = newest_ - until_;
    const std::int64_t last = block_of(until_);
    for (std::int64_t block = last; until_ > 0 && block >= 0; --block) {
        if (const auto letters = row(block, gram)) counted += count_letters_in(*letters);
        looked = newest_ - block * kLettersInBlock;
        if (counted >= kEnoughCounted || (counted > 0 && last - block + 1 >= kBlocksCounted)) break;
    }
    const auto share = static_cast<double>(counted) / static_cast<double>(std::max<std::int64_t>(looked, 1));
    return known->second = share * static_cast<double>(newest_);
}

std::vector<Trigram> TrigramIndex::rarest(const std::vector<std::string>& texts) {
    std::vector<Trigram> all;
    for (const auto& text : texts)
        for (const Trigram& trigram : trigrams_of(text, all.empty() ? 0 : all.back().at + 3))
            all.push_back(trigram);
    if (all.size() > kMostCounted) all = thinned(all);
    for (Trigram& trigram : all)
        trigram.letters = count(trigram.gram);
    std::erase_if(all, [](const Trigram& t) { return t.letters == 0; });
    std::sort(all.begin(), all.end(),
              [](const Trigram& a, const Trigram& b) { return a.letters < b.letters; });
    return all;
}

std::vector<std::int64_t> TrigramIndex::with_all(const std::vector<Trigram>& trigrams, std::size_t most) {
    std::vector<std::int64_t> out;
    if (trigrams.empty()) return out;
    for (const Recent& recent : recent_)
        if (out.size() < most && std::all_of(trigrams.begin(), trigrams.end(),
                                             [&](const Trigram& t) { return has(recent.text, t.gram); }))
            out.push_back(recent.letter);
    for (std::int64_t block = block_of(until_); block >= 0 && out.size() < most; --block) {
        Block all;
        all.fill(~std::uint64_t{0});
        bool some = true;
        for (std::size_t i = 0; some && i < trigrams.size(); ++i) {
            const auto letters = row(block, trigrams[i].gram);
            some = letters && keep_common(*letters, all);
        }
        if (some)
            for_each_newest(all, [&](std::int64_t place) {
                if (out.size() < most) out.push_back(block * kLettersInBlock + place);
            });
    }
    return out;
}

std::vector<std::int64_t> TrigramIndex::with_many(const std::vector<Trigram>& rarest_first,
                                                  std::size_t most) {
    // One misread character spoils three neighbours.
    const std::vector<Trigram> chosen = apart(rarest_first, 2, kRarest);
    if (chosen.empty()) return {};
    const std::vector<unsigned> weights = weights_of(chosen, static_cast<double>(newest_));
    Best best(most);
    for (const Recent& recent : recent_) {
        unsigned weight = 0;
        for (std::size_t i = 0; i < chosen.size(); ++i)
            if (has(recent.text, chosen[i].gram)) weight += weights[i];
        if (weight > 0) best.add(weight, recent.letter);
    }
    const unsigned all = std::accumulate(weights.begin(), weights.end(), 0U);
    Sums sums;
    Block letters;
    for (std::int64_t block = block_of(until_); block >= 0; --block) {
        sums.clear();
        unsigned rest = all;
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            // Where the best have so much that no letter here can have more, the common ones are not read.
            if (best.least() >= rest && !sums.any_over(best.least() - rest)) break;
            rest -= weights[i];
            if (const auto packed = row(block, chosen[i].gram)) {
                unpack(*packed, letters);
                sums.add(letters, weights[i]);
            }
        }
        for_each_newest(sums.over(best.least() + rest), [&](std::int64_t place) {
            best.add(sums.of(place), block * kLettersInBlock + place);
        });
    }
    return best.best_first();
}

}  // namespace saraban
