#include "pipeline/reconcile/belief.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace saraban {
namespace {

constexpr int kRounds = 12;  // messages settle in about the length of the longest chain

void scale_to_one(std::vector<double>& p) {
    const double sum = std::accumulate(p.begin(), p.end(), 0.0);
    if (sum > 0)
        for (double& x : p)
            x /= sum;
}

/// What the constraints say about two values together, as a table of factors, with the messages it sends both
/// ways.
struct Link {
    std::size_t a = 0, b = 0;
    std::vector<std::vector<double>> factor;  ///< [candidate of a][candidate of b]
    std::vector<double> to_a, to_b;
};

Belief prior(const Variable& variable) {
    Belief p;
    p.reserve(variable.candidates.size());
    for (const Candidate& c : variable.candidates)
        p.push_back(std::exp(-c.cost));
    scale_to_one(p);
    return p;
}

/// All constraints between the same two values are one link: separate ones would be counted as independent.
Link& link_between(std::vector<Link>& links, std::size_t a, std::size_t b,
                   const std::vector<Variable>& variables) {
    const auto found = std::ranges::find_if(links, [&](const Link& l) { return l.a == a && l.b == b; });
    if (found != links.end()) return *found;
    const std::size_t rows = variables[a].candidates.size(), columns = variables[b].candidates.size();
    links.push_back({a, b, std::vector<std::vector<double>>(rows, std::vector<double>(columns, 1.0)),
                     std::vector<double>(rows, 1.0), std::vector<double>(columns, 1.0)});
    return links.back();
}

void add(std::vector<Link>& links, const Constraint& c, const std::vector<Variable>& variables) {
    const bool in_order = c.a < *c.b;
    Link& link = link_between(links, in_order ? c.a : *c.b, in_order ? *c.b : c.a, variables);
    const auto& rows = variables[link.a].candidates;
    const auto& columns = variables[link.b].candidates;
    const double violated = std::exp(-c.weight);
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t j = 0; j < columns.size(); ++j)
            if (!(in_order ? holds(c, rows[i].value, columns[j].value)
                           : holds(c, columns[j].value, rows[i].value)))
                link.factor[i][j] *= violated;
}

/// What `belief` would be without the message `came` that the receiver itself sent.
std::vector<double> without(const Belief& belief, const std::vector<double>& came) {
    std::vector<double> out(belief.size());
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = came[i] > 0 ? belief[i] / came[i] : 0;
    scale_to_one(out);
    return out;
}

void send(Link& link, const std::vector<Belief>& beliefs) {
    const auto from_a = without(beliefs[link.a], link.to_a), from_b = without(beliefs[link.b], link.to_b);
    std::ranges::fill(link.to_a, 0.0);
    std::ranges::fill(link.to_b, 0.0);
    for (std::size_t i = 0; i < from_a.size(); ++i) {
        for (std::size_t j = 0; j < from_b.size(); ++j) {
            link.to_a[i] += link.factor[i][j] * from_b[j];
            link.to_b[j] += link.factor[i][j] * from_a[i];
        }
    }
    scale_to_one(link.to_a);
    scale_to_one(link.to_b);
}

void multiply(Belief& belief, const std::vector<double>& message) {
    for (std::size_t i = 0; i < belief.size(); ++i)
        belief[i] *= message[i];
    scale_to_one(belief);
}

}  // namespace

bool holds(const Constraint& constraint, std::string_view a, std::string_view b) {
    return a.empty() || (constraint.b && b.empty()) || constraint.holds(a, b);
}

std::vector<Belief> solve(const std::vector<Variable>& variables,
                          const std::vector<Constraint>& constraints) {
    std::vector<Belief> own;
    own.reserve(variables.size());
    for (const Variable& v : variables)
        own.push_back(prior(v));
    std::vector<Link> links;
    for (const Constraint& c : constraints) {
        if (c.b) {
            add(links, c, variables);
            continue;
        }
        std::vector<double> factor;
        for (const Candidate& x : variables[c.a].candidates)
            factor.push_back(holds(c, x.value, {}) ? 1.0 : std::exp(-c.weight));
        multiply(own[c.a], factor);
    }
    std::vector<Belief> beliefs = own;
    for (int round = 0; round < kRounds && !links.empty(); ++round) {
        for (Link& link : links)
            send(link, beliefs);
        beliefs = own;
        for (const Link& link : links) {
            multiply(beliefs[link.a], link.to_a);
            multiply(beliefs[link.b], link.to_b);
        }
    }
    return beliefs;
}

}  // namespace saraban
