#include "pipeline/sinks/archive_store.h"

#include <cstdlib>
#include <memory>
#include <vector>

#include <sqlite3.h>

namespace saraban {
namespace {

constexpr double kK1 = 1.2;

/// The numbers of `4.1 0.7 2`.
std::vector<double>* read_rarities(const char* text) {
    auto out = std::make_unique<std::vector<double>>();
    for (char* end = nullptr; text != nullptr && *text != '\0'; text = end) {
        const double value = std::strtod(text, &end);
        if (end == text) break;
        out->push_back(value);
    }
    return out.release();
}

/// How rare each phrase of the query is: read once a query, from the first argument.
const std::vector<double>& rarities(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_value* text) {
    void* known = api->xGetAuxdata(context, 0);
    if (known == nullptr) {
        known = read_rarities(reinterpret_cast<const char*>(sqlite3_value_text(text)));
        api->xSetAuxdata(context, known, [](void* p) { delete static_cast<std::vector<double>*>(p); });
    }
    return *static_cast<std::vector<double>*>(known);
}

/// Occurrences of a phrase, each counted as much as its column.
double frequency_of(const Fts5ExtensionApi* api, Fts5Context* context, int phrase, int columns,
                    sqlite3_value** weights) {
    double sum = 0;
    Fts5PhraseIter at{};
    int column = 0, offset = 0;
    if (api->xPhraseFirst(context, phrase, &at, &column, &offset) != SQLITE_OK) return 0;
    for (; column >= 0; api->xPhraseNext(context, &at, &column, &offset))
        sum += column < columns ? sqlite3_value_double(weights[column]) : 1;
    return sum;
}

/// BM25 without the length of the letters, which are all about a page: knowing it would cost a look-up a hit.
/// Arguments: the rarities of the phrases, then the weights of the columns.
void letter_rank(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_context* result, int count,
                 sqlite3_value** arguments) {
    const std::vector<double>& rarity = rarities(api, context, arguments[0]);
    double score = 0;
    for (int i = 0; i < api->xPhraseCount(context); ++i) {
        const double frequency = frequency_of(api, context, i, count - 1, arguments + 1);
        const double weight =
            static_cast<std::size_t>(i) < rarity.size() ? rarity[static_cast<std::size_t>(i)] : 1;
        score += weight * frequency * (kK1 + 1) / (frequency + kK1);
    }
    sqlite3_result_double(result, score);
}

}  // namespace

void add_rank_function(sqlite::Database& db) {
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db.handle(), "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    if (api == nullptr)
        throw Error(ExitCode::Unusable, "this SQLite has no FTS5; install the one of the system");
    api->xCreateFunction(api, "letter_rank", nullptr, letter_rank, nullptr);
}

}  // namespace saraban
