#include "pipeline/sinks/trigram_rows.h"

#include <algorithm>
#include <map>

namespace saraban {
namespace {

constexpr std::int64_t kMostRecent = 100;  ///< letters that are in no row
constexpr std::size_t kMostAdded = 20000;  ///< letters that wait in memory
constexpr std::size_t kListed = 1000;      ///< letters that another thread lists at once

using Places = std::vector<std::uint16_t>;

/// What letters of one block add to the rows.
class Lists {
public:
    void add(std::int64_t letter, const std::vector<Gram>& grams) {
        const auto place = static_cast<std::uint16_t>(letter % kLettersInBlock);
        for (const Gram gram : grams)
            lists_[gram].push_back(place);
    }
    void remove(std::int64_t letter, const std::vector<Gram>& grams) {
        for (const Gram gram : grams)
            std::erase(lists_[gram], static_cast<std::uint16_t>(letter % kLettersInBlock));
    }

    /// By trigram, so that the table is written from its beginning to its end.
    [[nodiscard]] std::vector<std::pair<Gram, const Places*>> sorted() const {
        std::vector<std::pair<Gram, const Places*>> out;
        out.reserve(lists_.size());
        for (const auto& [gram, places] : lists_)
            out.emplace_back(gram, &places);
        std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        return out;
    }
    [[nodiscard]] bool empty() const { return lists_.empty(); }
    void clear() { lists_.clear(); }

private:
    std::unordered_map<Gram, Places> lists_;
};

void set(Block& block, const Places& places) {
    for (const std::uint16_t place : places)
        block[place / 64U] |= std::uint64_t{1} << (place % 64U);
}

/// The rows of the table.
class Rows {
public:
    explicit Rows(sqlite::Database& db)
        : find_(db.prepare("SELECT letters FROM grams WHERE id = ?1")),
          put_(db.prepare("INSERT OR REPLACE INTO grams VALUES (?1, ?2)")),
          drop_(db.prepare("DELETE FROM grams WHERE id = ?1")) {}

    void add(std::int64_t block, const Lists& lists) {
        for (const auto& [gram, places] : lists.sorted()) {
            if (places->empty()) continue;  // they were taken away again
            Block letters = read(block, gram);
            set(letters, *places);
            put_(row_of(block, gram), sqlite::Blob{pack(letters)}).run();
        }
    }

    void remove(std::int64_t letter, const std::vector<Gram>& grams) {
        const auto place = static_cast<std::size_t>(letter % kLettersInBlock);
        for (const Gram gram : grams) {
            const std::int64_t row = row_of(block_of(letter), gram);
            Block letters = read(block_of(letter), gram);
            letters[place / 64] &= ~(std::uint64_t{1} << (place % 64));
            if (std::all_of(letters.begin(), letters.end(), [](auto bits) { return bits == 0; }))
                drop_(row).run();
            else
                put_(row, sqlite::Blob{pack(letters)}).run();
        }
    }

private:
    Block read(std::int64_t block, Gram gram) {
        Block letters{};
        if (find_(row_of(block, gram)).step()) unpack(find_.text(0), letters);
        find_.reset();
        return letters;
    }

