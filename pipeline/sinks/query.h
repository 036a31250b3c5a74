#pragma once

#include "pipeline/text/fold.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace saraban {

/// What a user asks, as a tree.
///
///   scammer "ส่ง SMS" เรื่อง:อาชญากรรม จาก:สถ. NOT ถึง:นายอำเภอ
///   เลขที่:"มท 0801.4/ว 6103"   วันที่:2568-01..2569-03   กำหนด:2569-02..   speed:ด่วนที่สุด   has:qr
///   (สายลับ OR ตำรวจ) ประชา*
struct Query {
    enum class Kind { And, Or, Not, Text, Facet };
    /// Words that belong together: one written without blanks, a phrase in quotes, a number, a date.
    struct Phrase {
        std::vector<std::string> words;    ///< folded
        std::vector<std::string> literal;  ///< the same with abbreviations as written, if that differs
        bool prefix = false;               ///< `ประชา*`
        bool quoted = false;               ///< its words stand together in any case
        /// Words that the last one stands for instead of all that begin so; empty: all.
        std::vector<std::string> completions;
    };

    Kind kind = Kind::And;
    std::vector<Query> parts;         ///< of And, Or; of Not the one
    std::vector<Phrase> phrases;      ///< of Text: all of them
    std::string column;               ///< of Text: empty for any
    std::vector<std::string> facets;  ///< of Facet: any of them
};

/// Throws Error(Usage) that shows the place, for what cannot be understood and for more than 1,000
/// characters.
[[nodiscard]] Query parse_query(std::string_view text, Folder& folder);

/// How strictly a Text is taken.
enum class Matching {
    Sequence,  ///< all that is written side by side stands so
    Phrases,   ///< words that belong together stand together
    Words      ///< all words, anywhere; those in quotes together
};

/// The query as an FTS5 expression. Everything in it is quoted: no user text is syntax.
[[nodiscard]] std::string fts_expression(const Query& query, Matching matching);

/// The letters of one run of words that a near match must show.
struct NearRun {
    std::string whole;               ///< without blanks
    std::vector<std::string> parts;  ///< its phrases, likewise
};
/// For the search by trigrams; empty if the query has OR or NOT, which near matches cannot answer.
[[nodiscard]] std::vector<NearRun> near_runs(const Query& query);
/// Whether a letter with these facets (IndexColumns::facets) has all that the query asks for. REQUIRES: the
/// query has no OR and no NOT.
[[nodiscard]] bool has_facets(const Query& query, std::string_view facets);
/// All phrases that are asked for (not those under NOT), to mark them in a snippet.
[[nodiscard]] std::vector<Query::Phrase> wanted_phrases(const Query& query);

}  // namespace saraban
