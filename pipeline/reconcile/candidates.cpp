#include "pipeline/reconcile/candidates.h"

#include "pipeline/reconcile/bundle.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace saraban {
namespace {

using namespace std::chrono;

constexpr int kBuddhistEraOffset = 543;
constexpr std::size_t kMostCandidates = 48;
constexpr double kNoneOfThese = 30;  // nats: the printed value is none we thought of

/// What a date reading says, part by part, in the digits that were read. `*` stands for characters that are
/// no digit.
struct DateParts {
    std::string day;                ///< empty: nothing stands before the month
    std::optional<unsigned> month;  ///< absent: could not be read
    std::string year;               ///< BE, four digits; empty: could not be read
};

std::string two_digits(unsigned n) {
    return std::to_string(n);
}

/// The characters before the month as digits and `*`: "กค ๐" -> "*0", "มว" -> "*".
std::string damaged_day(std::string_view raw) {
    std::string out;
    const std::string text = ascii_digits(raw);
    for (const char c : text.substr(0, text.find_last_of(' '))) {
        const bool digit = '0' <= c && c <= '9';
        if (digit)
            out += c;
        else if (c != ' ' && (out.empty() || out.back() != '*'))
            out += '*';
        if (out.size() >= 3) break;
    }
    return out;
}

DateParts parts_of(const Date& date) {
    if (date.iso)
        return {two_digits(static_cast<unsigned>(date.iso->day())), static_cast<unsigned>(date.iso->month()),
                std::to_string(static_cast<int>(date.iso->year()) + kBuddhistEraOffset)};
    if (date.iso_partial) {
        // The month's name ends the raw text but for the year: what stands before both is the day.
        std::string before = squeeze(date.raw);
        const auto year_at = before.find_last_of(' ');
        before = before.substr(0, year_at == std::string::npos ? 0 : year_at);
        return {damaged_day(before), static_cast<unsigned>(date.iso_partial->month()),
                std::to_string(static_cast<int>(date.iso_partial->year()) + kBuddhistEraOffset)};
    }
    return {};
}

double day_cost(unsigned day, const std::string& read, const ConfusionTable& t) {
    if (read.empty()) return std::log(31.0);  // a gap for the pen: any day
    return reading_cost(two_digits(day), read, t);
}

void keep_likely(std::vector<Candidate>& candidates) {
    std::ranges::stable_sort(candidates, {}, &Candidate::cost);
    if (candidates.size() > kMostCandidates) candidates.resize(kMostCandidates);
    candidates.push_back({"", candidates.empty() ? 0.0 : candidates.front().cost + kNoneOfThese});
}

std::vector<Candidate> date_candidates(const Date& date, const std::set<int>& years,
                                       const ConfusionTable& t) {
    const DateParts read = parts_of(date);
    std::vector<Candidate> found;
    std::set<int> all = years;
    if (date.iso) all.insert(static_cast<int>(date.iso->year()));
    std::array<double, 32> day_costs{};
    for (unsigned d = 1; d <= 31; ++d)
        day_costs[d] = day_cost(d, read.day, t);
    for (const int y : all) {
        const double year_c =
            read.year.empty() ? 0 : reading_cost(std::to_string(y + kBuddhistEraOffset), read.year, t);
        for (unsigned m = 1; m <= 12; ++m) {
            const double month_c = read.month ? month_cost(m, *read.month, t) : std::log(12.0);
            for (unsigned d = 1; d <= 31; ++d) {
                const year_month_day date_of{year{y}, month{m}, day{d}};
                if (date_of.ok()) found.push_back({to_iso(date_of), year_c + month_c + day_costs[d]});
            }
        }
    }
    keep_likely(found);
    return found;
}

/// The head of a letter is its primary source; a citation of it was typed by hand once more.
ConfusionTable table_for(const std::string& field, ConfusionTable t) {
    constexpr double kTypedAgain = 1.25;
    if (field.find("cited_") != std::string::npos) t.damage *= kTypedAgain;
    return t;
}

double circular_cost(bool printed, bool read) {
    return printed == read ? 0 : 5;
}

double prefix_cost(const std::string& printed, const std::string& read) {
    constexpr double kWrongConsonant = 4.5;
    return kWrongConsonant * edit_distance(printed, read);
}

DocNumber with_circular(DocNumber n, bool circular, std::string running) {
    n.circular = circular;
    n.running = std::move(running);
    n.running_valid = true;
    const std::string committee = n.committee ? " (" + *n.committee + ")" : "";
    n.normalized = n.prefix + committee + " " + n.code + "/" + (circular ? "ว " : "") + n.running;
    return n;
}

/// A lost ว, or a ว that came out as the digit 2 (SARABAN 4.1: 0405.2/ว119 printed as 0405.2/ 2119).
std::vector<DocNumber> circular_variants(const DocNumber& n) {
    if (n.circular || n.running.empty()) return {};
    std::vector<DocNumber> out{with_circular(n, true, n.running)};
    if (n.running.size() > 1 && n.running.front() == '2')
        out.push_back(with_circular(n, true, n.running.substr(1)));
    return out;
}

std::vector<Candidate> number_candidates(const DocNumber& read, const std::vector<DocNumber>& others,
                                         const ConfusionTable& t) {
    std::vector<DocNumber> printed{read};
    for (const DocNumber& n : others)
        printed.push_back(n);
    for (const DocNumber& n : circular_variants(read))
        printed.push_back(n);
    std::vector<Candidate> found;
    for (const DocNumber& n : printed) {
        const bool known =
            std::ranges::any_of(found, [&](const Candidate& c) { return c.value == n.normalized; });
        if (!known) found.push_back({n.normalized, number_cost(n, read, t)});
    }
    keep_likely(found);
    return found;
}

}  // namespace

