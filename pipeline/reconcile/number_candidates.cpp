#include "pipeline/reconcile/candidates.h"
#include "pipeline/reconcile/checks.h"
#include "pipeline/reconcile/doubts.h"
#include "pipeline/reconcile/places.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace saraban {
namespace {

double prefix_cost(const std::string& printed, const std::string& read) {
    constexpr double kWrongConsonant = 4.5;
    return kWrongConsonant * edit_distance(printed, read);
}

DocNumber with_circular(DocNumber n, bool circular, std::string running, bool valid = true) {
    n.circular = circular;
    n.running = std::move(running);
    n.running_valid = valid;
    const std::string committee = n.committee ? " (" + *n.committee + ")" : "";
    n.normalized = n.prefix + committee + " " + n.code + "/" + (circular ? "ว " : "") + n.running;
    return n;
}

std::size_t digits_in(std::string_view part) {
    return static_cast<std::size_t>(std::ranges::count_if(part, [](char c) { return '0' <= c && c <= '9'; }));
}

/// Each run of characters that are no ASCII digits as one `*`: "ส.56" -> "*56".
std::string digits_and_gaps(std::string_view running) {
    std::string out;
    for (const char c : running) {
        if ('0' <= c && c <= '9')
            out += c;
        else if (out.empty() || out.back() != '*')
            out += '*';
    }
    return out;
}

/// What a damaged running number is when its gap is filled from another reading of it: "*56", "852" -> "856".
std::optional<std::string> filled(const std::string& damaged, const std::string& other) {
    if (damaged.size() != other.size()) return std::nullopt;
    std::string out = damaged;
    for (std::size_t i = 0; i < out.size(); ++i)
        if (out[i] == '*') out[i] = other[i];
    return out;
}

/// A ว that came out as the digit 2 (SARABAN 4.1: 0405.2/ว119 printed as 0405.2/ 2119), or got lost before
/// one.
std::vector<DocNumber> circular_variants(const DocNumber& n) {
    const bool order = n.prefix.empty();  // คำสั่งที่ ๒๑๓/๒๕๖๙: orders know no circulars
    if (order || n.circular || n.running.size() < 2 || n.running.front() != '2') return {};
    return {with_circular(n, true, n.running), with_circular(n, true, n.running.substr(1))};
}

/// Texts one edit away from `a` and one from `b`, which are two apart: "003.3", "0023.9" -> "0023.3",
/// "003.9".
std::vector<std::string> between(const std::string& a, const std::string& b) {
    constexpr int kTwoEdits = 2;
    std::vector<std::string> out;
    if (edit_distance(a, b) != kTwoEdits) return out;
    const auto add = [&](std::string text) {
        if (edit_distance(text, b) == 1 && std::ranges::find(out, text) == out.end())
            out.push_back(std::move(text));
    };
    const std::set<char> theirs(b.begin(), b.end());
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (const char c : theirs) {
            add(std::string(a).insert(i, 1, c));
            if (i < a.size()) add(std::string(a).replace(i, 1, 1, c));
        }
        if (i < a.size()) add(std::string(a).erase(i, 1));
    }
    return out;
}

/// Two readings of one number may both be damaged, each in another place: what is printed then stands
/// between.
std::vector<DocNumber> mixtures(const DocNumber& a, const DocNumber& b) {
    std::vector<DocNumber> out;
    if (a.prefix != b.prefix || a.circular != b.circular || !a.running_valid || !b.running_valid) return out;
    for (const std::string& text : between(a.code + '/' + a.running, b.code + '/' + b.running)) {
        const auto slash = text.find('/');
        if (slash == std::string::npos || slash + 1 == text.size()) continue;
        DocNumber n = a;
        n.code = text.substr(0, slash);
        out.push_back(with_circular(std::move(n), a.circular, text.substr(slash + 1)));
    }
    return out;
}

/// The number with another one of the four digits that tell the office.
std::vector<DocNumber> office_variants(const DocNumber& n) {
    constexpr std::size_t kOffice = 4;
    const std::string_view first = std::string_view(n.code).substr(0, n.code.find('.'));
    if (n.prefix.empty() || first.size() != kOffice) return {};
    std::vector<DocNumber> out;
    for (std::size_t i = 0; i < kOffice; ++i)
        for (char digit = '0'; digit <= '9'; ++digit) {
            if (n.code[i] == digit) continue;
            out.push_back(n);
            out.back().code[i] = digit;
            out.back() = with_circular(std::move(out.back()), n.circular, n.running, n.running_valid);
        }
    return out;
}

/// A local body's number with another first digit, or with the fifth one that was lost.
std::vector<DocNumber> local_variants(const DocNumber& n) {
    constexpr std::size_t kDigits = 5;
    const std::size_t size = std::min(n.code.find('.'), n.code.size());
    std::set<std::string> codes;
    for (char digit = '0'; digit <= '9'; ++digit) {
        if (size == kDigits) codes.insert(digit + n.code.substr(1));
        for (std::size_t i = 0; size + 1 == kDigits && i <= size; ++i)
            codes.insert(std::string(n.code).insert(i, 1, digit));
    }
    std::vector<DocNumber> out;
    for (const std::string& code : codes) {
        if (code == n.code || (code[0] != '5' && code[0] != '7')) continue;
        out.push_back(n);
        out.back().code = code;
        out.back() = with_circular(std::move(out.back()), n.circular, n.running, n.running_valid);
    }
    return out;
}

