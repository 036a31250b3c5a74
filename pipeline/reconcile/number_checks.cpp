#include "pipeline/model/number_parts.h"
#include "pipeline/reconcile/candidates.h"
#include "pipeline/reconcile/checks.h"
#include "pipeline/reconcile/places.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace saraban {
namespace {

constexpr double kCopy = 30, kStrong = 6, kHabit = 2.5, kTendency = 1, kNobody = 14, kOffice = 4.5;
// Public letters: 3 of 170 running numbers begin with a zero, a sixth of what chance would have.
constexpr double kZero = 2, kLocal = 9;

bool all_digits(std::string_view s) {
    return !s.empty() && std::ranges::all_of(s, [](char c) { return '0' <= c && c <= '9'; });
}

/// The letterhead of a head; of a citation what stands between "หนังสือ" and its number. Without blanks.
std::string own_words(const Bundle& b, std::size_t v) {
    std::string words = issuer_words(b.records[b.variables[v].letter], b.variables[v].field);
    if (b.variables[v].field != "doc_number") {
        const std::string_view label = "หนังสือ";
        const auto at = words.find(label);
        if (at == std::string::npos) return {};
        words = words.substr(at + label.size());
        words = words.substr(0, words.find(" ที่"));
    }
    std::erase_if(words, [](char c) { return c == ' ' || c == '\n'; });
    return words;
}

/// A street may be named after a body: ถนนเทศบาล ๑.
bool begins_with_body(std::string_view words, std::initializer_list<std::string_view> bodies) {
    for (const std::string_view house : {"สำนักงาน", "ที่ทำการ"})
        if (words.starts_with(house)) words.remove_prefix(house.size());
    return std::ranges::any_of(bodies, [&](std::string_view body) { return words.starts_with(body); });
}

}  // namespace

/// The number by which a letter is cited is the number in its head.
std::vector<Constraint> check_citation_number(const Bundle& b, const ReconcileTables& /*unused*/) {
    std::vector<Constraint> out;
    for (const InnerCitation& c : b.citations) {
        const auto cited = find_variable(b, c.citing, c.item + ".cited_number");
        const auto head = find_variable(b, c.cited, "doc_number");
        if (!cited || !head || *cited == *head) continue;
        out.push_back({"citation_number", true, kCopy, *cited, head,
                       [](std::string_view x, std::string_view y) { return x == y; },
                       title_of(b, c.citing) + " cites " + title_of(b, c.cited) + " as " +
                           b.variables[*cited].read + ", its head reads " + b.variables[*head].read});
    }
    return out;
}

/// A running number holds digits only.
std::vector<Constraint> check_running_digits(const Bundle& b, const ReconcileTables& /*unused*/) {
    std::vector<Constraint> out;
    for (std::size_t v = 0; v < b.variables.size(); ++v)
        out.push_back(
            {"running_digits",
             true,
             kStrong,
             v,
             {},
             [](std::string_view x, std::string_view) { return all_digits(parts_of_number(x).running); },
             "a running number holds digits only"});
    return out;
}

/// A ministry's, a province's and a district's code has four digits before its first dot (a local body's
/// five, a university's six): the first group is no shorter.
std::vector<Constraint> check_code_shape(const Bundle& b, const ReconcileTables& t) {
    constexpr std::size_t kShortest = 4;
    std::vector<Constraint> out;
    for (std::size_t v = 0; v < b.variables.size(); ++v) {
        const std::string prefix(parts_of_number(b.variables[v].read).prefix);
        // อว 68.1.1.2: universities count their own way.
        if (prefix == "อว" || agency_of_code(t.vocabulary, prefix) == nullptr) continue;
        out.push_back({"code_shape",
                       true,
                       kStrong,
                       v,
                       {},
                       [](std::string_view x, std::string_view) {
                           const auto code = parts_of_number(x).code;
                           return code.empty() || code.substr(0, code.find('.')).size() >= kShortest;
                       },
                       "a code has four digits before its first dot"});
    }
    return out;
}

/// The ministry named in words writes its own letters.
std::vector<Constraint> check_agency_prefix(const Bundle& b, const ReconcileTables& t) {
    std::vector<Constraint> out;
    for (std::size_t v = 0; v < b.variables.size(); ++v) {
        const std::string words = issuer_words(b.records[b.variables[v].letter], b.variables[v].field);
        const Agency* named = agency_named(t.vocabulary, words);
        if (named == nullptr) continue;
        // Letters that are nobody's cannot be right; somebody else's may be, where the words name several
        // bodies.
        const std::string prefix(parts_of_number(b.variables[v].read).prefix);
        const bool known = agency_of_code(t.vocabulary, prefix) != nullptr ||
                           province_of_code(t.vocabulary, prefix) != nullptr;
        out.push_back({"agency_prefix",
                       !known,
                       known ? kTendency : kNobody,
                       v,
                       {},
                       [letters = named->code](std::string_view x, std::string_view) {
                           return parts_of_number(x).prefix == letters;
                       },
                       "the issuer named in words writes " + named->code});
    }
    return out;
}

