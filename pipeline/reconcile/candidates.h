#pragma once

#include "extractors/vocabulary.h"
#include "pipeline/model/record.h"
#include "pipeline/reconcile/belief.h"
#include "pipeline/reconcile/checks.h"
#include "pipeline/reconcile/confusions.h"

#include <set>
#include <string>
#include <vector>

/// What may have been printed where a value was read.
namespace saraban {

/// Every letter date, cited date, stamp date and dated exception as a variable; candidates are ISO 8601
/// dates, with those read on letters nearby or linked.
[[nodiscard]] std::vector<Variable> date_variables(const std::vector<Record>& records,
                                                   const std::vector<InnerCitation>& citations,
                                                   const std::vector<InnerCopy>& copies,
                                                   const ConfusionTable& table);

/// Every document number and cited number as a variable; candidates in canonical form `PREFIX CODE/[ว
/// ]RUNNING`. `same` groups readings of one number (a header and its citations): each is a candidate of the
/// others.
[[nodiscard]] std::vector<Variable> number_variables(const std::vector<Record>& records,
                                                     const ConfusionTable& table,
                                                     const std::vector<std::vector<DocNumber>>& same,
                                                     const Vocabulary& vocabulary);

/// Adds a reading that the group does not hold yet: hundreds of copies of a letter say it one way or two.
void add_reading(std::vector<DocNumber>& group, const DocNumber& reading);

/// One-digit variants of the numbers whose code is not that of the office named in the letterhead or at the
/// foot.
void add_office_variants(Bundle& bundle, const ConfusionTable& table, const ReconcileTables& tables);

/// Nats: -log P(`printed` comes out as `read`), by parts.
[[nodiscard]] double number_cost(const DocNumber& printed, const DocNumber& read,
                                 const ConfusionTable& table);

/// The likeliest ones, and whatever else was read somewhere in the bundle; and "none of these".
void keep_likely(std::vector<Candidate>& candidates, const std::set<std::string>& elsewhere);

/// How a value was written decides how it is damaged. The head of a letter is its primary source, a citation
/// of it was typed once more. A day is often written by pen: any digit may come out as any other, and a
/// stroke beside it as one more.
[[nodiscard]] ConfusionTable table_for(const std::string& field, ConfusionTable table);

/// What is cited for its content may be years old; what is forwarded or stamped is not.
[[nodiscard]] bool may_be_old(const std::string& field);

/// The date readings of one letter with their paths, in the order of the record.
struct DateReading {
    std::string field;
    const Date* date = nullptr;
};
[[nodiscard]] std::vector<DateReading> dates_of(const Record& record);

/// The number readings of one letter with their paths.
struct NumberReading {
    std::string field;
    const DocNumber* number = nullptr;
};
[[nodiscard]] std::vector<NumberReading> numbers_of(const Record& record);

}  // namespace saraban
