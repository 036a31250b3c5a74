#pragma once

#include "pipeline/reconcile/bundle.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

/// The checks: each is a law or a habit of Thai letters, stated as constraints on the values of a bundle.
namespace saraban {

/// What the checks know beside the letters.
struct Province {
    std::string name, letters;               ///< กาฬสินธุ์, กส
    std::string postal_prefix, seat_postal;  ///< 46, 46000
    std::vector<std::string> area_codes;     ///< 043
};
struct AgencyPrefix {
    std::string letters;             ///< มท
    std::vector<std::string> names;  ///< กระทรวงมหาดไทย and its departments
};
struct CodeOffice {
    std::string second_pair;  ///< 18 of 0018
    std::string word;         ///< ปกครอง
};
struct ReconcileTables {
    std::vector<Province> provinces;
    std::vector<AgencyPrefix> agencies;
    std::vector<CodeOffice> code_offices;
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

}  // namespace saraban
