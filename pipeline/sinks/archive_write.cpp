#include "pipeline/model/day.h"
#include "pipeline/sinks/archive_store.h"
#include "pipeline/sinks/page_json.h"
#include "pipeline/sinks/secrecy.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>
#include <deque>
#include <future>
#include <map>

namespace saraban {
namespace {

std::optional<std::string> iso(const std::optional<std::chrono::year_month_day>& date) {
    return date ? std::optional(iso_date(*date)) : std::nullopt;
}

std::string_view name_of(DeadlineKind kind) {
    switch (kind) {
        case DeadlineKind::Absolute:
            return "absolute";
        case DeadlineKind::Recurring:
            return "recurring";
        case DeadlineKind::Relative:
            return "relative";
        case DeadlineKind::Vague:
            break;
    }
    return "vague";
}

bool has_secret(const Filing& filing) {
    return (filing.further_letters && filing.further_letters->secret) ||
           std::any_of(filing.records.begin(), filing.records.end(),
                       [](const auto& r) { return is_secret(r); });
}

EngineInfo engine_of(const Filing& filing) {
    return !filing.records.empty()  ? filing.records.front().engine
           : filing.further_letters ? filing.further_letters->engine
           : !filing.pages.empty()  ? filing.pages.front().engine
                                    : EngineInfo{};
}

/// The statements that write files and letters. REQUIRES: a transaction is open.
class Writer {
public:
    /// `folder` prepares the letters that come one by one.
    Writer(sqlite::Database& db, Folder& folder) : db_(db), folder_(folder), grams_(db) {}

    void write(const Filing& filing, std::vector<PreparedLetter> letters, const std::string& original) {
        const std::optional<std::int64_t> before = remove(filing.source.sha256);
        insert_file_(before, filing.source.sha256, filing.source.path, filing.source.pages, original,
                     run_of(filing), has_secret(filing))
            .run();
        const std::int64_t file = db_.last_row_id();
        for (const auto& page : filing.pages)
            insert_page_(file, page.page, page_to_json(page)).run();
        for (int number = 1; filing.further_page && number <= filing.source.pages; ++number)
            if (const auto page = filing.further_page(number); page && !has_page(filing, number))
                insert_page_(file, number, page_to_json(*page)).run();
        const auto write_letter = [&](PreparedLetter letter) {
            const bool indexed = !letter.secret || filing.include_secret;
            write(std::move(letter), file, indexed);
        };
        for (auto& letter : letters)
            write_letter(std::move(letter));
        if (filing.further_letters)
            filing.further_letters->for_each(
                [&](const Record& record) { write_letter(prepare(record, folder_)); });
    }

    /// What was written can be found from here on.
    void finish() { grams_.write(); }

private:
    static bool has_page(const Filing& filing, int number) {
        return std::ranges::find(filing.pages, number, &OcrPage::page) != filing.pages.end();
    }

    std::int64_t run_of(const Filing& filing) {
        const EngineInfo engine = engine_of(filing);
        const auto [known, unknown] =
            runs_.try_emplace({engine.name, engine.version, engine.model_sha256, filing.rules_version}, 0);
        if (!unknown) return known->second;
        insert_run_(engine.name, engine.version, engine.model_sha256, filing.rules_version).run();
        find_run_(engine.name, engine.version, engine.model_sha256, filing.rules_version).step();
        known->second = find_run_.integer(0);
        find_run_.reset();
        return known->second;
    }

    /// The file as it was filed before, index first: the index is told what stood in it. Returns its id, so
    /// that it keeps its place among the others.
    std::optional<std::int64_t> remove(const std::string& sha256) {
        find_file_(sha256);
        const std::int64_t file = find_file_.step() ? find_file_.integer(0) : 0;
        find_file_.reset();
        if (file == 0) return std::nullopt;
        unindex_words_(file).run();
        for (letters_in_(file); letters_in_.step();)
            grams_.remove(letters_in_.integer(0));
        letters_in_.reset();
        delete_file_(file).run();
        return file;
    }

    void write(PreparedLetter letter, std::int64_t file, bool indexed) {
        const Record& record = *letter.record;
        const IndexColumns& plain = letter.plain;
        const auto as_read = record.text == plain.body ? std::nullopt : std::optional(record.text);
        insert_letter_(record.id, file, record.order, letter.secret, indexed, letter.date, record.encloses,
                       plain.number, plain.subject, plain.sender, plain.addressee, plain.facets, plain.body,
                       as_read, letter.json)
            .run();
        const std::int64_t id = db_.last_row_id();
        for (const auto& number : letter.numbers)
            insert_number_(number, id).run();
        for (const auto& citation : letter.citations)
            insert_citation_(id, citation.relation, citation.number, citation.date, citation.raw).run();
        for (const auto& party : letter.parties)
            write(party, id);
        write_obligations(record, id);
        for (const auto& reconciled : record.reconciled)
            insert_correction_(id, reconciled.field, reconciled.value,
                               static_cast<int>(reconciled.confidence * 1000))
                .run();
        if (indexed) index(std::move(letter), id);
    }

