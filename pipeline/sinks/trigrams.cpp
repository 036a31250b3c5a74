#include "pipeline/sinks/trigrams.h"

#include "pipeline/sinks/trigram_rows.h"
#include "pipeline/text/narrow.h"

#include <algorithm>
#include <cmath>
#include <functional>
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

/// The best of many, by weight, then the newest.
class Best {
public:
    explicit Best(std::size_t most) : most_(most) {}

    void add(float weight, std::int64_t letter) {
        const std::pair one(weight, letter);
        if (heap_.size() == most_ && one <= heap_.top()) return;
        if (heap_.size() == most_) heap_.pop();
        heap_.push(one);
    }
    /// The least that still counts.
    [[nodiscard]] float least() const { return heap_.size() < most_ ? 0 : heap_.top().first; }
    std::vector<std::int64_t> best_first() {
        std::vector<std::int64_t> out;
        for (; !heap_.empty(); heap_.pop())
            out.push_back(heap_.top().second);
        std::reverse(out.begin(), out.end());
        return out;
    }

private:
    using Weighted = std::pair<float, std::int64_t>;
    std::size_t most_;
    std::priority_queue<Weighted, std::vector<Weighted>, std::greater<>> heap_;
};

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
    const auto weight_of = [&](const Trigram& t) {
        return static_cast<float>(std::log(1 + static_cast<double>(newest_) / t.letters));
    };
    Best best(most);
    for (const Recent& recent : recent_) {
        float weight = 0;
        for (const Trigram& trigram : chosen)
            if (has(recent.text, trigram.gram)) weight += weight_of(trigram);
        if (weight > 0) best.add(weight, recent.letter);
    }
    std::vector<float> weights(kLettersInBlock);
    for (std::int64_t block = block_of(until_); block >= 0 && !chosen.empty(); --block) {
        std::fill(weights.begin(), weights.end(), 0.0F);
        float most_here = 0;
        for (const Trigram& trigram : chosen)
            if (const auto letters = row(block, trigram.gram)) {
                const float weight = weight_of(trigram);
                most_here += weight;
                for_each_letter(*letters, [&](std::int64_t place) {
                    weights[static_cast<std::size_t>(place)] += weight;
                });
            }
        if (most_here < best.least()) continue;
        for (std::size_t i = 0; i < weights.size(); ++i)
            if (weights[i] > best.least())
                best.add(weights[i], block * kLettersInBlock + static_cast<std::int64_t>(i));
    }
    return best.best_first();
}

}  // namespace saraban