/// A running number hardly ever begins with a zero.
std::vector<Constraint> check_running_zero(const Bundle& b, const ReconcileTables& /*unused*/) {
    std::vector<Constraint> out;
    for (std::size_t v = 0; v < b.variables.size(); ++v)
        out.push_back({"running_zero",
                       false,
                       kZero,
                       v,
                       {},
                       [](std::string_view x, std::string_view) {
                           return !parts_of_number(x).running.starts_with('0');
                       },
                       "a running number hardly ever begins with a zero"});
    return out;
}

/// A local body has a province's letters and five digits: 5 of a municipality or of the province's own body,
/// 7 of a sub-district's. Which of the two is a habit: bodies have been raised from one to the other.
std::vector<Constraint> check_local_code(const Bundle& b, const ReconcileTables& t) {
    constexpr std::size_t kDigits = 5;
    const auto begins = [](std::string_view x, std::string_view firsts) {
        const auto code = parts_of_number(x).code;
        const auto first = code.substr(0, code.find('.'));
        return first.size() == kDigits && firsts.find(first[0]) != std::string_view::npos;
    };
    std::vector<Constraint> out;
    for (std::size_t v = 0; v < b.variables.size(); ++v) {
        const std::string words = own_words(b, v);
        const bool subdistrict = begins_with_body(words, {"องค์การบริหารส่วนตำบล"});
        const bool other = begins_with_body(words, {"เทศบาล", "องค์การบริหารส่วนจังหวัด"});
        if (subdistrict == other ||
            province_of_code(t.vocabulary, parts_of_number(b.variables[v].read).prefix) == nullptr)
            continue;
        out.push_back({"local_code",
                       true,
                       kLocal,
                       v,
                       {},
                       [begins](std::string_view x, std::string_view) { return begins(x, "57"); },
                       "a local body's code has five digits and begins with 5 or 7"});
        out.push_back({"local_code",
                       false,
                       kHabit,
                       v,
                       {},
                       [begins, subdistrict](std::string_view x, std::string_view) {
                           return begins(x, subdistrict ? "7" : "5");
                       },
                       subdistrict ? "a sub-district's body writes 7...." : "a municipality writes 5...."});
    }
    return out;
}

/// มท 08.. is กรมส่งเสริมการปกครองท้องถิ่น: the department that the letterhead names is the one in the code.
std::vector<Constraint> check_code_department(const Bundle& b, const ReconcileTables& t) {
    std::vector<Constraint> out;
    for (std::size_t v = 0; v < b.variables.size(); ++v) {
        const std::string words = own_words(b, v);
        const Department* named = nullptr;
        for (const Department& d : t.departments)
            if (words.find(d.name) != std::string::npos &&
                (named == nullptr || d.name.size() > named->name.size()))
                named = &d;
        if (named == nullptr) continue;
        out.push_back({"code_department",
                       false,
                       kOffice,
                       v,
                       {},
                       [letters = named->letters, pair = named->pair](std::string_view x, std::string_view) {
                           const NumberParts n = parts_of_number(x);
                           return n.prefix != letters || n.code.starts_with(pair);
                       },
                       named->name + " writes " + named->letters + " " + named->pair + ".."});
    }
    return out;
}

/// Many addressees, one text: a circular. Three addressees or a ทุก… make one.
std::vector<Constraint> check_circular_expected(const Bundle& b, const ReconcileTables& /*unused*/) {
    constexpr std::size_t kMany = 3;
    std::vector<Constraint> out;
    for (std::size_t v = 0; v < b.variables.size(); ++v) {
        const Record& r = b.records[b.variables[v].letter];
        const bool order = r.doc_number && r.doc_number->prefix.empty();  // orders know no circulars
        if (b.variables[v].field != "doc_number" || order) continue;
        const bool every = std::ranges::any_of(
            r.addressees, [](const Text& a) { return a.value.find("ทุก") != std::string::npos; });
        if (!every && r.addressees.size() < kMany) continue;
        out.push_back({"circular_expected",
                       false,
                       kHabit + kHabit,
                       v,
                       {},
                       [](std::string_view x, std::string_view) { return parts_of_number(x).circular; },
                       "it is addressed to many, so it is a circular"});
    }
    return out;
}

