#include "pipeline/sinks/archive_store.h"
#include "pipeline/sinks/trigrams.h"
#include "pipeline/text/narrow.h"

#include <sqlite3.h>

namespace saraban {
namespace {

/// Version 1. The record's JSON is the truth; the other columns and tables hold what must be found quickly,
/// and the views show the rest. Later versions append to this list and never change it.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE runs (
  id INTEGER PRIMARY KEY, engine TEXT NOT NULL, engine_version TEXT NOT NULL, model_sha256 TEXT NOT NULL,
  rules_version TEXT NOT NULL, started_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ')),
  UNIQUE (engine, engine_version, model_sha256, rules_version));
CREATE TABLE files (
  id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, path TEXT NOT NULL, pages INTEGER NOT NULL,
  original TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs, secret INTEGER NOT NULL,
  added_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ')));
CREATE TABLE pages (
  file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE, page INTEGER NOT NULL, content TEXT NOT NULL,
  PRIMARY KEY (file, page)) WITHOUT ROWID;
CREATE TABLE letters (
  id INTEGER PRIMARY KEY, record_id TEXT NOT NULL UNIQUE,
  file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE, ord INTEGER NOT NULL,
  secret INTEGER NOT NULL, indexed INTEGER NOT NULL, date TEXT, encloses INTEGER,
  number TEXT NOT NULL, subject TEXT NOT NULL, sender TEXT NOT NULL, addressee TEXT NOT NULL, facets TEXT NOT NULL,
  body TEXT NOT NULL, text TEXT, record TEXT NOT NULL);
CREATE INDEX letters_by_file ON letters (file, ord);
CREATE TABLE numbers (
  number TEXT NOT NULL, letter INTEGER NOT NULL REFERENCES letters ON DELETE CASCADE,
  PRIMARY KEY (number, letter)) WITHOUT ROWID;
CREATE INDEX numbers_by_letter ON numbers (letter);
CREATE TABLE citations (
  id INTEGER PRIMARY KEY, letter INTEGER NOT NULL REFERENCES letters ON DELETE CASCADE, relation TEXT NOT NULL,
  number TEXT NOT NULL, date TEXT, raw TEXT NOT NULL);
CREATE INDEX citations_by_letter ON citations (letter);
CREATE INDEX citations_by_number ON citations (number);
CREATE TABLE obligations (
  id INTEGER PRIMARY KEY, letter INTEGER NOT NULL REFERENCES letters ON DELETE CASCADE, kind TEXT NOT NULL,
  due TEXT, until TEXT, rrule TEXT, what TEXT, span TEXT NOT NULL, binding INTEGER NOT NULL);
CREATE INDEX obligations_by_letter ON obligations (letter);
CREATE INDEX obligations_by_due ON obligations (due);
CREATE TABLE parties (id INTEGER PRIMARY KEY, name TEXT NOT NULL, person INTEGER NOT NULL, UNIQUE (name, person));
CREATE TABLE letter_parties (
  letter INTEGER NOT NULL REFERENCES letters ON DELETE CASCADE, party INTEGER NOT NULL REFERENCES parties,
  role TEXT NOT NULL, PRIMARY KEY (letter, party, role)) WITHOUT ROWID;
CREATE INDEX letters_by_party ON letter_parties (party);
CREATE TABLE corrections (
  id INTEGER PRIMARY KEY, letter INTEGER NOT NULL REFERENCES letters ON DELETE CASCADE, field TEXT NOT NULL,
  value TEXT, confidence REAL NOT NULL);
CREATE INDEX corrections_by_letter ON corrections (letter);
CREATE TABLE abbreviations (brief TEXT NOT NULL, full TEXT NOT NULL);

CREATE VIEW fields AS
  SELECT letters.record_id, json_tree.fullkey AS field, json_tree.atom AS value
  FROM letters, json_tree(letters.record) WHERE json_tree.atom IS NOT NULL;
CREATE VIEW people AS
  SELECT name, role, letter FROM letter_parties JOIN parties ON parties.id = party WHERE person;
CREATE VIEW agencies AS
  SELECT name, role, letter FROM letter_parties JOIN parties ON parties.id = party WHERE NOT person;

CREATE VIEW indexed_words AS
  SELECT id, fold(number) AS number, fold(subject) AS subject, fold(sender) AS sender, fold(addressee) AS addressee,
         fold(body) AS body, facets FROM letters WHERE indexed;
CREATE VIEW indexed_grams AS
  SELECT id, replace(fold(body), ' ', '') AS body FROM letters WHERE indexed;
CREATE VIRTUAL TABLE words USING fts5(
  number, subject, sender, addressee, body, facets, content='indexed_words', content_rowid='id',
  tokenize="ascii tokenchars '.-=#_'");
CREATE VIRTUAL TABLE grams USING fts5(
  body, content='indexed_grams', content_rowid='id', detail=none, columnsize=0,
  tokenize='trigram case_sensitive 1');
CREATE VIRTUAL TABLE gram_counts USING fts5vocab(grams, 'row');
INSERT INTO words(words, rank) VALUES ('hashsize', 33554432);
INSERT INTO grams(grams, rank) VALUES ('hashsize', 33554432);
)sql";

/// Version 2. The word index keeps no lengths of letters: ranking does without, filing is faster.
constexpr const char* kVersion2 = R"sql(
DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5(
  number, subject, sender, addressee, body, facets, content='indexed_words', content_rowid='id', columnsize=0,
  tokenize="ascii tokenchars '.-=#_'");
INSERT INTO words(words, rank) VALUES ('hashsize', 33554432);
INSERT INTO words(words) VALUES ('rebuild');
)sql";

