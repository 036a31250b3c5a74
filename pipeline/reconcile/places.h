#pragma once

#include "extractors/vocabulary.h"
#include "pipeline/reconcile/bundle.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What names the place of a letter.
namespace saraban {

/// One independent sign of the issuer's province. A name that stands four times is one sign.
struct ProvinceSign {
    enum class Kind { Letterhead, Number, Address, Signer, Motto } kind = Kind::Letterhead;
    const Province* province = nullptr;
    std::string what;  ///< for people: `the signer's title`
};
[[nodiscard]] std::vector<ProvinceSign> province_signs(const Record& record, const Vocabulary& vocabulary);

[[nodiscard]] bool has_postal(const Province& province, std::string_view postal_code);

/// Postal codes that stand with an issuer's street elsewhere in the bundle, in addresses with more parts.
/// Texts are made ready once, and each street is looked for once: a file may hold thousands of letters.
class StreetCodes {
public:
    /// REQUIRES: the records outlive it.
    explicit StreetCodes(const std::vector<Record>& records);
    /// Of the street of this letter's issuer.
    [[nodiscard]] const std::vector<std::string>& at(std::size_t letter);

private:
    [[nodiscard]] std::vector<std::string> find(const std::string& street) const;

    const std::vector<Record>& records_;
    std::vector<std::string> texts_;                         ///< without blanks
    std::map<std::string, std::vector<std::string>> known_;  ///< by street
};

/// The ministry or department with the longest name in `words`; null: none.
[[nodiscard]] const Agency* agency_named(const Vocabulary& vocabulary, const std::string& words);

/// Words that name the issuer of the number at `field`: the head's agency, or the citation's text.
[[nodiscard]] std::string issuer_words(const Record& record, const std::string& field);

/// The name of an office with its damaged word put right: a long name of the vocabulary that one half of is
/// right and the other at most two characters wrong, or a confusion of `words` at its start. Absent: it is
/// fine, or not known.
[[nodiscard]] std::optional<std::string> spelled_office(
    const std::string& read, const Vocabulary& vocabulary,
    const std::vector<std::pair<std::string, std::string>>& words);

/// Speed class that the citing letter gives the cited one; `item` as in InnerCitation.
[[nodiscard]] std::optional<std::string> speed_of_citation(const Record& citing, const std::string& item);

/// Province and postal code of every letterhead in a province, as variables.
[[nodiscard]] std::vector<Variable> place_variables(const std::vector<Record>& records,
                                                    const Vocabulary& vocabulary);

/// The speed class of every cited letter, as variables.
[[nodiscard]] std::vector<Variable> speed_variables(const std::vector<Record>& records,
                                                    const std::vector<InnerCitation>& citations);

}  // namespace saraban
