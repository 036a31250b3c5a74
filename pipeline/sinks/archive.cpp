#include "pipeline/sinks/archive.h"

#include "pipeline/sinks/archive_store.h"
#include "pipeline/sinks/page_json.h"
#include "pipeline/sinks/record_json.h"

#include <unistd.h>

namespace saraban {
namespace {

namespace fs = std::filesystem;

/// A database on a disk that cannot be written is opened as one that nobody changes.
sqlite::Database open_database(const fs::path& directory, Archive::Mode mode) {
    const fs::path file = directory / "saraban.db";
    if (mode == Archive::Mode::Write) {
        std::error_code error;
        fs::create_directories(directory / "originals", error);
        fs::create_directories(directory / "pages", error);
        if (error)
            throw Error(ExitCode::Unusable, directory.string() + ": the archive cannot be made: " +
                                                error.message() + "; choose a directory that can be written");
        return {file, sqlite::Access::ReadWrite};
    }
    if (!fs::exists(file))
        throw Error(ExitCode::Unusable, directory.string() + ": no archive here; `saraban ingest --archive " +
                                            directory.string() + " FILE` makes one");
    sqlite::Database db(file, sqlite::Access::ReadOnly);
    try {
        static_cast<void>(db.integer("PRAGMA user_version"));
        return db;
    } catch (const Error&) {
        if (::access(directory.c_str(), W_OK) == 0) throw;
        return {"file:" + file.string() + "?immutable=1", sqlite::Access::ReadOnly};
    }
}

}  // namespace

StoredLetter stored_letter(const sqlite::Statement& row) {
    StoredLetter out{.record = record_from_json(nlohmann::json::parse(row.text(0))),
                     .secret = row.integer(1) != 0};
    out.record.text = row.is_null(2) ? std::string(row.text(3)) : std::string(row.text(2));
    return out;
}

Archive::Store::Store(const fs::path& where, Mode mode, const std::vector<Abbreviation>& given)
    : directory(where), db(open_database(where, mode)), folder({}) {
    db.run("PRAGMA foreign_keys = ON");
    if (mode == Mode::Write) {
        db.run("PRAGMA journal_mode = WAL");
        db.run("PRAGMA synchronous = FULL");
        add_fold_functions(db, folder);
        migrate(db, folder);
        if (db.integer("SELECT count(*) FROM letters LIMIT 1") == 0) write_abbreviations(db, given);
    } else {
        check_version(db);
        add_fold_functions(db, folder);
    }
    // Of a large archive, what is filed changes pages all over its indexes: they are written once if they
    // stay.
    db.run(mode == Mode::Write ? "PRAGMA cache_size = -163840" : "PRAGMA cache_size = -98304");
    db.run("PRAGMA mmap_size = 134217728");
    abbreviations = read_abbreviations(db);
    folder = Folder(abbreviations);
    add_rank_function(db);
}

Archive::Archive(const fs::path& directory, Mode mode, const std::vector<Abbreviation>& abbreviations)
    : store_(std::make_unique<Store>(directory, mode, abbreviations)) {}
Archive::~Archive() = default;
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;

void Archive::limit_size(std::int64_t bytes) {
    const std::int64_t page = store_->db.integer("PRAGMA page_size");
    store_->db.run("PRAGMA max_page_count = " + std::to_string(bytes / page));
}

void Archive::limit_memory(std::int64_t bytes) {
    // Pages of the cache are copied after every fork, those that are mapped are not.
    constexpr std::int64_t kCached = 8;  // an eighth
    store_->db.run("PRAGMA cache_size = -" + std::to_string(bytes / kCached / 1024));
    store_->db.run("PRAGMA mmap_size = " + std::to_string(bytes - bytes / kCached));
}

bool Archive::holds(std::string_view sha256) {
    auto find = store_->db.prepare("SELECT 1 FROM files WHERE sha256 = ?1");
    return find(sha256).step();
}

std::optional<StoredLetter> Archive::find(std::string_view id) {
    auto exact = store_->db.prepare(std::string(kStoredLetter) + "WHERE record_id = ?1");
    if (exact(id).step()) return stored_letter(exact);
    auto beginning = store_->db.prepare(std::string(kStoredLetter) +
                                        "WHERE record_id >= ?1 AND record_id < ?1 || x'ff' LIMIT 2");
    if (id.empty() || !beginning(id).step()) return std::nullopt;
    StoredLetter out = stored_letter(beginning);
    if (beginning.step())
        throw Error(ExitCode::Usage, std::string(id) + ": several letters begin so; give more of the id");
    return out;
}

std::vector<StoredLetter> Archive::letters_of(std::string_view sha256) {
    auto rows = store_->db.prepare(std::string(kStoredLetter) +
                                   "WHERE file = (SELECT id FROM files WHERE sha256 = ?1) ORDER BY ord");
    std::vector<StoredLetter> out;
    for (rows(sha256); rows.step();)
        out.push_back(stored_letter(rows));
    return out;
}

std::size_t Archive::count() {
    return static_cast<std::size_t>(store_->db.integer("SELECT count(*) FROM letters"));
}

void Archive::for_each(const std::function<void(const StoredLetter&)>& visit) {
    auto rows = store_->db.prepare(std::string(kStoredLetter) + "ORDER BY id");
    while (rows.step())
        visit(stored_letter(rows));
}

std::vector<OcrPage> Archive::pages(std::string_view sha256) {
    auto rows = store_->db.prepare(
        "SELECT content FROM pages JOIN files ON files.id = file WHERE sha256 = ?1 ORDER BY page");
    std::vector<OcrPage> out;
    for (rows(sha256); rows.step();)
        out.push_back(page_from_json(rows.text(0)));
    return out;
}

fs::path Archive::original(std::string_view sha256) {
    const auto found = file(sha256);
    return found ? found->original : fs::path{};
}

fs::path Archive::views(std::string_view sha256) {
    const fs::path directory = views_of(store_->directory, std::string(sha256));
    return fs::exists(directory) ? directory : fs::path{};
}

void Archive::keep_views(const std::string& sha256, const std::vector<View>& views) {
    saraban::keep_views(store_->directory, sha256, views, {});
}

std::optional<StoredFile> Archive::file(std::string_view sha256) {
    auto row = store_->db.prepare(
        "SELECT path, pages, original, secret, engine, engine_version, model_sha256, rules_version "
        "FROM files JOIN runs ON runs.id = run WHERE sha256 = ?1");
    if (!row(sha256).step()) return std::nullopt;
    StoredFile out{.source = {.path = std::string(row.text(0)),
                              .sha256 = std::string(sha256),
                              .pages = static_cast<int>(row.integer(1))},
                   .engine = {.name = std::string(row.text(4)),
                              .version = std::string(row.text(5)),
                              .model_sha256 = std::string(row.text(6))},
                   .rules_version = std::string(row.text(7)),
                   .secret = row.integer(3) != 0};
    if (!row.text(2).empty()) out.original = store_->directory / row.text(2);
    return out;
}

}  // namespace saraban
