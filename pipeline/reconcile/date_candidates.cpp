#include "extractors/thai_calendar.h"
#include "pipeline/reconcile/bundle.h"
#include "pipeline/reconcile/candidates.h"
#include "pipeline/reconcile/doubts.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <string>

namespace saraban {
namespace {

using namespace std::chrono;

constexpr std::size_t kDaysOfAMonth = 31, kOfAYear = 14, kFewOfAYear = 4, kMonths = 12, kOfAPen = 22;

/// What a date reading says, part by part, in the digits that were read. `*` stands for characters that are
/// no digit.
struct DateParts {
    std::string day;                ///< empty: nothing stands before the month
    std::optional<unsigned> month;  ///< absent: could not be read
    std::string year;               ///< BE, four digits; empty: could not be read
    enum class Month { Name, Abbreviation, Number } written = Month::Name;
    bool arabic = false;               ///< the day is in Arabic digits: their confusions are others
    std::vector<unsigned> other_days;  ///< other numbers of the reading that may be the day
    Doubts day_doubts, year_doubts;    ///< what the engine says of the characters of `day` and `year`
};

/// Digits of `text` only.
std::string only_digits(std::string_view text) {
    std::string out;
    std::ranges::copy_if(text, std::back_inserter(out), [](char c) { return '0' <= c && c <= '9'; });
    return out;
}

/// The characters before the month as digits and `*`: "กค 0" -> "*0", "มว" -> "*", "48" -> "48".
std::string damaged_day(std::string_view before) {
    constexpr std::size_t kLongest = 3;
    std::string out;
    for (const char c : before) {
        if ('0' <= c && c <= '9')
            out += c;
        else if (c != ' ' && (out.empty() || out.back() != '*'))
            out += '*';
    }
    if (only_digits(out).empty()) return {};
    return out.substr(out.size() > kLongest ? out.size() - kLongest : 0);
}

/// How the month is written and what else may be the day, from the raw text.
void read_writing(const std::string& raw, DateParts& parts) {
    constexpr int kLettersOfAnAbbreviation = 4;
    int letters = 0;
    for (std::size_t i = 0; i + 1 < raw.size(); ++i)
        letters += raw[i] == '\xE0' && raw[i + 1] == '\xB8';  // Thai digits are E0 B9
    if (!raw.empty() && letters == 0)
        parts.written = DateParts::Month::Number;
    else if (letters <= kLettersOfAnAbbreviation)
        parts.written = DateParts::Month::Abbreviation;
    parts.arabic = !raw.empty() && '0' <= raw.front() && raw.front() <= '9';
    if (parts.written == DateParts::Month::Number && parts.month) parts.other_days.push_back(*parts.month);
}

/// The same of `17/7/256`: three runs of digits. Absent: it is written otherwise.
std::optional<DateParts> split_numeric(const std::string& raw) {
    constexpr std::size_t kParts = 3;
    std::vector<std::string> runs(1);
    for (const char c : raw) {
        if ('0' <= c && c <= '9')
            runs.back() += c;
        else if (static_cast<unsigned char>(c) >= 0x80)
            return std::nullopt;
        else if (!runs.back().empty())
            runs.emplace_back();
    }
    if (runs.back().empty()) runs.pop_back();
    if (runs.size() != kParts || runs[0].size() > 2 || runs[1].size() > 2) return std::nullopt;
    const auto month = static_cast<unsigned>(std::stoul(runs[1]));
    DateParts out;
    out.day = runs[0];
    if (month >= 1 && month <= 12) out.month = month;
    out.year = runs[2].size() == 2 ? "25" + runs[2] : runs[2];
    return out;
}

/// Day, month and year of a date that is no calendar day: what stands before the month's name, the name, what
/// follows.
DateParts split_at_month(const std::string& raw) {
    const auto is_letter = [](char c) { return static_cast<unsigned char>(c) >= 0x80 || c == '.'; };
    for (std::size_t end = raw.size(); end > 0;) {
        while (end > 0 && !is_letter(raw[end - 1]))
            --end;
        std::size_t begin = end;
        while (begin > 0 && is_letter(raw[begin - 1]))
            --begin;
        const auto word = std::string_view(raw).substr(begin, end - begin);
        auto month = month_of(word);
        if (!month) month = month_of_damaged(word);
        if (month) {
            const std::string year = only_digits(std::string_view(raw).substr(end));
            return {damaged_day(raw.substr(0, begin)), static_cast<unsigned>(*month),
                    year.size() == 2 ? "25" + year : year};
        }
        end = begin;
    }
    return {};
}

/// What the engine says of day and year, which are the first and the last digits of the reading.
void read_doubts(const Date& date, DateParts& parts) {
    constexpr std::size_t kCentury = 2;
    const ReadDigits read = read_digits(date.raw, date.from);
    if (read.doubts.empty()) return;
    parts.day_doubts = doubts_about(read, 0, parts.day);
    if (parts.day_doubts.empty() && read.digits.front() == '0')
        parts.day_doubts = doubts_about(read, 1, parts.day);
    const std::string_view digits = read.digits, year = parts.year;
    if (digits.ends_with(year)) {
        parts.year_doubts = doubts_about(read, digits.size() - year.size(), year);
    } else if (year.size() > kCentury && digits.ends_with(year.substr(kCentury))) {
        parts.year_doubts = Doubts(kCentury, nullptr);
        const auto rest = doubts_about(read, digits.size() - (year.size() - kCentury), year.substr(kCentury));
        parts.year_doubts.insert(parts.year_doubts.end(), rest.begin(), rest.end());
    }
}

DateParts parts_of(const Date& date) {
    const std::string raw = ascii_digits(squeeze(date.raw));
    DateParts parts = split_numeric(raw).value_or(split_at_month(raw));
    if (date.iso) {
        parts.day = std::to_string(static_cast<unsigned>(date.iso->day()));
        parts.month = static_cast<unsigned>(date.iso->month());
        parts.year = std::to_string(static_cast<int>(date.iso->year()) + kBuddhistOffset);
    }
    read_writing(squeeze(date.raw), parts);
    read_doubts(date, parts);
    return parts;
}

double day_cost(unsigned day, const DateParts& read, const ConfusionTable& t) {
    if (read.day.empty()) return std::log(31.0);  // a gap for the pen: any day
    return reading_cost(std::to_string(day), read.day, t, read.day_doubts);
}

double month_part_cost(unsigned month, const DateParts& read, const ConfusionTable& t) {
    constexpr double kFullName = 3;  // full names differ in many letters: confused less than abbreviations
    if (!read.month) return std::log(12.0);
    if (month == *read.month) return 0;
    switch (read.written) {
        case DateParts::Month::Name:
            return kFullName + month_cost(month, *read.month, {t.damage, t.lost, t.added, {}, {}});
        case DateParts::Month::Abbreviation:
            return month_cost(month, *read.month, t);
        case DateParts::Month::Number:
            return std::min(reading_cost(std::to_string(month), std::to_string(*read.month), t),
                            reading_cost("0" + std::to_string(month), std::to_string(*read.month), t));
    }
    return 0;
}

bool is_moved(const DateParts& read) {
    return read.day == "1" && !read.other_days.empty();
}

/// Day and month together. In figures a dash before the day may be read as the day, and the day as the month.
double day_month_cost(unsigned d, double day_c, double month_c, const DateParts& read) {
    constexpr double kMovedOn = 4.5;
    const bool moved = is_moved(read) && std::ranges::find(read.other_days, d) != read.other_days.end();
    return moved ? std::min(day_c + month_c, kMovedOn + std::log(12.0)) : day_c + month_c;
}

/// Years that a date may be of, with what speaks against each, in nats. `may_be_old`: a letter cited for its
/// content.
std::map<int, double> likely_years(const std::set<std::string>& elsewhere, bool may_be_old) {
    constexpr double kUnseen = 2.5;  // a letter may cite what was written the year before
    constexpr int kYearsBack = 12;
    std::map<int, double> years;
    for (const std::string& iso : elsewhere)
        years[static_cast<int>(from_iso(iso).year())] = 0;
    for (const auto& [seen, unused] : std::map<int, double>(years))
        for (int next = may_be_old ? -kYearsBack : -1; next <= 1; ++next)
            years.emplace(seen + next, kUnseen);
    return years;
}

/// The day of a head and of a stamp is often written by pen: what print comes out as says nothing of it.
bool is_penned(const std::string& field) {
    return field == "date" || field.starts_with("received_stamps");
}

std::vector<Candidate> date_candidates(const Date& date, const std::string& field,
                                       const std::set<std::string>& elsewhere, const ConfusionTable& table) {
    const DateParts read = parts_of(date);
    constexpr double kOneIsDamaged = 5;  // where one character is damaged its neighbours are too
    ConfusionTable t = table_for(field, table);
    if (!date.iso && !date.raw.empty()) t.damage *= kOneIsDamaged;
    if (read.arabic) t.digits.clear();  // counted on Thai digits
    ConfusionTable of_day = t;
    const bool penned = is_penned(field);
    if (penned) of_day.digits.clear();
    std::array<double, 32> day_costs{};
    for (unsigned d = 1; d <= 31; ++d)
        day_costs[d] = day_cost(d, read, of_day);
    std::array<double, 13> month_costs{};
    for (unsigned m = 1; m <= 12; ++m)
        month_costs[m] = month_part_cost(m, read, t);
    std::set<year_month_day> read_elsewhere;
    for (const std::string& iso : elsewhere)
        read_elsewhere.insert(from_iso(iso));
    std::vector<Candidate> found;
    for (const auto& [y, unseen] : likely_years(elsewhere, may_be_old(field))) {
        const double year_c = unseen + (read.year.empty() ? 0
                                                          : reading_cost(std::to_string(y + kBuddhistOffset),
                                                                         read.year, t, read.year_doubts));
        std::vector<std::pair<double, year_month_day>> all;
        for (unsigned m = 1; m <= 12; ++m)
            for (unsigned d = 1; d <= 31; ++d) {
                const year_month_day day_of{year{y}, month{m}, day{d}};
                if (day_of.ok())
                    all.emplace_back(year_c + day_month_cost(d, day_costs[d], month_costs[m], read), day_of);
            }
        // A wrong year shall not crowd out the right one.
        // Nor shall a lost digit crowd out a wrong one, or the months of a day behind a dash each other.
        const std::size_t likely = read.day.empty() ? kDaysOfAMonth
                                   : unseen > 0     ? kFewOfAYear
                                   : is_moved(read) ? kOfAYear + kMonths
                                   : penned         ? kOfAPen
                                                    : kOfAYear;
        std::ranges::partial_sort(all, all.begin() + static_cast<std::ptrdiff_t>(likely));
        for (std::size_t k = 0; k < all.size(); ++k)
            if (k < likely || read_elsewhere.contains(all[k].second))
                found.push_back({iso_date(all[k].second), all[k].first});
    }
    keep_likely(found, elsewhere);
    return found;
}

/// Dated exceptions that name their weekday: the weekday is a checksum of the date.
void add_exceptions(const Record& r, std::size_t letter, const std::set<std::string>& read,
                    const ConfusionTable& table, std::vector<Variable>& out) {
    for (std::size_t i = 0; i < r.deadlines.size(); ++i) {
        const auto& exceptions = r.deadlines[i].exceptions;
        for (std::size_t j = 0; j < exceptions.size(); ++j) {
            const DeadlineException& e = exceptions[j];
            if (!e.iso || !e.weekday_text) continue;
            const Date date{
                .raw = e.replaced_by_raw.value_or(""), .iso = e.iso, .iso_partial = {}, .from = {}};
            const std::string field =
                "deadlines[" + std::to_string(i) + "].exceptions[" + std::to_string(j) + "].iso";
            out.push_back({letter, field, iso_date(*e.iso), date_candidates(date, field, read, table)});
        }
    }
}

/// The dates of one letter that were read, in ISO 8601.
std::set<std::string> read_dates(const Record& r) {
    std::set<std::string> read;
    for (const DateReading& d : dates_of(r)) {
        if (d.date->iso) read.insert(iso_date(*d.date->iso));
        // A partial date names its year at least.
        if (d.date->iso_partial) read.insert(iso_date(*d.date->iso_partial / day{1}));
    }
    return read;
}

/// For each letter what was read on it and on those whose dates it may bear: its neighbours in the file, and
/// what it cites, is cited by or is a copy of. A file may hold a thousand letters.
std::vector<std::set<std::string>> dates_around(const std::vector<Record>& records,
                                                const std::vector<InnerCitation>& citations,
                                                const std::vector<InnerCopy>& copies) {
    constexpr std::size_t kNeighbours = 16;  // on either side
    std::vector<std::set<std::string>> of;
    for (const Record& r : records)
        of.push_back(read_dates(r));
    std::vector<std::set<std::string>> around(records.size());
    const auto add = [&](std::size_t to, std::size_t from) {
        around[to].insert(of[from].begin(), of[from].end());
    };
    for (std::size_t i = 0; i < records.size(); ++i)
        for (std::size_t k = i - std::min(i, kNeighbours); k < records.size() && k <= i + kNeighbours; ++k)
            add(i, k);
    const auto add_both = [&](std::size_t i, std::size_t k) {
        add(i, k);
        add(k, i);
    };
    for (const InnerCitation& c : citations)
        add_both(c.citing, c.cited);
    for (const InnerCopy& c : copies)
        add_both(c.one, c.other);
    return around;
}

}  // namespace

std::vector<Variable> date_variables(const std::vector<Record>& records,
                                     const std::vector<InnerCitation>& citations,
                                     const std::vector<InnerCopy>& copies, const ConfusionTable& table) {
    const auto around = dates_around(records, citations, copies);
    std::vector<Variable> out;
    for (std::size_t i = 0; i < records.size(); ++i) {
        for (const DateReading& d : dates_of(records[i]))
            out.push_back({i, d.field, d.date->iso ? iso_date(*d.date->iso) : "",
                           date_candidates(*d.date, d.field, around[i], table)});
        add_exceptions(records[i], i, around[i], table, out);
    }
    return out;
}

}  // namespace saraban
