#pragma once

#include "pipeline/model/error.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

struct sqlite3;
struct sqlite3_stmt;

/// SQLite behind values that clean up after themselves. Every failure is an Error that names the database,
/// the cause and the next step.
namespace saraban::sqlite {

/// Bytes that are no text, to be bound to a statement.
struct Blob {
    std::string_view bytes;
};

/// One prepared statement; reset() makes it ready for the next use.
class Statement {
public:
    Statement(sqlite3* database, std::string_view sql);

    /// Binds the values to ?1, ?2, … and returns the statement, reset. Text must live until the statement is
    /// reset; an empty optional is NULL.
    template <class... Values>
    Statement& operator()(const Values&... values) {
        reset();
        int i = 0;
        (bind(++i, values), ...);
        return *this;
    }

    /// True while there is a row.
    bool step();
    /// For statements without rows: step() and reset().
    void run();
    void reset();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    /// Valid until the next step().
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] bool is_null(int column) const;

private:
    void bind(int i, std::string_view text);
    void bind(int i, Blob blob);
    void bind(int i, const std::string& text) { bind(i, std::string_view(text)); }
    void bind(int i, const char* text) { bind(i, std::string_view(text)); }
    void bind_integer(int i, std::int64_t value);
    void bind_null(int i);
    template <class Integer>
    requires std::is_integral_v<Integer>
    void bind(int i, Integer value) { bind_integer(i, static_cast<std::int64_t>(value)); }
    template <class T>
    void bind(int i, const std::optional<T>& value) {
        if (value)
            bind(i, *value);
        else
            bind_null(i);
    }

    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

enum class Access { ReadOnly, ReadWrite };

/// One connection. Not for two threads at once.
class Database {
public:
    Database(const std::filesystem::path& file, Access access);

    /// Runs statements without rows.
    void run(const std::string& sql);
    [[nodiscard]] Statement prepare(std::string_view sql) { return {handle_.get(), sql}; }
    /// The first column of the first row; 0 without a row.
    [[nodiscard]] std::int64_t integer(std::string_view sql);
    [[nodiscard]] std::string text(std::string_view sql);
    [[nodiscard]] std::int64_t last_row_id() const;
    /// Rows changed since the connection was opened.
    [[nodiscard]] std::int64_t total_changes() const;
    [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    std::unique_ptr<sqlite3, Close> handle_;
};

/// All or nothing: what is not committed is rolled back. Waits its turn behind other writers.
class Transaction {
public:
    explicit Transaction(Database& database) : database_(database) { database_.run("BEGIN IMMEDIATE"); }
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& database_;
    bool open_ = true;
};

/// All that is read while it lives is of one moment; and no statement asks for the lock again. REQUIRES: no
/// transaction is open.
class Snapshot {
public:
    explicit Snapshot(Database& database) : database_(database) { database_.run("BEGIN"); }
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    Database& database_;
};

/// What SQLite says of the last failure, as an Error with the next step.
[[nodiscard]] Error error_of(sqlite3* database);

}  // namespace saraban::sqlite
