#pragma once

#include "pipeline/model/record.h"
#include "pipeline/sinks/trigrams.h"
#include "pipeline/text/fold.h"

#include <optional>
#include <string>
#include <vector>

namespace saraban {

/// The columns of the word index, heaviest first. `facets` holds what queries filter by, as words no text
/// contains:
/// `#all kind=external_letter date=2026 date=2026-02 date=2026-02-05 has=qr`.
struct IndexColumns {
    std::string number, subject, sender, addressee, body, facets;
    bool operator==(const IndexColumns&) const = default;
};

/// A letter that this one names: อ้างถึง or สิ่งที่ส่งมาด้วย.
struct Citation {
    std::string relation;  ///< `reference` or `attachment`
    std::string number;    ///< normalised; the reconciled one if there is one
    std::optional<std::string> date;
    std::string raw;
};

/// A person or an agency that a letter names, and as what: `issuer`, `signer`, `addressee`, `coordinator`.
struct Party {
    std::string name, role;
    bool person = false;
};

/// What a search reads of a letter: its folded words with a blank between them, narrow
/// (pipeline/text/narrow.h).
struct FoldedTexts {
    std::string subject;
    std::string offices;  ///< sender and addressee
    std::string body;
};

/// Everything the archive writes of one letter, made without the database: many threads can prepare, one
/// writes.
struct PreparedLetter {
    const Record* record = nullptr;
    std::string json;     ///< to_json(record)
    IndexColumns plain;   ///< normalised, as read
    IndexColumns folded;  ///< the same, folded
    FoldedTexts texts;
    std::vector<Gram> grams;           ///< of the body
    std::optional<std::string> date;   ///< YYYY-MM-DD, the reconciled one if there is one
    std::vector<std::string> numbers;  ///< its own, as read and as reconciled
    std::vector<Citation> citations;
    std::vector<Party> parties;
    bool secret = false;
};

/// REQUIRES: the record outlives what is returned.
[[nodiscard]] PreparedLetter prepare(const Record& record, Folder& folder);

/// What reconciliation says of a field, if it says something definite.
[[nodiscard]] std::optional<std::string> reconciled_value(const Record& record, std::string_view field);

}  // namespace saraban