/// Version 3. Letters and citations of one day, whatever OCR made of their numbers.
constexpr const char* kVersion3 = R"sql(
CREATE INDEX letters_by_date ON letters (date, number);
CREATE INDEX citations_by_date ON citations (date, number);
)sql";

/// Version 4. The folded texts are kept: a search reads those of a hundred letters, and folding takes
/// longest. The trigrams are in rows of our own (trigrams.h), written once and read block by block.
constexpr const char* kVersion4 = R"sql(
DROP TABLE gram_counts;
DROP TABLE grams;
DROP VIEW indexed_grams;
CREATE TABLE folded_texts (
  letter INTEGER PRIMARY KEY REFERENCES letters ON DELETE CASCADE,
  subject BLOB NOT NULL, offices BLOB NOT NULL, body BLOB NOT NULL);
CREATE VIEW expected_texts AS
  SELECT id AS letter, narrow(fold(subject)) AS subject, narrow(fold(sender) || ' ' || fold(addressee)) AS offices,
         narrow(fold(body)) AS body FROM letters WHERE indexed;
INSERT INTO folded_texts SELECT letter, subject, offices, body FROM expected_texts;
CREATE TABLE grams (id INTEGER PRIMARY KEY, letters BLOB NOT NULL);
CREATE TABLE gram_state (until INTEGER NOT NULL);
INSERT INTO gram_state VALUES (0);
)sql";

/// Version 5. Four times as many letters in a row of trigrams; the rows are made anew.
constexpr const char* kVersion5 = "";

constexpr const char* kMigrations[] = {kVersion1, kVersion2, kVersion3, kVersion4, kVersion5};
constexpr int kVersion = static_cast<int>(std::size(kMigrations));
constexpr int kGramsFrom = 5;  ///< the version that has these rows of trigrams

void fold_in_sql(sqlite3_context* context, int, sqlite3_value** arguments) {
    try {
        auto& folder = *static_cast<Folder*>(sqlite3_user_data(context));
        const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(arguments[0]));
        const auto size = static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]));
        const std::string folded = folder.joined_words(std::string_view(text, text == nullptr ? 0 : size));
        sqlite3_result_text64(context, folded.data(), folded.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    } catch (const std::exception& error) {
        sqlite3_result_error(context, error.what(), -1);
    }
}

void narrow_in_sql(sqlite3_context* context, int, sqlite3_value** arguments) {
    try {
        const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(arguments[0]));
        const auto size = static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]));
        const std::string narrowed = narrow(std::string_view(text, text == nullptr ? 0 : size));
        sqlite3_result_blob64(context, narrowed.data(), narrowed.size(), SQLITE_TRANSIENT);
    } catch (const std::exception& error) {
        sqlite3_result_error(context, error.what(), -1);
    }
}

}  // namespace

void check_version(sqlite::Database& db) {
    const std::int64_t version = db.integer("PRAGMA user_version");
    const std::string is = "saraban.db has version " + std::to_string(version) + ", this program knows ";
    if (version > kVersion)
        throw Error(ExitCode::Unusable, is + "up to " + std::to_string(kVersion) +
                                            "; use the program that made it, or a newer one");
    if (version < kVersion)
        throw Error(ExitCode::Unusable,
                    is + std::to_string(kVersion) + "; `saraban verify` brings the archive up to date");
}

void migrate(sqlite::Database& db, Folder& folder) {
    if (db.integer("PRAGMA user_version") == kVersion) return;
    sqlite::Transaction transaction(db);
    // Read again: another process may have made the tables while this one waited.
    const std::int64_t version = db.integer("PRAGMA user_version");
    if (version > kVersion) check_version(db);
    if (version > 0) folder = Folder(read_abbreviations(db));
    for (auto i = static_cast<std::size_t>(version); i < std::size(kMigrations); ++i)
        db.run(kMigrations[i]);
    if (version > 0 && version < kGramsFrom) make_grams(db);
    db.run("PRAGMA user_version = " + std::to_string(kVersion));
    transaction.commit();
}

void add_fold_functions(sqlite::Database& db, Folder& folder) {
    sqlite3_create_function_v2(db.handle(), "fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                               &folder, fold_in_sql, nullptr, nullptr, nullptr);
    sqlite3_create_function_v2(db.handle(), "narrow", 1,
                               SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr, narrow_in_sql,
                               nullptr, nullptr, nullptr);
}

std::vector<Abbreviation> read_abbreviations(sqlite::Database& db) {
    std::vector<Abbreviation> out;
    auto rows = db.prepare("SELECT brief, full FROM abbreviations ORDER BY rowid");
    while (rows.step())
        out.push_back({.brief = std::string(rows.text(0)), .full = std::string(rows.text(1))});
    return out;
}

void write_abbreviations(sqlite::Database& db, const std::vector<Abbreviation>& abbreviations) {
    db.run("DELETE FROM abbreviations");
    auto insert = db.prepare("INSERT INTO abbreviations VALUES (?1, ?2)");
    for (const auto& [brief, full] : abbreviations)
        insert(brief, full).run();
}

}  // namespace saraban
