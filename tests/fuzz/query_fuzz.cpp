#include "pipeline/model/error.h"
#include "pipeline/sinks/query.h"
#include "pipeline/text/fold.h"
#include "tests/fuzz/fuzz.h"

#include <iostream>

#include <sqlite3.h>

using namespace saraban;        // NOLINT(google-build-using-namespace)
using namespace saraban::fuzz;  // NOLINT(google-build-using-namespace)

namespace {

/// A table with the columns of the archive's word index.
sqlite3* index() {
    static sqlite3* const kIndex = [] {
        sqlite3* database = nullptr;
        require(sqlite3_open(":memory:", &database) == SQLITE_OK);
        require(
            sqlite3_exec(database,
                         "CREATE VIRTUAL TABLE words USING fts5(number, subject, sender, addressee, body, "
                         "facets, tokenize=\"ascii tokenchars '.-=#_'\")",
                         nullptr, nullptr, nullptr) == SQLITE_OK);
        return database;
    }();
    return kIndex;
}

/// SQLite takes it as a query: nothing that a user types is syntax.
void require_valid(const std::string& expression) {
    if (expression.empty()) return;
    sqlite3_stmt* statement = nullptr;
    require(sqlite3_prepare_v2(index(), "SELECT rowid FROM words WHERE words MATCH ?1", -1, &statement,
                               nullptr) == SQLITE_OK);
    sqlite3_bind_text(statement, 1, expression.data(), static_cast<int>(expression.size()), SQLITE_STATIC);
    const int result = sqlite3_step(statement);
    if (result != SQLITE_DONE) std::cerr << sqlite3_errmsg(index()) << ": " << expression << '\n';
    sqlite3_finalize(statement);
    require(result == SQLITE_DONE);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Folder folder(std::vector<Abbreviation>{{.brief = "สถ.", .full = "กรมส่งเสริมการปกครองท้องถิ่น"}});
    try {
        const Query query = parse_query(text_of(data, size), folder);
        for (const Matching matching : {Matching::Sequence, Matching::Phrases, Matching::Words})
            require_valid(fts_expression(query, matching));
        (void)has_facets(query, "#all kind=order");
        (void)near_runs(query);
        (void)wanted_phrases(query);
    } catch (const Error& error) {
        require(error.code() == ExitCode::Usage);
    }
    return 0;
}