    void index(PreparedLetter letter, std::int64_t id) {
        const FoldedTexts& texts = letter.texts;
        insert_texts_(id, sqlite::Blob{texts.subject}, sqlite::Blob{texts.offices}, sqlite::Blob{texts.body})
            .run();
        const IndexColumns& words = letter.folded;
        index_words_(id, words.number, words.subject, words.sender, words.addressee, words.body, words.facets)
            .run();
        grams_.add(id, std::move(letter.grams));
    }

    /// The statements that come between those of the index change one row each: others (INSERT … SELECT)
    /// would need a savepoint, at which FTS5 writes a new part of its index.
    void write(const Party& party, std::int64_t letter) {
        const auto [known, unknown] = parties_.try_emplace({party.name, party.person}, 0);
        if (unknown) {
            insert_party_(party.name, party.person).run();
            find_party_(party.name, party.person).step();
            known->second = find_party_.integer(0);
            find_party_.reset();
        }
        link_party_(letter, known->second, party.role).run();
    }

    void write_obligations(const Record& record, std::int64_t letter) {
        for (const auto& deadline : record.deadlines)
            insert_obligation_(letter, name_of(deadline.kind),
                               iso(deadline.iso ? deadline.iso : deadline.first_due), iso(deadline.until),
                               deadline.rrule, deadline.what, deadline.text_span,
                               deadline.binding_on_addressee)
                .run();
    }

