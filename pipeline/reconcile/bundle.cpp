#include "pipeline/reconcile/bundle.h"

#include "pipeline/text/thai.h"

#include <algorithm>
#include <charconv>

namespace saraban {
namespace {

using std::chrono::sys_days;

/// Two digits at least.
std::string padded(unsigned n) {
    return (n < 10 ? "0" : "") + std::to_string(n);
}

int number(std::string_view digits) {
    int n = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), n);
    return n;
}

/// How well a cited number and date fit the head of a letter: each part that agrees counts.
double fit(const std::optional<DocNumber>& cited, const std::optional<Date>& date, std::string_view words,
           const Record& letter) {
    double score = 0;
    if (cited && letter.doc_number) {
        const DocNumber& own = *letter.doc_number;
        if (cited->prefix == own.prefix) score += 2;
        const auto stem = [](const DocNumber& n) { return n.code.substr(0, n.code.find('.')); };
        if (stem(*cited) == stem(own)) score += 2;
        if (cited->code == own.code) score += 1;
        const int apart = edit_distance(cited->running, own.running);
        if (apart == 0)
            score += 3;
        else if (apart < static_cast<int>(std::max(cited->running.size(), own.running.size())))
            score += 1;
        if (cited->prefix != own.prefix && stem(*cited) != stem(own)) score -= 3;
    }
    if (date && date->iso && letter.date && letter.date->iso) {
        if (*date->iso == *letter.date->iso)
            score += 2;
        else if (date->iso->month() == letter.date->iso->month())
            score += 0.5;
    }
    if (letter.issuer) {
        const auto& agency = letter.issuer->agency_normalized;
        if (agency && !agency->empty() && words.find(*agency) != std::string_view::npos) score += 2;
    }
    return score;
}

constexpr double kFits = 5;  // prefix and stem, and at least one more sign

void add_best(std::vector<Citation>& found, const std::vector<Record>& records, std::size_t citing,
              std::string item, const std::optional<DocNumber>& cited, const std::optional<Date>& date,
              std::string_view words, bool attached) {
    double best = kFits;
    std::optional<std::size_t> which;
    for (std::size_t j = 0; j < records.size(); ++j) {
        if (j == citing) continue;
        double score = fit(cited, date, words, records[j]);
        const bool same_subject =
            records[citing].subject && records[j].subject &&
            squeeze(records[citing].subject->value) == squeeze(records[j].subject->value);
        if (same_subject) score += 1;
        if (score < best) continue;
        best = score;
        which = j;
    }
    if (which) found.push_back({citing, *which, std::move(item), attached});
}

}  // namespace

std::optional<std::size_t> find_variable(const Bundle& bundle, std::size_t letter, const std::string& field) {
    const auto found = std::ranges::find_if(
        bundle.variables, [&](const Variable& v) { return v.letter == letter && v.field == field; });
    if (found == bundle.variables.end()) return std::nullopt;
    return static_cast<std::size_t>(found - bundle.variables.begin());
}

std::vector<Citation> find_citations(const std::vector<Record>& records) {
    std::vector<Citation> found;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const Record& r = records[i];
        for (std::size_t k = 0; k < r.attachments.size(); ++k) {
            const Attachment& a = r.attachments[k];
            if (!a.cited_number && !a.cited_date) continue;
            add_best(found, records, i, "attachments[" + std::to_string(k) + "]", a.cited_number,
                     a.cited_date, a.raw, true);
        }
        for (std::size_t k = 0; k < r.references.size(); ++k) {
            const Reference& a = r.references[k];
            add_best(found, records, i, "references[" + std::to_string(k) + "]", a.cited_number, a.cited_date,
                     a.raw, false);
        }
    }
    return found;
}

std::string to_iso(const std::chrono::year_month_day& date) {
    return std::to_string(static_cast<int>(date.year())) + "-" + padded(static_cast<unsigned>(date.month())) +
           "-" + padded(static_cast<unsigned>(date.day()));
}

std::chrono::year_month_day from_iso(std::string_view iso) {
    return std::chrono::year_month_day{std::chrono::year{number(iso.substr(0, 4))},
                                       std::chrono::month{static_cast<unsigned>(number(iso.substr(5, 2)))},
                                       std::chrono::day{static_cast<unsigned>(number(iso.substr(8, 2)))}};
}

int days_between(std::string_view a, std::string_view b) {
    return static_cast<int>((sys_days{from_iso(b)} - sys_days{from_iso(a)}).count());
}

}  // namespace saraban
