#pragma once

#include "pipeline/sinks/archive.h"
#include "pipeline/sinks/prepare.h"
#include "pipeline/sinks/sqlite.h"

namespace saraban {

/// What the parts of the archive share: the open database and the fold it was made with.
struct Archive::Store {
    Store(const std::filesystem::path& directory, Mode mode, const std::vector<Abbreviation>& abbreviations);

    std::filesystem::path directory;
    sqlite::Database db;
    std::vector<Abbreviation> abbreviations;  ///< of the index
    Folder folder;
    std::int64_t filed = 0;  ///< letters, by this object, since settle()
};

/// The columns that stored_letter() reads; a WHERE follows.
constexpr const char* kStoredLetter = "SELECT record, secret, text, body FROM letters ";
[[nodiscard]] StoredLetter stored_letter(const sqlite::Statement& row);

/// Makes or migrates the tables. `folder` is that of fold(): it gets the abbreviations of the archive. Throws
/// Error(Unusable) for a database of a later version.
void migrate(sqlite::Database& db, Folder& folder);
/// Throws Error(Unusable) for a database of another version.
void check_version(sqlite::Database& db);
/// `fold(text)` and `narrow(text)` in SQL, for the views behind the index. The folder must outlive the
/// connection's use of it.
void add_fold_functions(sqlite::Database& db, Folder& folder);
/// `letter_rank(words, rarities, weight...)` in SQL: BM25 with the rarities of the phrases as the caller
/// knows them: `4.1 0.7`.
void add_rank_function(sqlite::Database& db);

[[nodiscard]] std::vector<Abbreviation> read_abbreviations(sqlite::Database& db);
void write_abbreviations(sqlite::Database& db, const std::vector<Abbreviation>& abbreviations);

/// Replaces ARCHIVE/pages/…/SHA256: complete or not there. No views: takes it away. `stage` as in Filing.
void keep_views(const std::filesystem::path& archive, const std::string& sha256,
                const std::vector<View>& views, const std::filesystem::path& stage);
[[nodiscard]] std::filesystem::path views_of(const std::filesystem::path& archive, const std::string& sha256);

/// Copies the bytes to ARCHIVE/originals and returns the path below ARCHIVE. Complete or not there. What is
/// secret only its owner may read.
std::string keep_original(const std::filesystem::path& archive, const Filing& filing, bool secret);

}  // namespace saraban
