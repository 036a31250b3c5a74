#include "extractors/deadline.h"
#include "extractors/demand.h"
#include "extractors/fields.h"
#include "extractors/meeting.h"
#include "extractors/reporting_address.h"
#include "extractors/scan.h"
#include "extractors/thai_date.h"
#include "pipeline/text/thai.h"

#include <algorithm>

namespace saraban {
namespace {

constexpr std::size_t kDateContext = 200;  ///< bytes before a date that say what it is of

DeadlineContext deadline_context(const Extraction& x) {
    DeadlineContext context{.letter_date = {}, .today = x.context.today, .source = {}};
    if (x.record.date) context.letter_date = x.record.date->iso;
    return context;
}

Provenance provenance(const Extraction& x, const Passage& passage, std::string_view match) {
    Provenance from{.confidence = 1, .certainty = Certainty::Read, .rule = x.rule.id, .evidence = {}};
    from.evidence = passage.evidence_for(match);
    for (const Evidence& e : from.evidence)
        from.confidence = std::min(from.confidence, e.confidence);
    return from;
}

std::string numerals(std::string_view text) {
    std::string out = ascii_digits(text);
    std::erase_if(out, [](char c) { return c < '0' || c > '9'; });
    return out;
}

std::vector<Deadline> deadlines_in(Extraction& x, const Passage& passage, const DeadlineContext& context) {
    std::vector<Deadline> out;
    for (auto& found : find_deadlines(passage.text(), context)) {
        Deadline value = std::move(found.value);
        value.from = provenance(x, passage, found.text);
        x.taken(found.text, value.from,
                value.binding_on_addressee ? "asked of the addressee" : "does not bind the addressee");
        out.push_back(std::move(value));
    }
    return out;
}

/// One group by its name, of which a letter was misread in one of two places. Groups are numbered: digits are
/// never misread so.
bool is_same_group(const ReportingAddress& a, const ReportingAddress& b) {
    constexpr int kLettersOfAMistake = 12;
    if (a.type != "line" || b.type != "line" || !a.value_normalized || !b.value_normalized) return false;
    const auto letters = static_cast<int>(character_count(*a.value_normalized));
    return numerals(*a.value_normalized) == numerals(*b.value_normalized) &&
           edit_distance(*a.value_normalized, *b.value_normalized) * kLettersOfAMistake <= letters;
}

bool is_same_address(const ReportingAddress& a, const ReportingAddress& b) {
    return is_same_group(a, b) || (a.type == b.type && a.value_normalized == b.value_normalized &&
                                   (a.value_normalized || a.value_raw == b.value_raw));
}

/// Of a group that stands there twice the better reading is kept.
void add_addresses(Extraction& x, const Passage& passage, AddressPlace place) {
    for (auto& found : find_reporting_addresses(passage.text(), place)) {
        ReportingAddress value = std::move(found.value);
        value.from = provenance(x, passage, found.text);
        const auto known = std::ranges::find_if(
            x.record.reporting_addresses, [&](const auto& held) { return is_same_address(held, value); });
        if (known == x.record.reporting_addresses.end()) {
            x.taken(found.text, value.from, value.role);
            x.record.reporting_addresses.push_back(std::move(value));
        } else if (known->value_normalized != value.value_normalized &&
                   known->from.confidence < value.from.confidence) {
            x.taken(found.text, value.from, value.role);
            *known = std::move(value);
        } else {
            x.refused(found.text, "stands in the record already");
        }
    }
}

/// What is told of: เมื่อวันที่, ระหว่างวันที่, or the day of a meeting. Deadlines and dates of letters are not.
bool is_told(std::string_view before) {
    static const RE2 kTold(R"((?:เมื่อ|ระหว่าง)\s*(?:วัน\S{0,24}?ที่|วันที่|วัน)?\s*$)");
    static const RE2 kMeeting(R"((?:ประชุม|อบรม|สัมมนา|พิธี|จัดงาน)[^.]{0,60}(?:ใน|ณ)?\s?วัน\S{0,24}?ที่\s*$)");
    static const RE2 kLimit(
        R"((?:ภายใน|ก่อน|ไม่เกิน|อย่างช้า|ลง|นับแต่|ตั้งแต่|จนถึง|ถึง|แจ้ง|ส่ง|รายงาน|ทราบ)\s*(?:ใน)?\s*วัน\S{0,24}?ที่\s*$)");
    const re2::StringPiece text(before.data(), before.size());
    return RE2::PartialMatch(text, kTold) ||
           (RE2::PartialMatch(text, kMeeting) && !RE2::PartialMatch(text, kLimit));
}

/// A date told in the text, or the first of several days.
struct ToldDate {
    Date date;
    std::string_view text;
};

/// All dates and ranges of a text, in order; a range is one.
std::vector<ToldDate> find_told_dates(std::string_view text, std::chrono::year_month_day reference) {
    std::vector<ToldDate> out;
    for (std::size_t at = 0; at < text.size();) {
        const auto range = find_date_range(text.substr(at), reference);
        if (!range) break;
        Date date{.raw = std::string(range->text), .iso = range->value.first, .iso_partial = {}, .from = {}};
        out.push_back({std::move(date), range->text});
        at = static_cast<std::size_t>(range->text.data() + range->text.size() - text.data());
    }
    const auto in_range = [&](std::string_view t) {
        return std::ranges::any_of(out, [t](const ToldDate& o) {
            return o.text.data() <= t.data() && t.data() < o.text.data() + o.text.size();
        });
    };
    for (const auto& found : find_all_thai_dates(text, reference))
        if (!in_range(found.text)) out.push_back({to_date(found), found.text});
    std::ranges::sort(out, {}, [](const ToldDate& d) { return d.text.data(); });
    return out;
}

}  // namespace

bool fill_actions(Extraction& x) {
    for (auto& found : find_actions(x.passage.text())) {
        Action value = std::move(found.value);
        value.from = x.from(found.text);
        x.taken(found.text, value.from, value.marker ? "numbered demand" : "demand in prose");
        x.record.actions.push_back(std::move(value));
    }
    return !x.record.actions.empty();
}

bool fill_deadlines(Extraction& x) {
    DeadlineContext context = deadline_context(x);
    const auto body = lines_of(x.letter, ZoneKind::Body);
    std::vector<Deadline> in_body = deadlines_in(x, Passage(body), context);
    std::vector<Deadline> in_forms;
    context.source = "form";
    for (const Zone& zone : x.letter.zones) {
        if (zone.kind != ZoneKind::Form) continue;
        auto more = deadlines_in(x, Passage(zone.lines), context);
        in_forms.insert(in_forms.end(), more.begin(), more.end());
    }
    x.record.deadlines = merge_deadlines(std::move(in_body), std::move(in_forms));
    return !x.record.deadlines.empty();
}

bool fill_meetings(Extraction& x) {
    for (auto& found : find_meetings(x.passage.text(), deadline_context(x))) {
        Event value = std::move(found.value);
        value.from = x.from(found.text);
        x.taken(found.text, value.from, "an appointment, not a deadline");
        x.record.events.push_back(std::move(value));
    }
    return !x.record.events.empty();
}

bool fill_reporting_addresses(Extraction& x) {
    const auto body = lines_of(x.letter, ZoneKind::Body);
    add_addresses(x, Passage(body), AddressPlace::Body);
    for (const Zone& zone : x.letter.zones) {
        if (zone.kind == ZoneKind::Form) add_addresses(x, Passage(zone.lines), AddressPlace::Body);
        if (zone.kind == ZoneKind::Owner || zone.kind == ZoneKind::Coordinator ||
            zone.kind == ZoneKind::Letterhead)
            add_addresses(x, Passage(zone.lines), AddressPlace::Owner);
    }
    return !x.record.reporting_addresses.empty();
}

bool fill_mentioned_dates(Extraction& x) {
    const std::string_view text = x.passage.text();
    for (ToldDate& told : find_told_dates(text, deadline_context(x).reference())) {
        const auto at = static_cast<std::size_t>(told.text.data() - text.data());
        const std::size_t context = std::min(at, kDateContext);
        if (!is_told(text.substr(at - context, context))) continue;
        told.date.from = x.from(told.text);
        x.taken(told.text, told.date.from, "told in the text");
        x.record.mentioned_dates.push_back({.date = std::move(told.date), .role = "narrative"});
    }
    return !x.record.mentioned_dates.empty();
}

}  // namespace saraban