std::vector<DateReading> dates_of(const Record& r) {
    std::vector<DateReading> out;
    if (r.date) out.push_back({"date", &*r.date});
    for (std::size_t i = 0; i < r.attachments.size(); ++i)
        if (r.attachments[i].cited_date)
            out.push_back(
                {"attachments[" + std::to_string(i) + "].cited_date", &*r.attachments[i].cited_date});
    for (std::size_t i = 0; i < r.references.size(); ++i)
        if (r.references[i].cited_date)
            out.push_back({"references[" + std::to_string(i) + "].cited_date", &*r.references[i].cited_date});
    for (std::size_t i = 0; i < r.received_stamps.size(); ++i)
        if (r.received_stamps[i].date)
            out.push_back({"received_stamps[" + std::to_string(i) + "].date", &*r.received_stamps[i].date});
    return out;
}

std::vector<NumberReading> numbers_of(const Record& r) {
    std::vector<NumberReading> out;
    if (r.doc_number) out.push_back({"doc_number", &*r.doc_number});
    for (std::size_t i = 0; i < r.attachments.size(); ++i)
        if (r.attachments[i].cited_number)
            out.push_back(
                {"attachments[" + std::to_string(i) + "].cited_number", &*r.attachments[i].cited_number});
    for (std::size_t i = 0; i < r.references.size(); ++i)
        if (r.references[i].cited_number)
            out.push_back(
                {"references[" + std::to_string(i) + "].cited_number", &*r.references[i].cited_number});
    return out;
}

std::set<int> years_of(const std::vector<Record>& records) {
    std::set<int> years;
    for (const Record& r : records)
        for (const DateReading& d : dates_of(r)) {
            if (d.date->iso) years.insert(static_cast<int>(d.date->iso->year()));
            if (d.date->iso_partial) years.insert(static_cast<int>(d.date->iso_partial->year()));
        }
    return years;
}

std::vector<Variable> date_variables(const std::vector<Record>& records, const ConfusionTable& table) {
    const std::set<int> years = years_of(records);
    std::vector<Variable> out;
    for (std::size_t i = 0; i < records.size(); ++i)
        for (const DateReading& d : dates_of(records[i]))
            out.push_back({i, d.field, d.date->iso ? to_iso(*d.date->iso) : "",

                           date_candidates(*d.date, years, table_for(d.field, table))});
    return out;
}

double number_cost(const DocNumber& printed, const DocNumber& read, const ConfusionTable& t) {
    return prefix_cost(printed.prefix, read.prefix) + reading_cost(printed.code, read.code, t) +
           circular_cost(printed.circular, read.circular) + reading_cost(printed.running, read.running, t);
}

std::vector<Variable> number_variables(const std::vector<Record>& records, const ConfusionTable& table,
                                       const std::vector<std::vector<DocNumber>>& same) {
    std::vector<Variable> out;
    for (std::size_t i = 0; i < records.size(); ++i) {
        for (const NumberReading& n : numbers_of(records[i])) {
            std::vector<DocNumber> others;
            for (const auto& group : same) {
                const bool in = std::ranges::any_of(
                    group, [&](const DocNumber& g) { return g.normalized == n.number->normalized; });
                if (in) others.insert(others.end(), group.begin(), group.end());
            }
            out.push_back({i, n.field, n.number->normalized,
                           number_candidates(*n.number, others, table_for(n.field, table))});
        }
    }
    return out;
}

}  // namespace saraban
