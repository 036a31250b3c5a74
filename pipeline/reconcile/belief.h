#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The solver: what is printed is unknown, a reading is evidence of it, checks say which values go together.
namespace saraban {

/// A value that may have been printed. The empty value stands for "none of these".
struct Candidate {
    std::string value;
    double cost = 0;  ///< nats: how unlikely it is that this was printed and came out as it was read
    bool operator==(const Candidate&) const = default;
};

/// One value of the bundle that can be doubted.
struct Variable {
    std::size_t letter = 0;  ///< index into the bundle
    std::string field;       ///< path, e.g. `attachments[0].cited_date`
    std::string read;        ///< the reading in the form of the candidates; empty when it could not be read
    std::vector<Candidate> candidates;
};

/// What a check says about one value, or about two together.
struct Constraint {
    std::string check;  ///< its name, e.g. `time_order`
    bool hard = false;  ///< a law, not a habit
    double weight = 1;  ///< nats a violation costs
    std::size_t a = 0;  ///< index of a variable
    std::optional<std::size_t> b;
    std::function<bool(std::string_view a, std::string_view b)> holds;  ///< `b` is empty for one value
    std::string says;                                                   ///< one sentence for people
};

/// Probability of each candidate, in their order. Sums to 1.
using Belief = std::vector<double>;

/// Sum-product over the bundle. Exact where the constraints form a tree; bundles nearly do.
[[nodiscard]] std::vector<Belief> solve(const std::vector<Variable>& variables,
                                        const std::vector<Constraint>& constraints);

/// A constraint says nothing about "none of these".
[[nodiscard]] bool holds(const Constraint& constraint, std::string_view a, std::string_view b);

}  // namespace saraban