    sqlite::Statement find_, put_, drop_;
};

/// Calls back with each block of letters from ?1 to ?2, and its lists.
void for_each_block(sqlite::Database& db, std::int64_t from, std::int64_t to, const auto& visit) {
    auto rows =
        db.prepare("SELECT letter, body FROM folded_texts WHERE letter BETWEEN ?1 AND ?2 ORDER BY letter");
    Lists lists;
    std::int64_t block = block_of(from);
    for (rows(from, to); rows.step();) {
        const std::int64_t letter = rows.integer(0);
        if (block_of(letter) != block && !lists.empty()) {
            visit(block, lists);
            lists.clear();
        }
        block = block_of(letter);
        lists.add(letter, grams_of(rows.text(1)));
    }
    visit(block, lists);
}

}  // namespace

/// The lists of all blocks.
class GramLists {
public:
    void add(std::int64_t letter, const std::vector<Gram>& grams) {
        blocks_[block_of(letter)].add(letter, grams);
    }
    void remove(std::int64_t letter, const std::vector<Gram>& grams) {
        if (const auto block = blocks_.find(block_of(letter)); block != blocks_.end())
            block->second.remove(letter, grams);
    }
    void write(Rows& rows) {
        for (const auto& [block, lists] : blocks_)
            rows.add(block, lists);
        blocks_.clear();
    }

private:
    std::map<std::int64_t, Lists> blocks_;
};

TrigramWriter::TrigramWriter(sqlite::Database& db)
    : db_(db), until_(db.integer("SELECT until FROM gram_state")), lists_(std::make_unique<GramLists>()) {}

TrigramWriter::~TrigramWriter() = default;

void TrigramWriter::add(std::int64_t letter, std::vector<Gram> grams) {
    first_ = count_ == 0 ? letter : std::min(first_, letter);
    last_ = std::max(last_, letter);
    ++count_;
    added_.emplace_back(letter, std::move(grams));
    if (added_.size() < kListed) return;
    wait();
    listing_ = std::async(std::launch::async, [this, added = std::exchange(added_, {})] {
        for (const auto& [number, its_grams] : added)
            lists_->add(number, its_grams);
    });
    if (count_ >= kMostAdded) write_all();
}

void TrigramWriter::wait() {
    if (listing_.valid()) listing_.get();
}

void TrigramWriter::remove(std::int64_t letter) {
    const auto known = std::erase_if(added_, [&](const auto& added) { return added.first == letter; });
    if (known > 0 || (letter > until_ && count_ == 0)) return;
    auto text = db_.prepare("SELECT body FROM folded_texts WHERE letter = ?1");
    if (!text(letter).step()) return;
    const std::vector<Gram> grams = grams_of(text.text(0));
    wait();
    lists_->remove(letter, grams);
    if (letter <= until_) Rows(db_).remove(letter, grams);
}

void TrigramWriter::write() {
    if (count_ == 0) return;
    // SQLite gives the number of a letter that was taken away to the next one.
    const bool again = first_ <= until_;
    auto recent = db_.prepare("SELECT count(*) FROM folded_texts WHERE letter > ?1");
    recent(until_).step();
    if (again || recent.integer(0) > kMostRecent) write_all();
}

void TrigramWriter::write_all() {
    wait();
    Rows rows(db_);
    if (first_ > until_ + 1)  // letters that were filed before and are in no row
        for_each_block(db_, until_ + 1, first_ - 1,
                       [&](std::int64_t block, const Lists& lists) { rows.add(block, lists); });
    for (const auto& [letter, grams] : std::exchange(added_, {}))
        lists_->add(letter, grams);
    lists_->write(rows);
    until_ = std::max(until_, last_);
    count_ = 0;
    db_.run("UPDATE gram_state SET until = " + std::to_string(until_));
}

bool grams_differ(sqlite::Database& db) {
    const std::int64_t until = db.integer("SELECT until FROM gram_state");
    auto there = db.prepare("SELECT id, letters FROM grams ORDER BY id");
    bool differ = false;
    for_each_block(db, 0, until, [&](std::int64_t block, const Lists& lists) {
        for (const auto& [gram, places] : lists.sorted()) {
            Block letters{};
            set(letters, *places);
            differ = differ || !there.step() || there.integer(0) != row_of(block, gram) ||
                     there.text(1) != pack(letters);
        }
    });
    return differ || there.step();
}

void make_grams(sqlite::Database& db) {
    db.run("DELETE FROM grams");
    Rows rows(db);
    const std::int64_t newest = db.integer("SELECT max(letter) FROM folded_texts");
    for_each_block(db, 0, newest, [&](std::int64_t block, const Lists& lists) { rows.add(block, lists); });
    db.run("UPDATE gram_state SET until = " + std::to_string(newest));
}

}  // namespace saraban
