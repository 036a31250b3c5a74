#pragma once

#include "extractors/vocabulary.h"
#include "pipeline/reconcile/bundle.h"
#include "pipeline/reconcile/districts.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The checks: each is a law or a habit of Thai letters. Most are constraints on values that can be doubted;
/// the solver weighs them against each other. The others look at whole records.
namespace saraban {

/// 0018: an office word that goes with the second pair of digits of a province's code.
struct CodeOffice {
    std::string pair, word;
};

/// มท 08: a department that goes with letters and the first pair of digits of a code.
struct Department {
    std::string letters, pair, name;
};

/// What the checks know beside the letters.
struct ReconcileTables {
    const Vocabulary& vocabulary;
    const std::vector<CodeOffice>& code_offices;
    const std::vector<Department>& departments;
    const std::vector<std::pair<std::string, std::string>>& words;  ///< printed, as OCR writes it
    const std::vector<District>& districts;
};

/// What a check of whole records says: of a value, or only to the reader.
struct Remark {
    std::size_t letter = 0;  ///< index into the bundle
    std::optional<Reconciled> value;
    std::optional<Issue> issue;
};

/// One named check of SARABAN.md section 9.
struct Check {
    enum class Of { Dates, Numbers, Places, Speeds, Records };
    std::string_view name;     ///< `time_order`
    std::string_view section;  ///< `9.3`
    Of of = Of::Dates;
    std::vector<Constraint> (*constraints)(const Bundle&, const ReconcileTables&) = nullptr;
    std::vector<Remark> (*remarks)(const std::vector<Record>&, const ReconcileTables&) = nullptr;
};

/// The one list.
[[nodiscard]] const std::vector<Check>& checks();

// dates
[[nodiscard]] std::vector<Constraint> check_weekday(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_citation_date(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_copy_date(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_time_order(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_transit(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_year_plausibility(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_near_today(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_stamps_agree(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_working_day(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_deadline_follows(const Bundle&, const ReconcileTables&);
// numbers
[[nodiscard]] std::vector<Constraint> check_citation_number(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_copy_number(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_running_digits(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_code_shape(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_agency_prefix(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_circular_expected(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_code_office(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_code_seat(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_code_department(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_local_code(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_running_zero(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_running_rises(const Bundle&, const ReconcileTables&);
// places
[[nodiscard]] std::vector<Constraint> check_province_number(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_province_address(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_province_phone(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_province_signer(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_province_motto(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_postal_code(const Bundle&, const ReconcileTables&);
[[nodiscard]] std::vector<Constraint> check_same_address(const Bundle&, const ReconcileTables&);
// speed classes
[[nodiscard]] std::vector<Constraint> check_cited_speed(const Bundle&, const ReconcileTables&);
// whole records
[[nodiscard]] std::vector<Remark> check_enclosure_count(const std::vector<Record>&, const ReconcileTables&);
[[nodiscard]] std::vector<Remark> check_phone_length(const std::vector<Record>&, const ReconcileTables&);
[[nodiscard]] std::vector<Remark> check_same_person(const std::vector<Record>&, const ReconcileTables&);
[[nodiscard]] std::vector<Remark> check_same_duty(const std::vector<Record>&, const ReconcileTables&);
[[nodiscard]] std::vector<Remark> check_cabinet_day(const std::vector<Record>&, const ReconcileTables&);
[[nodiscard]] std::vector<Remark> check_office_words(const std::vector<Record>&, const ReconcileTables&);
[[nodiscard]] std::vector<Remark> check_stamping_office(const std::vector<Record>&, const ReconcileTables&);
[[nodiscard]] std::vector<Remark> check_stamp_place(const std::vector<Record>&, const ReconcileTables&);

}  // namespace saraban
