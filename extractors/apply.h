#pragma once

#include "extractors/rule_book.h"
#include "pipeline/model/letter.h"
#include "pipeline/model/record.h"

#include <chrono>
#include <string>
#include <vector>

namespace saraban {

/// What the rules may know beside the letter. The clock is an argument.
struct ApplyContext {
    std::chrono::year_month_day today;  ///< day of ingest: two-digit years, plausibility
    bool explain = false;               ///< say why candidates were taken or refused
};

/// Why a candidate for a field was taken or refused: what `saraban explain` prints.
struct Explanation {
    std::string field;
    std::string zone;  ///< name of the zone searched
    std::string rule;  ///< `external_letter/date#1`
    std::string text;  ///< the candidate, or what was searched
    std::vector<Evidence> evidence;
    bool taken = false;
    std::string reason;
};

struct Applied {
    Record record;
    std::vector<Explanation> explanations;  ///< empty unless ApplyContext::explain
};

/// The rules of the letter's kind, in their order, on its zones. The record's source, engine and id are the
/// caller's. REQUIRES: `letter.kind` is in the rule book.
[[nodiscard]] Applied apply(const RuleBook& rules, const Letter& letter, const ApplyContext& context);

/// All letters of a file: apply, then what only the file can tell (which letter encloses which), then
/// issues and status (validate.h).
[[nodiscard]] std::vector<Applied> apply_all(const RuleBook& rules, const std::vector<Letter>& letters,
                                             const ApplyContext& context);

}  // namespace saraban