/// 0018 is ปกครอง, 0023 ท้องถิ่น: the office in the code is the office at the foot. Of a province's and a
/// district's numbers: a ministry's division and a local body's may be named alike.
std::vector<Constraint> check_code_office(const Bundle& b, const ReconcileTables& t) {
    std::vector<Constraint> out;
    for (std::size_t v = 0; v < b.variables.size(); ++v) {
        const Record& r = b.records[b.variables[v].letter];
        if (b.variables[v].field != "doc_number" || r.owner_unit.empty()) continue;
        if (province_of_code(t.vocabulary, parts_of_number(b.variables[v].read).prefix) == nullptr ||
            begins_with_body(own_words(b, v), {"เทศบาล", "องค์การบริหารส่วน"}))
            continue;
        for (const CodeOffice& office : t.code_offices) {
            const bool named = std::ranges::any_of(
                r.owner_unit, [&](const Text& u) { return u.value.find(office.word) != std::string::npos; });
            if (!named) continue;
            out.push_back({"code_office",
                           false,
                           kOffice,
                           v,
                           {},
                           [pair = office.pair](std::string_view x, std::string_view) {
                               const auto code = parts_of_number(x).code;  // an order has none
                               return code.empty() || (code.size() > 2 && code.substr(2, 2) == pair);
                           },
                           "the owner unit names " + office.word});
            break;
        }
    }
    return out;
}

/// A province's seat writes 00…, a district office 01…25: the seat in the letterhead is the seat in the code.
std::vector<Constraint> check_code_seat(const Bundle& b, const ReconcileTables& /*unused*/) {
    std::vector<Constraint> out;
    for (std::size_t v = 0; v < b.variables.size(); ++v) {
        const std::string words = issuer_words(b.records[b.variables[v].letter], b.variables[v].field);
        const bool head = b.variables[v].field == "doc_number";
        const bool province = words.find(head ? "ศาลากลางจังหวัด" : "หนังสือจังหวัด") != std::string::npos;
        const bool district = words.find(head ? "ที่ว่าการอำเภอ" : "หนังสืออำเภอ") != std::string::npos;
        if (province == district) continue;
        out.push_back({"code_seat",
                       false,
                       kOffice,
                       v,
                       {},
                       [province](std::string_view x, std::string_view) {
                           const auto code = parts_of_number(x).code;
                           const auto first = code.substr(0, code.find('.'));
                           const bool four = first.size() == 4;
                           // Local administration counts its district offices below the province's: 0023.24.
                           const bool of_district =
                               first == "0023" || (four && first[0] <= '2' && !first.starts_with("00"));
                           return code.empty() ||
                                  (four && (province ? first.starts_with("00") : of_district));
                       },
                       province ? "a province's seat writes 00.." : "a district office writes 01.. to 25.."});
    }
    return out;
}

namespace {

/// Prefix, code and ว: what counts its numbers for itself.
std::string series_of(const NumberParts& n) {
    return std::string(n.prefix) + ' ' + std::string(n.code) + (n.circular ? "/ว" : "/");
}

using DatedHead = std::pair<std::chrono::year_month_day, std::size_t>;  // with the index of its variable

/// The heads with a full date by each series they may be of, in the order of their dates.
std::map<std::string, std::vector<DatedHead>> heads_by_series(const Bundle& b) {
    std::map<std::string, std::vector<DatedHead>> found;
    for (std::size_t v = 0; v < b.variables.size(); ++v) {
        const Record& r = b.records[b.variables[v].letter];
        if (b.variables[v].field != "doc_number" || !r.date || !r.date->iso) continue;
        std::set<std::string> series;
        for (const Candidate& c : b.variables[v].candidates)
            if (!c.value.empty()) series.insert(series_of(parts_of_number(c.value)));
        for (const std::string& s : series)
            found[s].emplace_back(*r.date->iso, v);
    }
    for (auto& [series, heads] : found)
        std::ranges::sort(heads);
    return found;
}

bool rises(std::string_view earlier, std::string_view later) {
    const NumberParts a = parts_of_number(earlier), c = parts_of_number(later);
    if (series_of(a) != series_of(c) || !all_digits(a.running) || !all_digits(c.running)) return true;
    return a.running.size() != c.running.size() ? a.running.size() < c.running.size()
                                                : a.running <= c.running;
}

}  // namespace

/// Running numbers rise through the year inside one series. The next few say it: a file may hold hundreds.
std::vector<Constraint> check_running_rises(const Bundle& b, const ReconcileTables& /*unused*/) {
    constexpr std::ptrdiff_t kNext = 4;
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    for (const auto& [series, heads] : heads_by_series(b))
        for (const auto& [day, v] : heads) {
            const auto later = std::ranges::upper_bound(heads, day, {}, &DatedHead::first);
            for (auto w = later; w != heads.end() && w - later < kNext && w->first.year() == day.year(); ++w)
                pairs.emplace(v, w->second);
        }
    std::vector<Constraint> out;
    for (const auto& [v, w] : pairs)
        out.push_back(
            {"running_rises", false, kTendency, v, w, rises, "numbers of one series rise through the year"});
    return out;
}

}  // namespace saraban
