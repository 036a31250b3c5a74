#include "pipeline/reconcile/checks.h"
#include "pipeline/reconcile/places.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <set>

namespace saraban {
namespace {

constexpr double kSign = 3;  // each independent sign of a province
constexpr double kLaw = 9;

std::optional<std::size_t> province_of(const Bundle& b, std::size_t letter) {
    return find_variable(b, letter, "issuer.province");
}

/// One constraint for one sign: the province is the one it names.
void sign(std::vector<Constraint>& out, std::string_view check, std::size_t variable, const Province* named,
          const std::string& what) {
    if (named == nullptr) return;
    out.push_back({std::string(check),
                   false,
                   kSign,
                   variable,
                   {},
                   [name = named->name](std::string_view x, std::string_view) { return x == name; },
                   what + " names " + named->name});
}

/// Number prefix, postal code, area code, signer's title, motto, abbreviation in the address: one province.
/// Signs count once each, however often they stand there.
template <class Read>
std::vector<Constraint> signs(const Bundle& b, const ReconcileTables& t, std::string_view check, Read read) {
    std::vector<Constraint> out;
    for (std::size_t i = 0; i < b.records.size(); ++i)
        if (const auto v = province_of(b, i))
            for (const ProvinceSign& s : province_signs(b.records[i], t.vocabulary))
                if (s.kind == read) sign(out, check, *v, s.province, s.what);
    return out;
}

}  // namespace

std::vector<Constraint> check_province_number(const Bundle& b, const ReconcileTables& t) {
    return signs(b, t, "province_number", ProvinceSign::Kind::Number);
}
std::vector<Constraint> check_province_address(const Bundle& b, const ReconcileTables& t) {
    return signs(b, t, "province_address", ProvinceSign::Kind::Address);
}
/// An area code is shared by several provinces: it names none, but rules out the others.
std::vector<Constraint> check_province_phone(const Bundle& b, const ReconcileTables& t) {
    constexpr std::size_t kLandline = 9, kAreaCode = 3;
    std::vector<Constraint> out;
    for (std::size_t i = 0; i < b.records.size(); ++i) {
        const auto v = province_of(b, i);
        std::set<std::string> areas;  // each is one sign, however often it stands there
        for (const ReportingAddress& a : b.records[i].reporting_addresses)
            if (a.type == "phone" && a.valid.value_or(true) && a.value_normalized &&
                a.value_normalized->size() == kLandline && !a.value_normalized->starts_with("02"))
                areas.insert(a.value_normalized->substr(0, kAreaCode));
        for (const std::string& area : areas)
            if (v)
                out.push_back({"province_phone",
                               false,
                               kSign,
                               *v,
                               {},
                               [area, &words = t.vocabulary](std::string_view x, std::string_view) {
                                   const Province* p = province_of_name(words, x);
                                   return p != nullptr && std::ranges::count(p->area, area) > 0;
                               },
                               "the area code is " + area});
    }
    return out;
}
std::vector<Constraint> check_province_signer(const Bundle& b, const ReconcileTables& t) {
    return signs(b, t, "province_signer", ProvinceSign::Kind::Signer);
}
std::vector<Constraint> check_province_motto(const Bundle& b, const ReconcileTables& t) {
    return signs(b, t, "province_motto", ProvinceSign::Kind::Motto);
}

/// The postal code lies in the province.
std::vector<Constraint> check_postal_code(const Bundle& b, const ReconcileTables& t) {
    std::vector<Constraint> out;
    for (std::size_t i = 0; i < b.records.size(); ++i) {
        const auto code = find_variable(b, i, "issuer.postal_code"), province = province_of(b, i);
        if (!code || !province) continue;
        out.push_back({"postal_code", true, kLaw, *code, province,
                       [&v = t.vocabulary](std::string_view x, std::string_view y) {
                           const Province* p = province_of_name(v, y);
                           return p != nullptr && has_postal(*p, x);
                       },
                       "the postal code lies in the province"});
    }
    return out;
}

/// The same street twice in a bundle has one postal code, and the one that is given with more detail is
/// right.
std::vector<Constraint> check_same_address(const Bundle& b, const ReconcileTables& /*unused*/) {
    std::vector<Constraint> out;
    StreetCodes streets(b.records);
    for (std::size_t v = 0; v < b.variables.size(); ++v) {
        if (b.variables[v].field != "issuer.postal_code") continue;
        for (const std::string& code : streets.at(b.variables[v].letter))
            out.push_back({"same_address",
                           true,
                           kLaw,
                           v,
                           {},
                           [code](std::string_view x, std::string_view) { return x == code; },
                           "the same street stands elsewhere in the file with " + code});
    }
    return out;
}

/// The citing letter names the speed class of the cited one.
std::vector<Constraint> check_cited_speed(const Bundle& b, const ReconcileTables& /*unused*/) {
    std::vector<Constraint> out;
    for (const InnerCitation& c : b.citations) {
        const auto v = find_variable(b, c.cited, "speed");
        const auto speed = speed_of_citation(b.records[c.citing], c.item);
        if (!v || !speed) continue;
        out.push_back({"cited_speed",
                       true,
                       kLaw,
                       *v,
                       {},
                       [s = *speed](std::string_view x, std::string_view) { return x == s; },
                       "letter " + std::to_string(b.records[c.citing].order) + " cites it as " + *speed});
    }
    return out;
}

}  // namespace saraban
