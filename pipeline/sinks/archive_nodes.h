#pragma once

#include "pipeline/sinks/archive_store.h"
#include "pipeline/text/same_letter.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saraban {

/// A letter among the others of the archive.
struct Node {
    std::int64_t id = 0, file = 0;
    int order = 0;
    std::optional<std::int64_t> encloses;  ///< order in the same file
    LetterName name;
    std::string subject, sender, addressee;
    Link link;
};

/// Where a letter is cited.
struct CitedAt {
    std::int64_t id = 0;      ///< of the citation
    std::int64_t letter = 0;  ///< that cites
    LetterName cited;
    std::string relation;  ///< as Citation::relation
};

/// Looks letters and citations up by what may be damaged: each has its number or its day as it was printed.
class Nodes {
public:
    explicit Nodes(sqlite::Database& db) : db_(db) {}

    [[nodiscard]] std::optional<Node> find(std::string_view record_id);
    [[nodiscard]] Node read(std::int64_t id);
    /// Of the file, by order; 0: none.
    [[nodiscard]] std::int64_t in_file(std::int64_t file, std::int64_t order);
    [[nodiscard]] std::vector<std::int64_t> enclosing(const Node& letter);

    /// Letters with one of their numbers as this, in the order they were filed.
    [[nodiscard]] std::vector<std::int64_t> of_number(std::string_view number);
    /// Letters of the agency of this number and of this day. None for an order: every office has its own.
    [[nodiscard]] std::vector<std::int64_t> of_day(const LetterName& name);

    [[nodiscard]] std::vector<CitedAt> citations_of(std::int64_t letter);
    /// Citations of one of the letter's numbers, and those of its agency and day.
    [[nodiscard]] std::vector<CitedAt> citations_like(const Node& letter);

    /// The letters that a citation means: those of its number, else the one that differs from it by OCR's
    /// damage. None where several letters may be meant.
    [[nodiscard]] std::vector<std::int64_t> cited(const CitedAt& citation);
    /// Other copies of the letter, at most so many: as is_same_letter().
    [[nodiscard]] std::vector<std::int64_t> copies(const Node& letter, std::size_t most = SIZE_MAX);
    [[nodiscard]] Record record(std::int64_t id);

private:
    [[nodiscard]] bool is_alike(std::int64_t letter, std::string_view subject);
    static std::string select(const std::string& where) {
        return "SELECT letters.id, file, ord, encloses, date, number, sender, addressee, record_id, "
               "letters.secret, subject, path FROM letters JOIN files ON files.id = file WHERE " +
               where;
    }

    sqlite::Database& db_;
    sqlite::Statement by_record_id_ = db_.prepare(select("record_id = ?1"));
    sqlite::Statement by_id_ = db_.prepare(select("letters.id = ?1"));
    sqlite::Statement in_file_ = db_.prepare("SELECT id FROM letters WHERE file = ?1 AND ord = ?2");
    sqlite::Statement enclosing_ = db_.prepare("SELECT id FROM letters WHERE file = ?1 AND encloses = ?2");
    sqlite::Statement numbers_ = db_.prepare("SELECT number FROM numbers WHERE letter = ?1");
    sqlite::Statement by_number_ =
        db_.prepare("SELECT letter FROM numbers WHERE number = ?1 ORDER BY letter");
    sqlite::Statement by_day_ =
        db_.prepare("SELECT id FROM letters WHERE date = ?1 AND number >= ?2 AND number < ?3 ORDER BY id");
    sqlite::Statement citations_ =
        db_.prepare("SELECT id, letter, number, date, relation FROM citations WHERE letter = ?1 ORDER BY id");
    sqlite::Statement cited_number_ =
        db_.prepare("SELECT id, letter, number, date, relation FROM citations WHERE number = ?1 ORDER BY id");
    sqlite::Statement cited_day_ = db_.prepare(
        "SELECT id, letter, number, date, relation FROM citations "
        "WHERE date = ?1 AND number >= ?2 AND number < ?3 ORDER BY id");
    sqlite::Statement record_ = db_.prepare(std::string(kStoredLetter) + "WHERE id = ?1");
};

}  // namespace saraban
