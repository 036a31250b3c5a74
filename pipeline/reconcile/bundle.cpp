#include "pipeline/reconcile/bundle.h"

#include "pipeline/text/same_letter.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace saraban {
namespace {

using std::chrono::sys_days;

int number(std::string_view digits) {
    int n = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), n);
    return n;
}

/// Letters of one series differ in number and day like a damaged citation does. So the parts that OCR would
/// have had to damage are counted: a reference may mean any earlier letter of the series, what is attached
/// lies in the file.
constexpr double kPartsOfAReference = 1, kPartsOfAnAttachment = 3;

/// Parts of number and date that differ: prefix 2 (two signs for another issuer), code, running number, day
/// and month, year; a running number that is part of the other, or holds what is no digit, counts half. One
/// of which more than half differs is rather another number.
double parts_apart(const DocNumber& cited, const DocNumber& own) {
    double apart = 0;
    if (cited.prefix != own.prefix) apart += edit_distance(cited.prefix, own.prefix) > 1 ? 4 : 2;
    const auto stem = [](const DocNumber& n) { return n.code.substr(0, n.code.find('.')); };
    if (stem(cited) != stem(own)) apart += edit_distance(stem(cited), stem(own)) > 1 ? 4 : 1;
    if (cited.code != own.code) apart += 0.5;
    if (cited.circular != own.circular) apart += 0.5;  // circulars are counted apart
    const int edits = edit_distance(cited.running, own.running);
    const bool malformed = !cited.running_valid || !own.running_valid;
    if (edits > 2 && !malformed)
        apart += 4;
    else if (edits > 0)
        apart += malformed || cited.running.size() != own.running.size() ? 0.5 : 0.5 * edits;
    const auto longer = static_cast<int>(std::max(cited.running.size(), own.running.size()));
    if (!malformed && 2 * edits > longer) apart += 1;
    return apart;
}

double parts_apart(const Date& cited, const Date& own) {
    if (!cited.iso || !own.iso) return 0.5;
    const int digits = edit_distance(iso_date(*cited.iso), iso_date(*own.iso));
    return digits == 0 ? 0 : 0.5 * digits;
}

/// Best fit of a citation among the letters of the file. Absent: it means a letter that is not here.
/// `in_file`: it is attached.
std::optional<std::size_t> cited_letter(const std::vector<Record>& records, std::size_t citing, bool in_file,
                                        const std::optional<DocNumber>& number,
                                        const std::optional<Date>& date, bool own_too = false) {
    double allowed = in_file ? kPartsOfAnAttachment : kPartsOfAReference;
    std::optional<std::size_t> best;
    if (!number) return best;
    for (std::size_t j = 0; j < records.size(); ++j) {
        const Record& letter = records[j];
        if ((j == citing && !own_too) || !letter.doc_number) continue;
        const double numbers = parts_apart(*number, *letter.doc_number);
        const double dates = date && letter.date ? parts_apart(*date, *letter.date) : 0;
        // Where neither fits, a letter of the series one number and day away is likelier than two damages.
        const bool dated = date && letter.date && date->iso && letter.date->iso;
        if (!in_file && numbers > 0 && dates > 0 && dated) continue;
        const double apart = numbers + dates;
        if (apart > allowed) continue;
        allowed = apart;
        best = j;
    }
    return best;
}

}  // namespace

std::optional<std::size_t> find_variable(const Bundle& bundle, std::size_t letter, const std::string& field) {
    const auto of_letter = std::ranges::equal_range(bundle.variables, letter, {}, &Variable::letter);
    const auto found = std::ranges::find(of_letter, field, &Variable::field);
    if (found == of_letter.end()) return std::nullopt;
    return static_cast<std::size_t>(found - bundle.variables.begin());
}

std::vector<InnerCitation> find_citations(const std::vector<Record>& records) {
    std::vector<InnerCitation> found;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const Record& r = records[i];
        for (std::size_t k = 0; k < r.attachments.size(); ++k) {
            const Attachment& a = r.attachments[k];
            if (const auto j = cited_letter(records, i, true, a.cited_number, a.cited_date))
                found.push_back({i, *j, "attachments[" + std::to_string(k) + "]", true});
        }
        for (std::size_t k = 0; k < r.references.size(); ++k) {
            const Reference& a = r.references[k];
            if (const auto j = cited_letter(records, i, false, a.cited_number, a.cited_date))
                found.push_back({i, *j, "references[" + std::to_string(k) + "]", false});
        }
        for (std::size_t k = 0; k < r.mentioned_letters.size(); ++k) {
            const Reference& a = r.mentioned_letters[k];  // a form names the letter it was sent with
            if (const auto j = cited_letter(records, i, false, a.cited_number, a.cited_date, true))
                found.push_back({i, *j, "mentioned_letters[" + std::to_string(k) + "]", false});
        }
    }
    return found;
}

std::vector<InnerCopy> find_copies(const std::vector<Record>& records) {
    std::vector<LetterName> names;
    for (const Record& record : records)
        names.push_back(name_of(record));
    // What is_same_letter asks for at least, so that a file of a thousand letters takes no time.
    const auto share_a_name = [&](std::size_t i, std::size_t k) {
        return (!names[i].number.empty() && names[i].number == names[k].number) ||
               (!names[i].date.empty() && names[i].date == names[k].date);
    };
    std::vector<InnerCopy> found;
    std::vector<std::size_t> firsts;  // of each letter
    for (std::size_t k = 0; k < records.size(); ++k) {
        const auto first = std::ranges::find_if(firsts, [&](std::size_t i) {
            return share_a_name(i, k) && is_same_letter(records[i], records[k]);
        });
        if (first == firsts.end())
            firsts.push_back(k);
        else
            found.push_back({*first, k});
    }
    return found;
}

std::string title_of(const Bundle& bundle, std::size_t letter) {
    const Record& record = bundle.records[letter];
    const SourceFile& file = record.source;
    std::string out = "letter " + std::to_string(record.order);
    if (file.sha256 != bundle.records.back().source.sha256)
        out += " of " + std::filesystem::path(file.path).filename().string();
    return out;
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
