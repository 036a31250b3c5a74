#include "pipeline/sinks/icalendar.h"

#include "pipeline/model/error.h"
#include "pipeline/model/recurrence.h"
#include "pipeline/model/sha256.h"
#include "pipeline/sinks/calendar_text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

#include <libical/ical.h>

namespace saraban {
namespace {

using namespace std::chrono;

constexpr const char* kZone = "Asia/Bangkok";
// Written out: libical's own table of zones loads from the machine, and not safely from several threads.
constexpr const char* kTimezone =
    "BEGIN:VTIMEZONE\r\nTZID:Asia/Bangkok\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    "TZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700\r\nTZNAME:+07\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
constexpr hours kThaiOffset{7};
/// Office hours: a task without an hour is due when they end.
constexpr const char* kDayBegins = "08:30";
constexpr const char* kDayEnds = "16:30";

struct Free {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, Free>;

icaltimetype date_of(year_month_day day) {
    icaltimetype time{};  // icaltime_null_date() has hours of -1
    time.year = static_cast<int>(day.year());
    time.month = static_cast<int>(static_cast<unsigned>(day.month()));
    time.day = static_cast<int>(static_cast<unsigned>(day.day()));
    time.is_date = 1;
    return time;
}

/// `clock` is HH:MM.
icaltimetype moment_of(year_month_day day, const std::string& clock) {
    icaltimetype time = date_of(day);
    time.is_date = 0;
    time.hour = std::stoi(clock.substr(0, 2));
    time.minute = std::stoi(clock.substr(3, 2));
    if (time.hour == 24) {  // 24.00 น. is the end of the day
        time.hour = 23;
        time.minute = 59;
    }
    return time;
}

icaltimetype utc_of(sys_seconds moment) {
    const auto day = floor<days>(moment);
    icaltimetype time = date_of(year_month_day{day});
    const hh_mm_ss clock{moment - day};
    time.is_date = 0;
    time.hour = static_cast<int>(clock.hours().count());
    time.minute = static_cast<int>(clock.minutes().count());
    time.second = static_cast<int>(clock.seconds().count());
    time.zone = icaltimezone_get_utc_timezone();
    return time;
}

year_month_day next_day(year_month_day day) {
    return year_month_day{sys_days{day} + days{1}};
}

void add(icalcomponent* to, icalproperty* property) {
    icalcomponent_add_property(to, property);
}

/// A moment in Thailand, with its zone by name.
void add_local(icalcomponent* to, icalproperty* property) {
    icalproperty_add_parameter(property, icalparameter_new_tzid(kZone));
    add(to, property);
}

void add_x(icalcomponent* to, const char* name, const std::string& value) {
    icalproperty* property = icalproperty_new_x(value.c_str());
    icalproperty_set_x_name(property, name);
    add(to, property);
}

int priority_of(const std::optional<std::string>& speed) {
    if (speed == "ด่วนที่สุด") return 1;
    if (speed == "ด่วนมาก") return 3;
    if (speed && speed->starts_with("ด่วน")) return 5;
    return 0;
}

/// file:///… of a path, with what an URL does not bear percent-encoded.
std::string file_url(const std::string& path) {
    std::string url = "file://";
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= 'a' && byte <= 'z') || c == '/' || c == '.' || c == '-' || c == '_';
        std::array<char, 4> hex{};
        std::snprintf(hex.data(), hex.size(), "%%%02X", static_cast<unsigned>(byte));
        url += plain ? std::string(1, c) : std::string(hex.data());
    }
    return url;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

void add_links(icalcomponent* to, const Obligation& obligation, const CalendarOptions& options) {
    if (!options.link.empty())
        add(to, icalproperty_new_url(replaced(options.link, "{id}", obligation.letter_id).c_str()));
    if (obligation.source.empty() || obligation.source[0] != '/') return;
    icalattach* attach = icalattach_new_from_url(file_url(obligation.source).c_str());
    add(to, icalproperty_new_attach(attach));
    icalattach_unref(attach);
}

/// UNTIL is of the type of DTSTART: a day, or a moment in UTC.
void add_rule(icalcomponent* to, const Obligation& obligation, bool by_day) {
    std::string text = *obligation.rrule;
    if (obligation.until) {
        const sys_seconds end = sys_days{*obligation.until} + hours{24} - seconds{1} - kThaiOffset;
        const icaltimetype until = by_day ? date_of(*obligation.until) : utc_of(end);
        text += std::string(";UNTIL=") + icaltime_as_ical_string(until);
    }
    add(to, icalproperty_new_rrule(icalrecurrencetype_from_string(text.c_str())));
    for (const year_month_day day : obligation.except) {
        if (by_day) {
            icalproperty* exdate = icalproperty_new_exdate(date_of(day));
            icalproperty_add_parameter(exdate, icalparameter_new_value(ICAL_VALUE_DATE));
            add(to, exdate);
        } else {
            add_local(to, icalproperty_new_exdate(moment_of(day, kDayBegins)));
        }
    }
}

void add_alarm(icalcomponent* to, const std::string& summary, int days_before, bool related_to_end) {
    icalcomponent* alarm = icalcomponent_new(ICAL_VALARM_COMPONENT);
    add(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
    add(alarm, icalproperty_new_description(summary.c_str()));
    icaltriggertype trigger{};
    trigger.duration = icaldurationtype_from_int(-days_before * 24 * 60 * 60);
    icalproperty* property = icalproperty_new_trigger(trigger);
    if (related_to_end) icalproperty_add_parameter(property, icalparameter_new_related(ICAL_RELATED_END));
    add(alarm, property);
    icalcomponent_add_component(to, alarm);
}

/// When, as an event: whole days, or hours where a meeting has them.
void add_event_time(icalcomponent* to, const Obligation& obligation) {
    const year_month_day first = *obligation.day;
    const year_month_day last = obligation.last_day.value_or(first);
    const bool timed = obligation.kind == Obligation::Kind::Event && obligation.time && first == last;
    if (timed) {
        add_local(to, icalproperty_new_dtstart(moment_of(first, *obligation.time)));
        if (obligation.time_end && *obligation.time_end > *obligation.time)
            add_local(to, icalproperty_new_dtend(moment_of(first, *obligation.time_end)));
    } else {
        add(to, icalproperty_new_dtstart(date_of(first)));
        add(to, icalproperty_new_dtend(date_of(next_day(last))));
    }
    if (obligation.rrule) add_rule(to, obligation, true);
}

/// When, as a task: a day without a start, or office hours of each day of a rule.
void add_task_time(icalcomponent* to, const Obligation& obligation) {
    const year_month_day day = *obligation.day;
    const std::string due = obligation.time.value_or(kDayEnds);
    if (obligation.rrule) {
        const std::string begin = due > kDayBegins ? kDayBegins : "00:00";
        add_local(to, icalproperty_new_dtstart(moment_of(day, begin)));
        add_local(to, icalproperty_new_due(moment_of(day, due)));
        add_rule(to, obligation, false);
    } else if (obligation.time) {
        add_local(to, icalproperty_new_due(moment_of(day, due)));
    } else {
        add(to, icalproperty_new_due(date_of(day)));
    }
}

/// The duty that is passed on is the parent; days of their own stand beside their rule.
void add_relations(icalcomponent* to, const Obligation& obligation) {
    for (const std::string& uid : obligation.passes_on)
        add(to, icalproperty_new_relatedto(uid.c_str()));  // RELTYPE=PARENT is what none means
    if (!obligation.part_of) return;
    icalproperty* sibling = icalproperty_new_relatedto(obligation.part_of->c_str());
    icalproperty_add_parameter(sibling, icalparameter_new_reltype(ICAL_RELTYPE_SIBLING));
    add(to, sibling);
}

/// A component without DTSTAMP, LAST-MODIFIED and SEQUENCE.
Component make_component(const Obligation& obligation, const CalendarOptions& options) {
    const bool task = options.tasks && obligation.kind == Obligation::Kind::Task;
    Component made(icalcomponent_new(task ? ICAL_VTODO_COMPONENT : ICAL_VEVENT_COMPONENT));
    icalcomponent* to = made.get();
    const std::string summary = summary_of(obligation);
    add(to, icalproperty_new_uid(obligation.uid.c_str()));
    if (task)
        add_task_time(to, obligation);
    else
        add_event_time(to, obligation);
    add(to, icalproperty_new_summary(summary.c_str()));
    add(to, icalproperty_new_description(description_of(obligation).c_str()));
    if (obligation.place) add(to, icalproperty_new_location(obligation.place->c_str()));
    if (!obligation.issuer.empty()) add(to, icalproperty_new_categories(obligation.issuer.c_str()));
    add(to, icalproperty_new_priority(priority_of(obligation.speed)));
    if (task) {
        add(to, icalproperty_new_status(ICAL_STATUS_NEEDSACTION));
    } else {
        add(to, icalproperty_new_status(obligation.doubtful ? ICAL_STATUS_TENTATIVE : ICAL_STATUS_CONFIRMED));
        const bool meeting = obligation.kind == Obligation::Kind::Event;
        add(to, icalproperty_new_transp(meeting ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT));
    }
    add_relations(to, obligation);
    add_links(to, obligation, options);
    std::array<char, 16> confidence{};
    std::snprintf(confidence.data(), confidence.size(), "%.2f", static_cast<double>(obligation.confidence));
    add_x(to, "X-TH-CONFIDENCE", confidence.data());
    add_x(to, "X-TH-RULE", obligation.sentence);
    if (!obligation.letter_id.empty()) add_x(to, "X-SARABAN-LETTER", obligation.letter_id);
    add_alarm(to, summary, 1, task);
    if (obligation.kind == Obligation::Kind::Task) add_alarm(to, summary, 3, task);
    return made;
}

constexpr std::array kStamps{ICAL_DTSTAMP_PROPERTY, ICAL_LASTMODIFIED_PROPERTY, ICAL_SEQUENCE_PROPERTY};

std::string text_of(icalcomponent* component) {
    char* text = icalcomponent_as_ical_string_r(component);
    std::string copy = text == nullptr ? "" : text;
    icalmemory_free_buffer(text);
    return copy;
}

/// Unfolded lines in an order of their own: servers write the same object in another order.
std::vector<std::string> sorted_lines(const std::string& text) {
    std::vector<std::string> lines(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r') continue;
        if (text[i] != '\n') {
            lines.back() += text[i];
        } else if (i + 1 < text.size() && (text[i + 1] == ' ' || text[i + 1] == '\t')) {
            ++i;
        } else {
            lines.emplace_back();
        }
    }
    std::ranges::sort(lines);
    return lines;
}

/// What a reader sees of it: all but the stamps.
std::vector<std::string> content_of(icalcomponent* component) {
    const Component copy(icalcomponent_new_clone(component));
    for (const icalproperty_kind kind : kStamps)
        while (icalproperty* property = icalcomponent_get_first_property(copy.get(), kind)) {
            icalcomponent_remove_property(copy.get(), property);
            icalproperty_free(property);
        }
    return sorted_lines(text_of(copy.get()));
}

int sequence_of(icalcomponent* component) {
    icalproperty* property = icalcomponent_get_first_property(component, ICAL_SEQUENCE_PROPERTY);
    return property == nullptr ? 0 : icalproperty_get_sequence(property);
}

void set_stamps(icalcomponent* component, int sequence, const icaltimetype& stamp) {
    for (const icalproperty_kind kind : kStamps)
        while (icalproperty* property = icalcomponent_get_first_property(component, kind)) {
            icalcomponent_remove_property(component, property);
            icalproperty_free(property);
        }
    add(component, icalproperty_new_dtstamp(stamp));
    add(component, icalproperty_new_lastmodified(stamp));
    add(component, icalproperty_new_sequence(sequence));
}

bool is_cancelled(icalcomponent* component) {
    return icalcomponent_get_status(component) == ICAL_STATUS_CANCELLED;
}

/// The components of an earlier writing, by UID.
using Earlier = std::map<std::string, Component>;
Earlier read_earlier(std::string_view previous) {
    Earlier earlier;
    if (previous.empty()) return earlier;
    const Component calendar(icalparser_parse_string(std::string(previous).c_str()));
    if (!calendar || icalcomponent_isa(calendar.get()) != ICAL_VCALENDAR_COMPONENT)
        throw Error(ExitCode::Unusable,
                    "the calendar that was written before cannot be read; move it away to begin a new one");
    for (const icalcomponent_kind kind : {ICAL_VEVENT_COMPONENT, ICAL_VTODO_COMPONENT})
        for (icalcomponent* each = icalcomponent_get_first_component(calendar.get(), kind); each != nullptr;
             each = icalcomponent_get_next_component(calendar.get(), kind))
            if (const char* uid = icalcomponent_get_uid(each))
                earlier[uid] = Component(icalcomponent_new_clone(each));
    return earlier;
}

/// The first writing bears the date of the letter, so that it does not depend on when it was made.
icaltimetype first_stamp(const Obligation& obligation) {
    const year_month_day day = obligation.letter_date.value_or(year_month_day{1970y / January / 1});
    return utc_of(sys_days{day});
}

Component stamped(const Obligation& obligation, const CalendarOptions& options, const Earlier& earlier) {
    Component made = make_component(obligation, options);
    const auto before = earlier.find(obligation.uid);
    if (before == earlier.end()) {
        set_stamps(made.get(), 0, first_stamp(obligation));
        return made;
    }
    if (content_of(before->second.get()) == content_of(made.get()))
        return Component(icalcomponent_new_clone(before->second.get()));
    set_stamps(made.get(), sequence_of(before->second.get()) + 1, utc_of(options.now));
    return made;
}

Component cancelled(icalcomponent* before, const CalendarOptions& options) {
    Component made(icalcomponent_new_clone(before));
    if (is_cancelled(before)) return made;
    icalcomponent_set_status(made.get(), ICAL_STATUS_CANCELLED);
    set_stamps(made.get(), sequence_of(before) + 1, utc_of(options.now));
    return made;
}

Component new_calendar() {
    Component calendar(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
    add(calendar.get(), icalproperty_new_version("2.0"));
    add(calendar.get(), icalproperty_new_prodid("-//Saraban//Saraban//TH"));
    add(calendar.get(), icalproperty_new_calscale("GREGORIAN"));
    return calendar;
}

void add_timezone(icalcomponent* calendar) {
    icalcomponent_add_component(calendar, icalparser_parse_string(kTimezone));
}

bool needs_timezone(icalcomponent* component) {
    return text_of(component).find("TZID=") != std::string::npos;
}

/// A part of an obligation with a rule of its own; empty when the rule has no day before the obligation ends.
std::optional<Obligation> part_of(const Obligation& obligation, const Recurrence& rule,
                                  const std::string& name) {
    Obligation part = obligation;
    part.day = first_day_of(rule, *obligation.day);
    if (!part.day || (part.until && *part.day > *part.until)) return std::nullopt;
    part.rrule = to_rrule(rule);
    if (name.empty()) return part;
    part.uid = sha256(obligation.uid + "/" + name).substr(0, 32) + "@saraban";
    part.part_of = obligation.uid;
    part.passes_on.clear();
    return part;
}

/// Of a monthly rule that ends in the 29th or 30th, or the last day of a shorter month: the days before that
/// one, `15` of BYMONTHDAY=15,28,29;BYSETPOS=1,-1. Empty for any other rule.
std::optional<std::vector<int>> days_before_the_last(const Recurrence& rule) {
    const std::vector<int>& days = rule.month_days;
    if (rule.frequency != Recurrence::Frequency::Monthly) return std::nullopt;
    if (rule.positions.empty() || rule.positions.size() > days.size()) return std::nullopt;
    if (days.back() < 29 || rule.positions.back() != -1) return std::nullopt;
    const std::size_t others = rule.positions.size() - 1;
    for (std::size_t i = 0; i < others; ++i)
        if (rule.positions[i] != static_cast<int>(i) + 1) return std::nullopt;
    for (std::size_t i = others; i < days.size(); ++i)
        if (days[i] != days.back() - static_cast<int>(days.size() - 1 - i)) return std::nullopt;
    if (days[others] != 28) return std::nullopt;
    return std::vector<int>(days.begin(), days.begin() + static_cast<std::ptrdiff_t>(others));
}

/// The months of a monthly rule, from the month of its first day on; empty when they differ from year to
/// year.
std::vector<int> months_of(const Recurrence& rule, year_month_day first) {
    if (rule.interval == 1 && !rule.months.empty()) return rule.months;
    if (12 % rule.interval != 0 || !rule.months.empty()) return {};
    std::vector<int> months;
    for (int i = 0; i < 12; i += rule.interval)
        months.push_back((static_cast<int>(static_cast<unsigned>(first.month())) - 1 + i) % 12 + 1);
    std::ranges::sort(months);
    return months;
}

}  // namespace

std::vector<Obligation> calendar_parts(const Obligation& obligation) {
    const auto rule = read_recurrence(obligation.rrule.value_or(""));
    if (!rule || !obligation.day) return {obligation};
    const bool from_end = std::ranges::any_of(rule->month_days, [](int day) { return day < 0; });
    Recurrence plain = *rule;
    if (plain.frequency == Recurrence::Frequency::Yearly && plain.interval == 1 && from_end &&
        !plain.months.empty()) {
        // ical.js loses the end of February after the first year; the months of a monthly rule say the same.
        plain.frequency = Recurrence::Frequency::Monthly;
        if (auto part = part_of(obligation, plain, "")) return {*part};
    }
    plain.months = months_of(*rule, *obligation.day);
    const auto others = days_before_the_last(*rule);
    const bool gaps = rule->frequency == Recurrence::Frequency::Monthly && rule->positions.empty() &&
                      !rule->months.empty() && rule->month_days.size() > 1;
    if ((!others && !gaps) || plain.months.empty()) return {obligation};
    // One component a day of the month: beside several of them ical.js repeats instances where BYMONTH leaves
    // a gap.
    std::vector<Obligation> parts;
    const auto add_part = [&](const std::vector<int>& months, int day, const std::string& name) {
        if (months.empty()) return;
        Recurrence single;
        if (months.size() < 12) single.months = months;
        single.month_days = {day};
        if (const auto part = part_of(obligation, single, name)) parts.push_back(*part);
    };
    const std::vector<int> all_but_last(rule->month_days.begin(), rule->month_days.end() - 1);
    for (const int day : others ? *others : all_but_last)
        add_part(plain.months, day, "day-" + std::to_string(day));
    if (others && std::erase(plain.months, 2) > 0) add_part({2}, -1, "february");
    add_part(plain.months, rule->month_days.back(), "");
    return parts;
}

bool is_for_calendar(const Obligation& obligation) {
    return obligation.day && obligation.standing == Obligation::Standing::Ours &&
           std::ranges::find(obligation.flags, "secret") == obligation.flags.end();
}

std::string to_icalendar(const std::vector<Obligation>& obligations, const CalendarOptions& options,
                         std::string_view previous) {
    Earlier earlier = read_earlier(previous);
    std::vector<Obligation> sorted;
    for (const Obligation& obligation : obligations)
        if (is_for_calendar(obligation))
            for (Obligation& part : calendar_parts(obligation))
                sorted.push_back(std::move(part));
    std::ranges::sort(sorted, [](const Obligation& a, const Obligation& b) {
        return std::tie(*a.day, a.uid) < std::tie(*b.day, b.uid);
    });
    std::vector<Component> components;
    for (const Obligation& obligation : sorted) {
        components.push_back(stamped(obligation, options, earlier));
        earlier.erase(obligation.uid);
    }
    for (const auto& [uid, before] : earlier)
        components.push_back(cancelled(before.get(), options));

    const Component calendar = new_calendar();
    add(calendar.get(), icalproperty_new_name(options.name.c_str()));
    add_x(calendar.get(), "X-WR-CALNAME", options.name);
    add_x(calendar.get(), "X-WR-TIMEZONE", kZone);
    icalproperty* refresh = icalproperty_new_refreshinterval(icaldurationtype_from_int(4 * 60 * 60));
    icalproperty_add_parameter(refresh, icalparameter_new_value(ICAL_VALUE_DURATION));
    add(calendar.get(), refresh);
    add_x(calendar.get(), "X-PUBLISHED-TTL", "PT4H");
    add_timezone(calendar.get());
    for (Component& component : components)
        icalcomponent_add_component(calendar.get(), component.release());
    return text_of(calendar.get());
}

std::string to_calendar_object(const Obligation& obligation, const CalendarOptions& options,
                               std::string_view previous) {
    Component component = stamped(obligation, options, read_earlier(previous));
    const Component calendar = new_calendar();
    if (needs_timezone(component.get())) add_timezone(calendar.get());
    icalcomponent_add_component(calendar.get(), component.release());
    return text_of(calendar.get());
}

}  // namespace saraban
