#include "pipeline/reconcile/follow_up.h"

#include "pipeline/reconcile/bundle.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

namespace saraban {
namespace {

using namespace std::chrono;

const Reconciled* find(const Record& record, std::string_view field) {
    const auto found = std::ranges::find(record.reconciled, field, &Reconciled::field);
    return found == record.reconciled.end() ? nullptr : &*found;
}

/// 10 of FREQ=MONTHLY;BYMONTHDAY=10. Absent: another rule, or a day that not every month has.
std::optional<unsigned> day_of_month(const std::string& rrule) {
    constexpr std::string_view kMonthly = "FREQ=MONTHLY;BYMONTHDAY=";
    constexpr unsigned kInEveryMonth = 28;
    if (!rrule.starts_with(kMonthly)) return std::nullopt;
    unsigned day = 0;
    const char* begin = rrule.data() + kMonthly.size();
    const char* end = rrule.data() + rrule.size();
    const auto read = std::from_chars(begin, end, day);
    if (read.ec != std::errc() || read.ptr != end || day == 0 || day > kInEveryMonth) return std::nullopt;
    return day;
}

/// The first such day after the letter.
year_month_day first_after(year_month_day letter, unsigned day_number) {
    const year_month_day here = letter.year() / letter.month() / day{day_number};
    return letter < here ? here : here + months{1};
}

/// The dated exception of that month takes its place.
year_month_day with_exception(const Record& record, std::size_t deadline, year_month_day first) {
    const auto& exceptions = record.deadlines[deadline].exceptions;
    for (std::size_t j = 0; j < exceptions.size(); ++j) {
        const std::string field =
            "deadlines[" + std::to_string(deadline) + "].exceptions[" + std::to_string(j) + "].iso";
        const Reconciled* said = find(record, field);
        const auto day = said != nullptr && said->value ? from_iso(*said->value) : exceptions[j].iso;
        if (day && day->year() == first.year() && day->month() == first.month()) return *day;
    }
    return first;
}

void put_first_due(Record& record, std::size_t k, const Reconciled& date) {
    constexpr years kSoon{1};
    const Deadline& d = record.deadlines[k];
    const auto day = d.rrule ? day_of_month(*d.rrule) : std::nullopt;
    const std::string path = "deadlines[" + std::to_string(k) + "].";
    if (d.kind != DeadlineKind::Recurring || !day || find(record, path + "rrule") != nullptr) return;
    const year_month_day letter = from_iso(*date.value);
    if (d.first_due && letter < *d.first_due && *d.first_due < letter + kSoon) return;  // as it was stated
    const std::string first = iso_date(with_exception(record, k, first_after(letter, *day)));
    if (d.first_due && iso_date(*d.first_due) == first) return;
    record.reconciled.push_back({.field = path + "first_due",
                                 .value = first,
                                 .confidence = date.confidence,
                                 .candidates = {first},
                                 .evidence = {"the first of its days after the letter of " + *date.value},
                                 .checks = {"deadline_follows"}});
}

void put_seat(Record& record, const Reconciled& province) {
    const std::string& read = *record.issuer->province;
    std::string name = record.issuer->name;
    const auto at = name.find(read);
    if (at == std::string::npos) return;
    name.replace(at, read.size(), *province.value);
    record.reconciled.push_back({.field = "issuer.name",
                                 .value = name,
                                 .confidence = province.confidence,
                                 .candidates = {name},
                                 .evidence = province.evidence,
                                 .checks = province.checks});
}

}  // namespace

void follow_up(Record& record) {
    const Reconciled* date = find(record, "date");
    if (date != nullptr && date->value) {
        const Reconciled known = *date;
        for (std::size_t k = 0; k < record.deadlines.size(); ++k)
            put_first_due(record, k, known);
    }
    const Reconciled* province = find(record, "issuer.province");
    if (province != nullptr && province->value && record.issuer && record.issuer->province &&
        *province->value != *record.issuer->province)
        put_seat(record, Reconciled(*province));
}

}  // namespace saraban
