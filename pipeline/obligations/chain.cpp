#include "pipeline/obligations/chain.h"

#include "pipeline/model/recurrence.h"

#include <algorithm>
#include <optional>

namespace saraban {
namespace {

using namespace std::chrono;

/// A number to compare limits of one kind by; empty: not comparable.
std::optional<int> lateness(const Deadline& deadline) {
    if (!deadline.binding_on_addressee || deadline.source) return std::nullopt;
    if (deadline.kind == DeadlineKind::Absolute && deadline.iso)
        return static_cast<int>(sys_days{*deadline.iso}.time_since_epoch().count());
    const auto rule = read_recurrence(deadline.rrule.value_or(""));
    if (!rule || rule->frequency != Recurrence::Frequency::Monthly || rule->month_days.size() != 1 ||
        rule->month_days[0] < 0)
        return std::nullopt;
    return rule->month_days[0];
}

}  // namespace

const Record* upstream_of(const Record& record, const std::vector<Record>& records) {
    if (!record.encloses) return nullptr;
    const auto found = std::ranges::find_if(records, [&](const Record& other) {
        return other.source.sha256 == record.source.sha256 && other.source.path == record.source.path &&
               other.order == *record.encloses;
    });
    return found == records.end() ? nullptr : &*found;
}

bool is_later_than_upstream(const Deadline& deadline, const Record& upstream) {
    const auto own = lateness(deadline);
    bool any = false;
    for (const Deadline& other : upstream.deadlines) {
        const auto theirs = lateness(other);
        if (other.kind != deadline.kind || !theirs) continue;
        if (!own || *own <= *theirs) return false;
        any = true;
    }
    return any;
}

}  // namespace saraban
