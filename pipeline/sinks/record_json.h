#pragma once

#include "pipeline/model/record.h"

#include <nlohmann/json.hpp>

namespace saraban {

/// The record as JSON, `schema: "saraban.letter/1"`, shaped by schemas/record.schema.json and named as the
/// gold records in corpus/letters. Every key is always there: `null` or `[]` where the letter has nothing.
///
///   value objects (number, date, signer, ...)  carry confidence, certainty, rule, evidence[] inline
///   plain values (kind, subject, addressees)   stay strings; theirs stand under `provenance`
///   corrections                                stand beside the reading: `date_reconciled`
///   text input                                 adds `lines` or `line`, derived from the evidence
///
/// Record::text is left out: it is the letter, not the record.
[[nodiscard]] nlohmann::ordered_json to_json(const Record& record);

/// What to_json wrote; `reconciled` comes back in the order of the fields. Throws Error(Unusable) that names
/// the key when something is missing or of another type.
[[nodiscard]] Record record_from_json(const nlohmann::json& json);

/// An issue as it stands in a record.
[[nodiscard]] nlohmann::ordered_json to_json(const Issue& issue);
/// What to_json wrote. Throws Error(Unusable).
[[nodiscard]] Issue issue_from_json(const nlohmann::json& json);

}  // namespace saraban
