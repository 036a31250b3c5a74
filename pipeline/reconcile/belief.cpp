#include "pipeline/reconcile/belief.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <utility>

namespace saraban {
namespace {

constexpr int kRounds = 12;  // messages settle in about the length of the longest chain

void scale_to_one(std::vector<double>& p) {
    const double sum = std::accumulate(p.begin(), p.end(), 0.0);
    if (sum > 0)
        for (double& x : p)
            x /= sum;
}

/// What the constraints say about two values together, with the messages it sends both ways. Few factors
/// occur in a table of thousands of pairs, so it holds an index for each.
struct Link {
    std::size_t a = 0, b = 0;
    std::vector<double> factors{1.0};  ///< those that occur
    std::vector<std::uint16_t>
        pattern;  ///< [candidate of a × candidates of b + candidate of b] into `factors`
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
Link make_link(std::size_t a, std::size_t b, const std::vector<const Constraint*>& constraints,
               const std::vector<Variable>& variables) {
    const auto& rows = variables[a].candidates;
    const auto& columns = variables[b].candidates;
    Link link{
        .a = a, .b = b, .to_a = std::vector(rows.size(), 1.0), .to_b = std::vector(columns.size(), 1.0)};
    link.pattern.reserve(rows.size() * columns.size());
    for (const Candidate& x : rows)
        for (const Candidate& y : columns) {
            double factor = 1;
            for (const Constraint* c : constraints)
                if (!(c->a == a ? holds(*c, x.value, y.value) : holds(*c, y.value, x.value)))
                    factor *= std::exp(-c->weight);
            const auto known = std::ranges::find(link.factors, factor);
            link.pattern.push_back(static_cast<std::uint16_t>(known - link.factors.begin()));
            if (known == link.factors.end()) link.factors.push_back(factor);
        }
    return link;
}

using Pair = std::pair<std::size_t, std::size_t>;
using ByPair = std::map<Pair, std::vector<const Constraint*>>;

/// The pairs as parts that have no value in common: a file holds many letters that say nothing of each other.
std::vector<std::vector<Pair>> separate_parts(const ByPair& between, std::size_t values) {
    std::vector<std::size_t> leader(values);
    std::iota(leader.begin(), leader.end(), std::size_t{0});
    const auto leader_of = [&](std::size_t v) {
        while (leader[v] != v)
            v = leader[v] = leader[leader[v]];
        return v;
    };
    for (const auto& [pair, unused] : between)
        leader[leader_of(pair.first)] = leader_of(pair.second);
    std::map<std::size_t, std::vector<Pair>> parts;
    for (const auto& [pair, unused] : between)
        parts[leader_of(pair.first)].push_back(pair);
    std::vector<std::vector<Pair>> out;
    for (auto& [unused, pairs] : parts)
        out.push_back(std::move(pairs));
    return out;
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
    const std::uint16_t* next = link.pattern.data();
    for (std::size_t i = 0; i < from_a.size(); ++i) {
        for (std::size_t j = 0; j < from_b.size(); ++j) {
            const double factor = link.factors[*next++];
            link.to_a[i] += factor * from_b[j];
            link.to_b[j] += factor * from_a[i];
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

/// Each value by itself: how it was read, and what the constraints say of it alone.
std::vector<Belief> own_beliefs(const std::vector<Variable>& variables,
                                const std::vector<Constraint>& constraints) {
    std::vector<Belief> own;
    own.reserve(variables.size());
    for (const Variable& v : variables)
        own.push_back(prior(v));
    for (const Constraint& c : constraints) {
        if (c.b) continue;
        std::vector<double> factor;
        for (const Candidate& x : variables[c.a].candidates)
            factor.push_back(holds(c, x.value, {}) ? 1.0 : std::exp(-c.weight));
        multiply(own[c.a], factor);
    }
    return own;
}

/// Sends messages along the links of one part until its beliefs settle.
void settle(std::vector<Link>& links, const std::vector<Belief>& own, std::vector<Belief>& beliefs) {
    for (int round = 0; round < kRounds; ++round) {
        for (Link& link : links)
            send(link, beliefs);
        for (const Link& link : links)
            for (const std::size_t v : {link.a, link.b})
                beliefs[v] = own[v];
        for (const Link& link : links) {
            multiply(beliefs[link.a], link.to_a);
            multiply(beliefs[link.b], link.to_b);
        }
    }
}

}  // namespace

bool holds(const Constraint& constraint, std::string_view a, std::string_view b) {
    return a.empty() || (constraint.b && b.empty()) || constraint.holds(a, b);
}

std::vector<Belief> solve(const std::vector<Variable>& variables,
                          const std::vector<Constraint>& constraints) {
    ByPair between;
    for (const Constraint& c : constraints)
        if (c.b) between[std::minmax(c.a, *c.b)].push_back(&c);
    const std::vector<Belief> own = own_beliefs(variables, constraints);
    std::vector<Belief> beliefs = own;
    for (const std::vector<Pair>& part : separate_parts(between, variables.size())) {
        std::vector<Link> links;
        links.reserve(part.size());
        for (const Pair& pair : part)
            links.push_back(make_link(pair.first, pair.second, between.at(pair), variables));
        settle(links, own, beliefs);
    }
    return beliefs;
}

}  // namespace saraban
