#include "pipeline/sinks/sqlite.h"

#include <cstdint>

#include <sqlite3.h>

namespace saraban::sqlite {
namespace {

constexpr int kBusyMilliseconds = 30000;

std::string_view next_step(int code) {
    switch (code & 0xFF) {
        case SQLITE_FULL:
            return "the disk is full: nothing of this file was kept; free some space and run again";
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "another process has been writing for 30 seconds; run again when it is done";
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            return "the archive cannot be written; check its owner and its disk";
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return "the database is damaged; the originals are safe: restore saraban.db from a backup, or "
                   "move it "
                   "away and ingest ARCHIVE/originals anew";
        case SQLITE_IOERR:
            return "the disk does not read or write; check it, then run `saraban verify`";
        default:
            return "run `saraban verify`";
    }
}

/// SQLITE_TRANSIENT: SQLite copies what is bound.
sqlite3_destructor_type copied() {
    return reinterpret_cast<sqlite3_destructor_type>(std::intptr_t{-1});
}

}  // namespace

Error error_of(sqlite3* database) {
    const int code = sqlite3_extended_errcode(database);
    const char* file = sqlite3_db_filename(database, "main");
    const std::string name = file != nullptr && *file != '\0' ? file : "saraban.db";
    return {ExitCode::Unusable, name + ": " + sqlite3_errmsg(database) + "; " + std::string(next_step(code))};
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Statement::Statement(sqlite3* database, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) !=
        SQLITE_OK)
        throw error_of(database);
    statement_.reset(statement);
}

bool Statement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    const Error error = error_of(sqlite3_db_handle(statement_.get()));
    sqlite3_reset(statement_.get());
    throw error;
}

void Statement::run() {
    step();
    reset();
}

void Statement::reset() {
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

double Statement::real(int column) const {
    return sqlite3_column_double(statement_.get(), column);
}

std::string_view Statement::text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return bytes == nullptr ? std::string_view{} : std::string_view(bytes, static_cast<std::size_t>(size));
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

void Statement::bind(int i, std::string_view text) {
    // A null pointer would bind NULL.
    const char* bytes = text.data() == nullptr ? "" : text.data();
    sqlite3_bind_text64(statement_.get(), i, bytes, text.size(), copied(), SQLITE_UTF8);
}

void Statement::bind(int i, Blob blob) {
    const char* bytes = blob.bytes.data() == nullptr ? "" : blob.bytes.data();
    sqlite3_bind_blob64(statement_.get(), i, bytes, blob.bytes.size(), copied());
}

void Statement::bind_integer(int i, std::int64_t value) {
    sqlite3_bind_int64(statement_.get(), i, value);
}

void Statement::bind_null(int i) {
    sqlite3_bind_null(statement_.get(), i);
}

void Database::Close::operator()(sqlite3* database) const {
    sqlite3_close_v2(database);
}

Database::Database(const std::filesystem::path& file, Access access) {
    sqlite3* database = nullptr;
    const int flags =
        access == Access::ReadWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    const int code =
        sqlite3_open_v2(file.c_str(), &database, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nullptr);
    handle_.reset(database);
    if (code != SQLITE_OK) throw error_of(database);
    sqlite3_extended_result_codes(database, 1);
    sqlite3_busy_timeout(database, kBusyMilliseconds);
}

void Database::run(const std::string& sql) {
    if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throw error_of(handle_.get());
}

std::int64_t Database::integer(std::string_view sql) {
    auto statement = prepare(sql);
    return statement.step() ? statement.integer(0) : 0;
}

std::string Database::text(std::string_view sql) {
    auto statement = prepare(sql);
    return statement.step() ? std::string(statement.text(0)) : std::string{};
}

std::int64_t Database::last_row_id() const {
    return sqlite3_last_insert_rowid(handle_.get());
}

std::int64_t Database::total_changes() const {
    return sqlite3_total_changes64(handle_.get());
}

void Transaction::commit() {
    database_.run("COMMIT");
    open_ = false;
}

Transaction::~Transaction() {
    if (open_) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Snapshot::~Snapshot() {
    sqlite3_exec(database_.handle(), "COMMIT", nullptr, nullptr, nullptr);
}

}  // namespace saraban::sqlite
