#include "pipeline/sinks/archive_store.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <sqlite3.h>

namespace saraban {
namespace {

constexpr double kK1 = 1.2;
constexpr double kB = 0.75;
constexpr int kSample = 1000;

/// How often a phrase occurs, counted until kSample letters.
struct Sample {
    int letters = 0;
    std::int64_t last_row = 0;
};

/// What stays the same for all rows of one query.
struct QueryStatistics {
    std::vector<double> rarity;  ///< of each phrase
    double average_length = 1;
};

int count_letter(const Fts5ExtensionApi* api, Fts5Context* context, void* out) {
    auto& sample = *static_cast<Sample*>(out);
    sample.last_row = api->xRowid(context);
    return ++sample.letters < kSample ? SQLITE_OK : SQLITE_DONE;
}

/// A common word stands in so many letters that counting them all would take longer than the search: its
/// first thousand letters and how many letters they are spread over tell enough.
double rarity(const Fts5ExtensionApi* api, Fts5Context* context, int phrase, double letters) {
    Sample sample;
    api->xQueryPhrase(context, phrase, &sample, count_letter);
    double with = sample.letters;
    if (sample.letters == kSample && sample.last_row > 0)
        with = std::min(letters, letters * kSample / static_cast<double>(sample.last_row));
    return std::max(1e-6, std::log((letters - with + 0.5) / (with + 0.5)));
}

QueryStatistics* statistics_of(const Fts5ExtensionApi* api, Fts5Context* context) {
    if (void* known = api->xGetAuxdata(context, 0); known != nullptr)
        return static_cast<QueryStatistics*>(known);
    auto statistics = std::make_unique<QueryStatistics>();
    sqlite3_int64 letters = 0, words = 0;
    api->xRowCount(context, &letters);
    api->xColumnTotalSize(context, -1, &words);
    statistics->average_length =
        letters > 0 ? std::max(1.0, static_cast<double>(words) / static_cast<double>(letters)) : 1;
    for (int i = 0; i < api->xPhraseCount(context); ++i)
        statistics->rarity.push_back(rarity(api, context, i, static_cast<double>(letters)));
    QueryStatistics* out = statistics.release();
    api->xSetAuxdata(context, out, [](void* p) { delete static_cast<QueryStatistics*>(p); });
    return out;
}

/// BM25; the arguments are the weights of the columns.
void letter_rank(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_context* result, int count,
                 sqlite3_value** weights) {
    const QueryStatistics* statistics = statistics_of(api, context);
    std::vector<double> frequency(statistics->rarity.size());
    int hits = 0;
    api->xInstCount(context, &hits);
    for (int i = 0; i < hits; ++i) {
        int phrase = 0, column = 0, offset = 0;
        if (api->xInst(context, i, &phrase, &column, &offset) != SQLITE_OK) break;
        frequency[static_cast<std::size_t>(phrase)] +=
            column < count ? sqlite3_value_double(weights[column]) : 1;
    }
    int length = 0;
    api->xColumnSize(context, -1, &length);
    const double norm = kK1 * (1 - kB + kB * length / statistics->average_length);
    double score = 0;
    for (std::size_t i = 0; i < frequency.size(); ++i)
        score += statistics->rarity[i] * frequency[i] * (kK1 + 1) / (frequency[i] + norm);
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
