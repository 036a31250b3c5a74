#pragma once

#include "extractors/vocabulary.h"
#include "pipeline/reconcile/bundle.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

/// The checks: each is a law or a habit of Thai letters, stated as constraints on the values of a bundle.
namespace saraban {

/// 0018: an office word that goes with the second pair of digits of a province's code.
struct CodeOffice {
    std::string pair, word;
};

/// What the checks know beside the letters.
struct ReconcileTables {
    const Vocabulary& vocabulary;
    const std::vector<CodeOffice>& code_offices;
};

/// One named check of SARABAN.md section 9.
struct Check {
    std::string_view name;     ///< `time_order`
    std::string_view section;  ///< `9.3`
    std::vector<Constraint> (*constraints)(const Bundle&, const ReconcileTables&);
};

/// The explicit lists, one a kind of value.
[[nodiscard]] const std::vector<Check>& date_checks();
[[nodiscard]] const std::vector<Check>& number_checks();
[[nodiscard]] const std::vector<Check>& place_checks();
[[nodiscard]] const std::vector<Check>& speed_checks();

}  // namespace saraban
