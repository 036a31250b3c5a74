#include "pipeline/reconcile/reconcile.h"

#include "pipeline/reconcile/candidates.h"
#include "pipeline/reconcile/follow_up.h"
#include "pipeline/reconcile/places.h"
#include "pipeline/reconcile/questions.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

namespace saraban {
namespace {

constexpr double kSure = 0.9;         // a reading that is this sure needs no word
constexpr double kImpossible = 0.02;  // a reading that is this sure cannot be right
constexpr double kPossible = 0.015;   // what is listed as a candidate
constexpr double kLead = 0.1;         // a reading that stands is ahead of its rivals by this
constexpr std::size_t kFew = 6;       // candidates worth listing
constexpr double kStrongPull = 0.5;   // nats: a constraint that pulls less did not speak

struct Solved {
    Bundle bundle;
    std::vector<Constraint> constraints;
    std::vector<std::vector<const Constraint*>> about;  ///< each variable, those that concern it
    std::vector<Belief> beliefs;

    [[nodiscard]] std::size_t best(std::size_t v) const {
        return static_cast<std::size_t>(std::ranges::max_element(beliefs[v]) - beliefs[v].begin());
    }
    [[nodiscard]] const std::string& best_value(std::size_t v) const {
        return bundle.variables[v].candidates[best(v)].value;
    }
};

Solved solve_bundle(Bundle bundle, Check::Of of, const ReconcileTables& tables) {
    Solved s{std::move(bundle), {}, {}, {}};
    for (const Check& check : checks()) {
        if (check.of != of) continue;
        auto found = check.constraints(s.bundle, tables);
        s.constraints.insert(s.constraints.end(), std::make_move_iterator(found.begin()),
                             std::make_move_iterator(found.end()));
    }
    s.about.resize(s.bundle.variables.size());
    for (const Constraint& c : s.constraints) {
        s.about[c.a].push_back(&c);
        if (c.b) s.about[*c.b].push_back(&c);
    }
    s.beliefs = solve(s.bundle.variables, s.constraints);
    return s;
}

/// Does `value` for variable `v` keep the constraint, its partner being what it most likely is?
bool keeps(const Solved& s, const Constraint& c, std::size_t v, std::string_view value) {
    if (!c.b) return holds(c, value, {});
    return v == c.a ? holds(c, value, s.best_value(*c.b)) : holds(c, s.best_value(c.a), value);
}

/// The constraints that the reading breaks and `value` keeps; where nothing was read, those that rule out a
/// rival.
std::vector<const Constraint*> supports(const Solved& s, std::size_t v, std::string_view value) {
    std::vector<const Constraint*> out;
    const Variable& variable = s.bundle.variables[v];
    for (const Constraint* c : s.about[v]) {
        if (c->weight < kStrongPull || !keeps(s, *c, v, value)) continue;
        const bool speaks =
            variable.read.empty()
                ? std::ranges::any_of(variable.candidates,
                                      [&](const Candidate& x) { return !keeps(s, *c, v, x.value); })
                : !keeps(s, *c, v, variable.read);
        if (speaks) out.push_back(c);
    }
    return out;
}

/// The constraints that the reading breaks: what there is to tell of one that stands nevertheless.
std::vector<const Constraint*> against(const Solved& s, std::size_t v) {
    const std::string& read = s.bundle.variables[v].read;
    std::vector<const Constraint*> out;
    for (const Constraint* c : s.about[v]) {
        const bool other_first = c->a != v;
        const std::string partner = c->b ? s.bundle.variables[other_first ? c->a : *c->b].read : "";
        if (!read.empty() && !(other_first ? holds(*c, partner, read) : holds(*c, read, partner)))
            out.push_back(c);
    }
    return out;
}

bool enough(const std::vector<const Constraint*>& found) {
    std::set<std::string> soft;
    for (const Constraint* c : found) {
        if (c->hard) return true;
        soft.insert(c->check);
    }
    return soft.size() >= 2;
}

std::vector<std::string> likely(const Solved& s, std::size_t v) {
    const Variable& variable = s.bundle.variables[v];
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < variable.candidates.size(); ++i)
        if (s.beliefs[v][i] >= kPossible && !variable.candidates[i].value.empty()) order.push_back(i);
    std::ranges::stable_sort(order,
                             [&](std::size_t a, std::size_t b) { return s.beliefs[v][a] > s.beliefs[v][b]; });
    if (order.size() > kFew) return {};  // a list of everything says nothing
    std::vector<std::string> out;
    for (const std::size_t i : order)
        out.push_back(variable.candidates[i].value);
    return out;
}

double belief_in_reading(const Solved& s, std::size_t v) {
    const auto& candidates = s.bundle.variables[v].candidates;
    const auto read = std::ranges::find(candidates, s.bundle.variables[v].read, &Candidate::value);
    if (s.bundle.variables[v].read.empty() || read == candidates.end()) return 0;
    return s.beliefs[v][static_cast<std::size_t>(read - candidates.begin())];
}

/// Does what was read keep every law that concerns this value alone?
bool is_sound(const Solved& s, std::size_t v) {
    const Variable& variable = s.bundle.variables[v];
    return !variable.read.empty() && std::ranges::all_of(s.about[v], [&](const Constraint* c) {
        return c->b || !c->hard || holds(*c, variable.read, {});
    });
}

/// A number that breaks the laws of its kind, or a value of the letter's own that three checks speak against.
bool is_discredited(const Solved& s, std::size_t v, std::size_t checks) {
    constexpr std::size_t kMany = 3;
    const std::string& field = s.bundle.variables[v].field;
    if (checks >= kMany) return !field.starts_with("received_stamps");
    return field.ends_with("number") && !is_sound(s, v);
}

/// A sound reading of another place says otherwise: two readings, and nothing that tells which is damaged.
bool is_contested(const Solved& s, std::size_t v) {
    return std::ranges::any_of(s.about[v], [&](const Constraint* c) {
        const bool of_the_same = c->check.starts_with("citation_") || c->check.starts_with("copy_");
        if (!c->hard || !c->b || !of_the_same) return false;
        const std::size_t other = c->a == v ? *c->b : c->a;
        return s.bundle.variables[other].read != s.bundle.variables[v].read && is_sound(s, other);
    });
}

/// What the evidence says of one value; absent when the reading stands.
std::optional<Reconciled> verdict(const Solved& s, std::size_t v, const Thresholds& t) {
    const Variable& variable = s.bundle.variables[v];
    const std::size_t best = s.best(v);
    const double sure = s.beliefs[v][best];
    const std::string& value = variable.candidates[best].value;
    const bool contested = is_contested(s, v), cited = variable.field.find("cited_") != std::string::npos;
    if (value == variable.read && sure >= (contested ? t.repair : kSure)) return std::nullopt;

    Reconciled out{.field = variable.field,
                   .value = {},
                   .confidence = static_cast<float>(sure),
                   .candidates = likely(s, v),
                   .evidence = {},
                   .checks = {}};
    const auto found = supports(s, v, value);
    const bool as_read = found.empty() && value == variable.read;
    for (const Constraint* c : as_read ? against(s, v) : found) {  // one line a check
        if (std::ranges::find(out.checks, c->check) != out.checks.end()) continue;
        out.checks.push_back(c->check);
        out.evidence.push_back(c->says);
    }
    Belief sorted = s.beliefs[v];
    std::ranges::sort(sorted, std::greater<>{});
    const double lead = sorted.size() > 1 ? sorted[0] - sorted[1] : 1;
    const bool stands = value == variable.read && !value.empty() && lead >= kLead && !(contested && cited);
    const bool impossible = belief_in_reading(s, v) < kImpossible;
    const double wanted = variable.read.empty()                     ? t.unread
                          : !impossible                             ? t.repair
                          : is_discredited(s, v, out.checks.size()) ? t.replace
                                                                    : t.unread;
    const bool repaired = !value.empty() && sure >= wanted && enough(found);
    if (stands || repaired) {
        out.value = value;
    } else if (contested && !cited && !impossible && is_sound(s, v)) {
        // The head is the source, a citation its copy: it stands, with all doubt.
        out.value = variable.read;
        out.confidence = static_cast<float>(belief_in_reading(s, v));
    }
    if (variable.read.empty() && out.candidates.size() != 1 && !repaired) out.confidence = 0;
    return out;
}

void add_verdicts(std::vector<Record>& records, const Solved& s, const Thresholds& t) {
    for (std::size_t v = 0; v < s.bundle.variables.size(); ++v)
        if (auto found = verdict(s, v, t))
            records[s.bundle.variables[v].letter].reconciled.push_back(std::move(*found));
}

void add_remarks(std::vector<Record>& records, const ReconcileTables& tables) {
    std::vector<Remark> remarks;
    for (const Check& check : checks()) {
        if (check.of != Check::Of::Records) continue;
        auto found = check.remarks(records, tables);
        std::ranges::move(found, std::back_inserter(remarks));
    }
    for (Remark& remark : remarks) {
        Record& record = records[remark.letter];
        if (remark.value) record.reconciled.push_back(std::move(*remark.value));
        if (remark.issue) record.issues.push_back(std::move(*remark.issue));
    }
}

/// A header, those of its copies and all its citations, as groups of readings of one number, each once.
std::vector<std::vector<DocNumber>> same_numbers(const std::vector<Record>& records,
                                                 const std::vector<InnerCitation>& citations,
                                                 const std::vector<InnerCopy>& copies) {
    std::vector<std::vector<DocNumber>> groups(records.size());
    for (const InnerCitation& c : citations) {
        if (records[c.cited].doc_number) add_reading(groups[c.cited], *records[c.cited].doc_number);
        for (const NumberReading& n : numbers_of(records[c.citing]))
            if (n.field == c.item + ".cited_number") add_reading(groups[c.cited], *n.number);
    }
    for (const InnerCopy& c : copies)
        if (records[c.one].doc_number && records[c.other].doc_number)
            for (const std::size_t letter : {c.one, c.other}) {
                add_reading(groups[letter], *records[c.one].doc_number);
                add_reading(groups[letter], *records[c.other].doc_number);
            }
    return groups;
}

}  // namespace

void reconcile(std::vector<Record>& bundle, const Reconciler& r,
               std::optional<std::chrono::year_month_day> today) {
    const ReconcileTables tables{r.vocabulary, r.code_offices, r.departments, r.words, r.districts};
    const auto citations = find_citations(bundle);
    const auto copies = find_copies(bundle);
    const auto judge = [&](std::vector<Variable> variables, Check::Of of) {
        Bundle values{bundle, citations, copies, std::move(variables), today};
        if (of == Check::Of::Numbers) add_office_variants(values, r.confusions, tables);
        add_verdicts(bundle, solve_bundle(std::move(values), of, tables), r.thresholds);
    };
    judge(date_variables(bundle, citations, copies, r.confusions), Check::Of::Dates);
    judge(number_variables(bundle, r.confusions, same_numbers(bundle, citations, copies), r.vocabulary),
          Check::Of::Numbers);
    judge(place_variables(bundle, r.vocabulary), Check::Of::Places);
    judge(speed_variables(bundle, citations), Check::Of::Speeds);
    add_remarks(bundle, tables);
    for (Record& record : bundle) {
        follow_up(record);
        ask(record);
    }
}

}  // namespace saraban
