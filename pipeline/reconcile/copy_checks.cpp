#include "pipeline/reconcile/checks.h"

namespace saraban {
namespace {

/// Two scans of a letter bear one value of this field.
std::vector<Constraint> of_copies(const Bundle& b, const std::string& check, const std::string& field,
                                  const std::string& read) {
    constexpr double kCopy = 30;
    std::vector<Constraint> out;
    for (const InnerCopy& c : b.copies) {
        const auto one = find_variable(b, c.one, field), other = find_variable(b, c.other, field);
        if (!one || !other) continue;
        out.push_back({check, true, kCopy, *one, other,
                       [](std::string_view x, std::string_view y) { return x == y; },
                       title_of(b, c.one) + " and " + title_of(b, c.other) + " are one letter, read as " +
                           read + b.variables[*one].read + " and " + b.variables[*other].read});
    }
    return out;
}

}  // namespace

std::vector<Constraint> check_copy_date(const Bundle& b, const ReconcileTables& /*unused*/) {
    return of_copies(b, "copy_date", "date", "of ");
}

std::vector<Constraint> check_copy_number(const Bundle& b, const ReconcileTables& /*unused*/) {
    return of_copies(b, "copy_number", "doc_number", "");
}

}  // namespace saraban
