#include "pipeline/model/obligation.h"

#include "pipeline/model/recurrence.h"

#include <algorithm>

namespace saraban {

std::vector<std::chrono::year_month_day> due_days(const Obligation& obligation,
                                                  std::chrono::year_month_day from,
                                                  std::chrono::year_month_day to) {
    std::vector<std::chrono::year_month_day> days;
    if (!obligation.day) return days;
    if (!obligation.rrule) {
        if (*obligation.day >= from && *obligation.day <= to) days.push_back(*obligation.day);
        return days;
    }
    const auto rule = read_recurrence(*obligation.rrule);
    if (!rule) return days;
    const auto end = obligation.until ? std::min(*obligation.until, to) : to;
    for (const auto day : days_of(*rule, *obligation.day, from, end))
        if (std::ranges::find(obligation.except, day) == obligation.except.end()) days.push_back(day);
    return days;
}

}  // namespace saraban