/// The number with one digit as the engine may have seen it.
std::vector<DocNumber> doubted_variants(const DocNumber& n) {
    constexpr float kLikely = 0.4F;
    const auto variants = [&](std::size_t begin, const std::string& part, auto make) {
        const Doubts doubts = doubts_about(read_digits(n.raw, n.from), begin, part);
        for (std::size_t i = 0; i < doubts.size(); ++i)
            for (std::size_t k = 0; doubts[i] != nullptr && k < doubts[i]->others.size(); ++k) {
                if (doubts[i]->others[k].weight < kLikely) continue;
                std::string other = part;
                other[i] = doubts[i]->others[k].digit;
                make(other);
            }
    };
    std::vector<DocNumber> out;
    if (n.prefix.empty() || !n.running_valid) return out;
    variants(0, n.code, [&](const std::string& code) {
        DocNumber other = n;
        other.code = code;
        out.push_back(with_circular(std::move(other), n.circular, n.running));
    });
    variants(digits_in(n.code), n.running,
             [&](const std::string& running) { out.push_back(with_circular(n, n.circular, running)); });
    return out;
}

std::vector<Candidate> number_candidates(const DocNumber& read, const std::vector<DocNumber>& others,
                                         const Agency* named, const ConfusionTable& t) {
    std::vector<DocNumber> printed{read};
    for (const DocNumber& n : others) {
        printed.push_back(n);
        for (const DocNumber& m : others)
            for (DocNumber& mixed : mixtures(n, m))
                printed.push_back(std::move(mixed));
        for (const DocNumber& m : others)
            if (const auto whole = filled(digits_and_gaps(n.running), m.running); whole && !n.running_valid)
                printed.push_back(with_circular(n, n.circular, *whole));
    }
    for (const DocNumber& n : circular_variants(read))
        printed.push_back(n);
    for (const std::vector<DocNumber>& readings : {std::vector{read}, others})
        for (const DocNumber& n : readings)
            std::ranges::copy(doubted_variants(n), std::back_inserter(printed));
    if (named != nullptr && !read.prefix.empty()) {
        DocNumber theirs = read;
        theirs.prefix = named->code;
        printed.push_back(with_circular(theirs, read.circular, read.running));
    }

    std::vector<Candidate> found;
    for (const DocNumber& n : printed) {
        const bool known =
            std::ranges::any_of(found, [&](const Candidate& c) { return c.value == n.normalized; });
        if (!known) found.push_back({n.normalized, number_cost(n, read, t)});
    }
    keep_likely(found, {});
    return found;
}

}  // namespace

double number_cost(const DocNumber& printed, const DocNumber& read, const ConfusionTable& table) {
    constexpr double kCircularMark = 5;
    constexpr double kOneIsDamaged = 5;  // where one character is damaged its neighbours are too
    ConfusionTable t = table;
    if (!read.running_valid) t.damage *= kOneIsDamaged;
    const ReadDigits digits = read_digits(read.raw, read.from);
    const double head = prefix_cost(printed.prefix, read.prefix) +
                        reading_cost(printed.code, read.code, t, doubts_about(digits, 0, read.code));
    const std::string running = digits_and_gaps(read.running);
    const Doubts doubts = doubts_about(digits, digits_in(read.code), running);
    const double tail = reading_cost(printed.running, running, t, doubts);
    if (printed.circular == read.circular) return head + tail;
    // A lost ว, or one that came out as a 2.
    const bool two = printed.circular && running.starts_with('2');
    const double after_two = two ? reading_cost(printed.running, running.substr(1), t,
                                                std::span(doubts).subspan(doubts.empty() ? 0 : 1))
                                 : tail;
    return head + kCircularMark + std::min(tail, after_two);
}

void add_reading(std::vector<DocNumber>& group, const DocNumber& reading) {
    if (std::ranges::find(group, reading.normalized, &DocNumber::normalized) == group.end())
        group.push_back(reading);
}

void add_office_variants(Bundle& bundle, const ConfusionTable& table, const ReconcileTables& tables) {
    const auto add = [&](std::size_t v, std::vector<DocNumber> (*variants)(const DocNumber&)) {
        Variable& variable = bundle.variables[v];
        for (const NumberReading& n : numbers_of(bundle.records[variable.letter])) {
            if (n.field != variable.field) continue;
            for (const DocNumber& other : variants(*n.number))
                if (std::ranges::find(variable.candidates, other.normalized, &Candidate::value) ==
                    variable.candidates.end())
                    variable.candidates.push_back(
                        {other.normalized, number_cost(other, *n.number, table_for(n.field, table))});
        }
    };
    const auto add_where_broken = [&](auto check, auto variants) {
        for (const Constraint& c : check(bundle, tables))
            if (!holds(c, bundle.variables[c.a].read, {})) add(c.a, variants);
    };
    add_where_broken(check_code_seat, office_variants);
    add_where_broken(check_code_office, office_variants);
    add_where_broken(check_local_code, local_variants);
}

std::vector<Variable> number_variables(const std::vector<Record>& records, const ConfusionTable& table,
                                       const std::vector<std::vector<DocNumber>>& same,
                                       const Vocabulary& vocabulary) {
    std::multimap<std::string_view, std::size_t> groups_of;  // a number, the groups that hold it
    for (std::size_t g = 0; g < same.size(); ++g)
        for (const DocNumber& n : same[g])
            groups_of.emplace(n.normalized, g);
    std::vector<Variable> out;
    for (std::size_t i = 0; i < records.size(); ++i) {
        for (const NumberReading& n : numbers_of(records[i])) {
            std::vector<DocNumber> others;
            const auto [first, last] = groups_of.equal_range(n.number->normalized);
            for (auto group = first; group != last; ++group)
                for (const DocNumber& reading : same[group->second])
                    add_reading(others, reading);
            out.push_back({i, n.field, n.number->normalized,
                           number_candidates(*n.number, others,
                                             agency_named(vocabulary, issuer_words(records[i], n.field)),
                                             table_for(n.field, table))});
        }
    }
    return out;
}

}  // namespace saraban
