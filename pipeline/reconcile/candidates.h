#pragma once

#include "extractors/vocabulary.h"
#include "pipeline/model/record.h"
#include "pipeline/reconcile/belief.h"
#include "pipeline/reconcile/confusions.h"

#include <vector>

/// What may have been printed where a value was read.
namespace saraban {

/// Every letter date, cited date, stamp date and dated exception as a variable; candidates are ISO 8601
/// dates.
[[nodiscard]] std::vector<Variable> date_variables(const std::vector<Record>& records,
                                                   const ConfusionTable& table);

/// Every document number and cited number as a variable; candidates in canonical form `PREFIX CODE/[ว
/// ]RUNNING`. `same` groups readings of one number (a header and its citations): each is a candidate of the
/// others.
[[nodiscard]] std::vector<Variable> number_variables(const std::vector<Record>& records,
                                                     const ConfusionTable& table,
                                                     const std::vector<std::vector<DocNumber>>& same,
                                                     const Vocabulary& vocabulary);

/// Nats: -log P(`printed` comes out as `read`), by parts.
[[nodiscard]] double number_cost(const DocNumber& printed, const DocNumber& read,
                                 const ConfusionTable& table);

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
