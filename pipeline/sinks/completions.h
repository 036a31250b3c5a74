#pragma once

#include "pipeline/sinks/query.h"
#include "pipeline/sinks/sqlite.h"

namespace saraban {

/// The query with its beginnings (`ก*`) standing for the words, `most` of them, that the newest letters have
/// most, instead of all that begin so. What stands under NOT stays.
[[nodiscard]] Query completed(Query query, sqlite::Database& db, std::size_t most);

}  // namespace saraban
