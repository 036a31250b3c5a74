#pragma once

#include "pipeline/model/obligation.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace saraban {

/// How a calendar is written.
struct CalendarOptions {
    bool tasks =
        false;  ///< VTODO instead of VEVENT: most clients show events only, so events are the default
    std::string name = "Saraban";
    std::string link;                ///< URL of a letter with `{id}` in it; empty: none
    std::chrono::sys_seconds now{};  ///< only what changed since the previous writing bears it
};

/// An RFC 5545 calendar of the obligations that have a day, ours only, secret letters left out.
///
/// `previous` is what was written last time, or empty. What did not change is the same byte for byte; what
/// changed gets the next SEQUENCE and `now` as LAST-MODIFIED; what is gone stays with STATUS:CANCELLED. So
/// the same input gives the same bytes. Throws Error(Unusable) when `previous` is no calendar.
[[nodiscard]] std::string to_icalendar(const std::vector<Obligation>& obligations,
                                       const CalendarOptions& options, std::string_view previous);

/// One obligation as a calendar object of its own, for a CalDAV server; `previous` as above.
[[nodiscard]] std::string to_calendar_object(const Obligation& obligation, const CalendarOptions& options,
                                             std::string_view previous);

/// The obligation in rules that every client expands alike. ical.js (Thunderbird, Nextcloud) ignores BYSETPOS
/// beside BYMONTHDAY, so that `28,29,30;BYSETPOS=-1` would stand on three days a month: the 30th and the end
/// of February become two components. Mostly just itself.
[[nodiscard]] std::vector<Obligation> calendar_parts(const Obligation& obligation);

/// What goes into a calendar: it has a day, it is ours and not secret.
[[nodiscard]] bool is_for_calendar(const Obligation& obligation);

/// What a flag means, for people: `weekday_differs` -> วันในสัปดาห์ไม่ตรงกับวันที่
[[nodiscard]] std::string_view explain_flag(std::string_view flag);

}  // namespace saraban