    sqlite::Database& db_;
    Folder& folder_;
    TrigramWriter grams_;
    std::map<std::array<std::string, 4>, std::int64_t> runs_;       ///< those written
    std::map<std::pair<std::string, bool>, std::int64_t> parties_;  ///< those written, by name
    sqlite::Statement insert_run_ = db_.prepare(
        "INSERT OR IGNORE INTO runs (engine, engine_version, model_sha256, rules_version) VALUES (?1, ?2, "
        "?3, ?4)");
    sqlite::Statement find_run_ = db_.prepare(
        "SELECT id FROM runs WHERE engine = ?1 AND engine_version = ?2 AND model_sha256 = ?3 AND "
        "rules_version = ?4");
    sqlite::Statement find_file_ = db_.prepare("SELECT id FROM files WHERE sha256 = ?1");
    sqlite::Statement delete_file_ = db_.prepare("DELETE FROM files WHERE id = ?1");
    sqlite::Statement insert_file_ = db_.prepare(
        "INSERT INTO files (id, sha256, path, pages, original, run, secret) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    sqlite::Statement insert_page_ = db_.prepare("INSERT INTO pages VALUES (?1, ?2, ?3)");
    sqlite::Statement insert_letter_ = db_.prepare(
        "INSERT INTO letters (record_id, file, ord, secret, indexed, date, encloses, number, subject, "
        "sender, addressee, "
        "facets, body, text, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
        "?15)");
    sqlite::Statement insert_texts_ = db_.prepare("INSERT INTO folded_texts VALUES (?1, ?2, ?3, ?4)");
    sqlite::Statement insert_number_ = db_.prepare("INSERT OR IGNORE INTO numbers VALUES (?1, ?2)");
    sqlite::Statement insert_citation_ = db_.prepare(
        "INSERT INTO citations (letter, relation, number, date, raw) VALUES (?1, ?2, ?3, ?4, ?5)");
    sqlite::Statement insert_party_ =
        db_.prepare("INSERT OR IGNORE INTO parties (name, person) VALUES (?1, ?2)");
    sqlite::Statement find_party_ = db_.prepare("SELECT id FROM parties WHERE name = ?1 AND person = ?2");
    sqlite::Statement link_party_ = db_.prepare("INSERT OR IGNORE INTO letter_parties VALUES (?1, ?2, ?3)");
    sqlite::Statement insert_obligation_ = db_.prepare(
        "INSERT INTO obligations (letter, kind, due, until, rrule, what, span, binding) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    sqlite::Statement insert_correction_ = db_.prepare(
        "INSERT INTO corrections (letter, field, value, confidence) VALUES (?1, ?2, ?3, ?4 / 1000.0)");
    sqlite::Statement index_words_ = db_.prepare(
        "INSERT INTO words (rowid, number, subject, sender, addressee, body, facets) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    sqlite::Statement letters_in_ = db_.prepare("SELECT id FROM letters WHERE file = ?1 AND indexed");
    sqlite::Statement unindex_words_ = db_.prepare(
        "INSERT INTO words (words, rowid, number, subject, sender, addressee, body, facets) "
        "SELECT 'delete', id, number, subject, sender, addressee, body, facets FROM indexed_words "
        "WHERE id IN (SELECT id FROM letters WHERE file = ?1)");
};

std::vector<PreparedLetter> prepare_all(const Filing& filing, Folder& folder) {
    std::vector<PreparedLetter> out;
    for (const auto& record : filing.records)
        out.push_back(prepare(record, folder));
    return out;
}

/// Prepares slices of the filings in other threads, a few ahead of the one that is written.
class Preparer {
public:
    using Slice = std::vector<std::vector<PreparedLetter>>;

    Preparer(std::span<const Filing> filings, const std::vector<Abbreviation>& abbreviations, int jobs)
        : filings_(filings) {
        for (int i = 0; i < std::max(1, jobs); ++i)
            folders_.emplace_back(abbreviations);
    }

    /// The next slice; empty at the end.
    Slice next() {
        while (started_ < filings_.size() && slices_.size() < folders_.size()) {
            const auto part = filings_.subspan(started_, std::min(kSlice, filings_.size() - started_));
            // Slices are taken in turn: the one that had this folder before is done.
            Folder& folder = folders_[started_ / kSlice % folders_.size()];
            started_ += part.size();
            slices_.push_back(std::async(std::launch::async, [part, &folder] {
                Slice slice;
                for (const auto& filing : part)
                    slice.push_back(prepare_all(filing, folder));
                return slice;
            }));
        }
        if (slices_.empty()) return {};
        Slice slice = slices_.front().get();
        slices_.pop_front();
        return slice;
    }

private:
    static constexpr std::size_t kSlice = 64;

    std::span<const Filing> filings_;
    std::vector<Folder> folders_;  ///< one a thread
    std::size_t started_ = 0;
    std::deque<std::future<Slice>> slices_;
};

constexpr std::size_t kLargeBatch = 1000;  ///< letters

/// How many parts of the index of words may stand beside each other before they are joined while something is
/// filed: SQLite's own numbers, or all of a large batch, which settle() joins once instead of again and
/// again.
enum class Joining { Often, AtTheEnd };

void set_joining(sqlite::Database& db, Joining joining) {
    // What waits in memory is written first, in the way it was filed.
    db.run("SAVEPOINT filed; RELEASE filed");
    const bool often = joining == Joining::Often;
    db.run(std::string("INSERT INTO words(words, rank) VALUES ('automerge', ") + (often ? "4)" : "0)"));
    db.run(std::string("INSERT INTO words(words, rank) VALUES ('crisismerge', ") + (often ? "16)" : "1000)"));
}

std::size_t letters_in(std::span<const Filing> filings) {
    std::size_t letters = 0;
    for (const auto& filing : filings)
        letters += filing.records.size() + (filing.further_letters ? filing.further_letters->count : 0);
    return letters;
}

}  // namespace

void Archive::add(std::span<const Filing> filings, int jobs) {
    std::vector<std::string> originals;
    for (const auto& filing : filings) {
        if (filing.original.empty()) {
            originals.emplace_back();
            continue;
        }
        const bool secret = has_secret(filing);
        originals.push_back(keep_original(store_->directory, filing, secret));
        saraban::keep_views(store_->directory, filing.source.sha256,
                            secret && !filing.include_secret ? std::vector<View>{} : filing.views,
                            filing.stage);
    }
    Preparer preparer(filings, store_->abbreviations, jobs);
    const std::size_t letters = letters_in(filings);
    const bool large = letters >= kLargeBatch;
    sqlite::Transaction transaction(store_->db);
    if (large) set_joining(store_->db, Joining::AtTheEnd);
    Writer writer(store_->db, store_->folder);
    for (std::size_t i = 0; i < filings.size();)
        for (auto& prepared : preparer.next()) {
            writer.write(filings[i], std::move(prepared), originals[i]);
            ++i;
        }
    writer.finish();
    if (large) set_joining(store_->db, Joining::Often);
    transaction.commit();
    store_->filed += static_cast<std::int64_t>(letters);
}

void Archive::settle() {
    constexpr std::int64_t kMuch = 8;  // a share of one in so many
    auto& db = store_->db;
    if (store_->filed == 0) return;
    const bool all = store_->filed * kMuch >= static_cast<std::int64_t>(count());
    store_->filed = 0;
    try {
        // Some pages at a time: the write-ahead log stays small, and other writers get their turn. A negative
        // number means all parts, a positive one those that are about as large.
        const std::string merge =
            std::string("INSERT INTO words(words, rank) VALUES ('merge', ") + (all ? "-4000)" : "4000)");
        std::int64_t before = 0;
        do {  // a merge that does nothing changes one row
            before = db.total_changes();
            db.run(merge);
        } while (db.total_changes() - before >= 2);
    } catch (const Error&) {
    }
}

}  // namespace saraban
