#include "pipeline/model/sha256.h"
#include "pipeline/sinks/archive_store.h"
#include "pipeline/sinks/trigrams.h"

#include <set>

namespace saraban {
namespace {

namespace fs = std::filesystem;

/// Every original is there and has the bytes it was filed with; returns the paths that rows know.
std::set<std::string> check_originals(Archive::Store& store, Health& health) {
    std::set<std::string> known;
    auto rows = store.db.prepare("SELECT sha256, original FROM files ORDER BY id");
    for (; rows.step(); ++health.files) {
        const std::string original(rows.text(1));
        if (original.empty()) continue;
        known.insert(original);
        const fs::path path = store.directory / original;
        if (!fs::exists(path))
            health.damage.push_back(original + ": lost; put the file back or ingest it anew");
        else if (sha256_of_file(path) != rows.text(0))
            health.damage.push_back(original + ": changed since it was filed; restore it from a backup");
    }
    return known;
}

void find_orphans(const Archive::Store& store, const std::set<std::string>& known, Health& health) {
    const fs::path originals = store.directory / "originals";
    if (!fs::exists(originals)) return;
    for (const auto& entry : fs::recursive_directory_iterator(originals)) {
        const std::string below = fs::relative(entry.path(), store.directory).string();
        if (entry.is_regular_file() && !known.contains(below)) health.orphans.push_back(below);
    }
}

void check_database(sqlite::Database& db, Health& health) {
    auto integrity = db.prepare("PRAGMA quick_check(20)");
    while (integrity.step())
        if (integrity.text(0) != "ok")
            health.damage.push_back("saraban.db: " + std::string(integrity.text(0)));
    auto keys = db.prepare("PRAGMA foreign_key_check");
    while (keys.step())
        health.damage.push_back("saraban.db: a row of " + std::string(keys.text(0)) + " has lost its " +
                                std::string(keys.text(2)));
}

/// Compares the index of words with the letters; FTS5 does so word by word.
bool words_differ(sqlite::Database& db) {
    try {
        db.run("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)");
        return false;
    } catch (const Error&) {
        return true;
    }
}

void make_words(sqlite::Database& db) {
    db.run("INSERT INTO words(words) VALUES ('rebuild')");
}

bool texts_differ(sqlite::Database& db) {
    return db.integer(
               "SELECT EXISTS (SELECT 1 FROM expected_texts AS e LEFT JOIN folded_texts AS f USING (letter) "
               "WHERE f.body IS NOT e.body OR f.subject IS NOT e.subject OR f.offices IS NOT e.offices) OR "
               "EXISTS (SELECT 1 FROM folded_texts JOIN letters ON id = letter WHERE NOT indexed)") != 0;
}

void make_texts(sqlite::Database& db) {
    db.run("DELETE FROM folded_texts");
    db.run("INSERT INTO folded_texts SELECT * FROM expected_texts");
}

/// Directories of ARCHIVE/pages that no row knows, and files whose pages could be shown and are not. A file
/// without measured pages is plain text: it has nothing to show.
void check_views(Archive::Store& store, Health& health) {
    std::set<std::string> known;
    auto rows = store.db.prepare(
        "SELECT sha256, secret, original <> '' AND EXISTS (SELECT 1 FROM pages WHERE file = files.id AND "
        "json_extract(content, '$.size[0]') > 0) FROM files ORDER BY id");
    while (rows.step()) {
        const std::string hash(rows.text(0));
        const bool there = fs::exists(views_of(store.directory, hash) / "searchable.pdf");
        known.insert(hash);
        if (!there && rows.integer(1) == 0 && rows.integer(2) != 0) health.unviewed.push_back(hash);
    }
    const fs::path pages = store.directory / "pages";
    if (!fs::exists(pages)) return;
    for (const auto& shelf : fs::directory_iterator(pages))
        for (const auto& entry : fs::directory_iterator(shelf.path()))
            if (!known.contains(entry.path().filename().string()))
                health.orphans.push_back(fs::relative(entry.path(), store.directory).string());
}

}  // namespace

Health Archive::verify(const std::vector<Abbreviation>& given) {
    Health health;
    check_database(store_->db, health);
    find_orphans(*store_, check_originals(*store_, health), health);
    check_views(*store_, health);
    health.letters = static_cast<std::size_t>(store_->db.integer("SELECT count(*) FROM letters"));

    sqlite::Transaction transaction(store_->db);
    const bool new_words = given != store_->abbreviations;
    if (new_words) {
        write_abbreviations(store_->db, given);
        store_->abbreviations = given;
        store_->folder = Folder(given);
    }
    const auto put_right = [&](const std::string& index, const auto& differs, const auto& make) {
        if (!new_words && !differs(store_->db)) return;
        make(store_->db);
        health.repaired.push_back("the index of " + index + " was built anew: " +
                                  (new_words ? "the abbreviations changed" : "it differed from the letters"));
    };
    put_right("words", words_differ, make_words);
    put_right("texts", texts_differ, make_texts);
    put_right("trigrams", grams_differ, make_grams);
    transaction.commit();
    return health;
}

}  // namespace saraban
