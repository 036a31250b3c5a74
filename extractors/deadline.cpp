#include "extractors/deadline.h"

#include "extractors/demand.h"
#include "extractors/duty.h"
#include "extractors/scan.h"

#include <algorithm>
#include <array>

namespace saraban {
namespace {

constexpr auto kNpos = std::string_view::npos;
/// How far back the words that describe or condition a day may stand, in bytes.
constexpr std::size_t kNear = 180;

bool has_flag(const Deadline& deadline, std::string_view flag) {
    return std::find(deadline.flags.begin(), deadline.flags.end(), flag) != deadline.flags.end();
}

/// No day, only urgency or rhythm.
bool is_weak(const Deadline& deadline) {
    return deadline.kind == DeadlineKind::Vague || has_flag(deadline, "phase_unknown");
}

bool has_bound(std::string_view span) {
    for (const std::string_view word : {"ภายใน", "ไม่เกิน", "ไม่ช้ากว่า", "อย่างช้า", "ก่อน"})
        if (span.substr(0, word.size()) == word) return true;
    return false;
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

template <std::size_t N>
std::size_t last_of(std::string_view text, const std::array<std::string_view, N>& words) {
    std::size_t last = kNpos;
    for (const std::string_view word : words) {
        const std::size_t at = find_last_word(text, word);
        if (at != kNpos && (last == kNpos || at > last)) last = at;
    }
    return last;
}

/// A verb of duty stands between `from` and the end.
bool has_verb_after(std::string_view text, std::size_t from) {
    return find_duty_verb(text, from).has_value();
}

/// Why a day inside a request does not bind the addressee; empty when it does. `clause` is what stands
/// between the request's beginning, or the deadline before, and the day.
std::string_view not_binding(std::string_view clause) {
    static constexpr std::array<std::string_view, 10> kSenders{
        "เพื่อจะได้รายงาน", "เพื่อจะได้รวบรวม", "เพื่อรวบรวม", "เพื่อรายงาน",    "เพื่อจังหวัดจะได้",
        "เพื่ออำเภอจะได้",  "เพื่อนำเสนอ",     "เพื่อจะได้ส่ง", "เพื่อสรุปรายงาน", "เพื่อกรมจะได้"};
    static constexpr std::array<std::string_view, 10> kDescriptions{
        "ซึ่ง", "ที่ได้รับ", "ที่ได้", "ที่มี", "ที่จะครบ", "ที่ครบกำหนด", "ที่สิ้นสุด", "ที่เกิดขึ้น", "ที่ผ่านมา", "ที่หมดอายุ"};
    static constexpr std::array<std::string_view, 4> kConditions{"หาก", "มิฉะนั้น", "ถ้า", "ในกรณีที่"};
    const std::string_view near = clause.substr(clause.size() > kNear ? clause.size() - kNear : 0);
    if (const std::size_t at = last_of(clause, kSenders); at != kNpos) return "senders_own";
    if (const std::size_t at = last_of(near, kDescriptions); at != kNpos && !has_verb_after(near, at + 3))
        return "describes";
    if (const std::size_t at = last_of(near, kConditions); at != kNpos) {
        // "หาก … ให้รายงานภายใน ๗ วัน" is a duty, "หากไม่แจ้งภายในวันที่ …" a threat.
        if (find_word(near, "ให้", at) == kNpos) return "conditional";
    }
    return "";
}

/// Without a bound a yearly day tells a feast, and a rhythm after "at least" how often to act.
bool is_no_limit(const Found<Deadline>& due, std::string_view before) {
    const std::string_view lead = trim(before);
    for (const std::string_view word : {"อย่างน้อย", "ไม่น้อยกว่า", "เฉลี่ย", "ไม่เกิน"})
        if (ends_with(lead, word)) return true;
    if (has_bound(due.text)) return false;
    for (const std::string_view word : {"ตรงกับ", "กำหนดให้", "ให้", "ของ", "ประจำ"})
        if (ends_with(lead, word) && due.value.rrule && due.value.rrule->find("YEARLY") != kNpos) return true;
    return false;
}

/// The request the day stands in; its clause begins behind the previous deadline of the same request.
struct Place {
    const Request* request = nullptr;
    std::size_t begin = 0;  ///< of the clause
    std::size_t end = 0;    ///< of the request
};
Place place_of(std::string_view text, const std::vector<Request>& requests, const Found<Deadline>& due,
               std::size_t after_previous) {
    const std::size_t at = offset_of(text, due.text);
    for (const Request& request : requests) {
        const std::size_t begin = offset_of(text, request.text);
        const std::size_t end = begin + request.text.size();
        if (at >= begin && at < end) return {&request, std::max(begin, after_previous), end};
    }
    // "ทั้งนี้ ภายในวันที่ … ขอให้จังหวัดรายงาน": the request follows at once, and nothing is told before.
    const std::string_view lead = trim(text.substr(0, at));
    static constexpr std::array<std::string_view, 5> kLeads{"ทั้งนี้", "ดังนั้น", "ในการนี้", "โดย", "อนึ่ง"};
    const bool begins = lead.empty() || std::any_of(kLeads.begin(), kLeads.end(), [&](std::string_view word) {
                            return ends_with(lead, word);
                        });
    if (!begins) return {};
    const std::size_t behind = skip_blanks(text, at + due.text.size());
    for (const Request& request : requests)
        if (!request.numbered && offset_of(text, request.opener) == behind)
            return {&request, behind, offset_of(text, request.text) + request.text.size()};
    return {};
}

/// A note of a form speaks to whom fills it in.
std::vector<Request> requests_of(std::string_view text, const DeadlineContext& context) {
    std::vector<Request> requests = find_requests(text);
    if (context.source && requests.empty() && find_duty_verb(text, 0)) requests.push_back({"", text, false});
    return requests;
}

void judge(std::string_view text, const Place& place, Found<Deadline>& due) {
    const std::size_t at = offset_of(text, due.text);
    std::string_view reason;
    if (!place.request)
        reason = "narrative";
    else if (at >= place.begin)
        reason = not_binding(text.substr(place.begin, at - place.begin));
    if (reason.empty()) return;
    due.value.binding_on_addressee = false;
    due.value.flags.emplace_back(reason);
}

/// A deadline on paper must not lie before the letter that sets it.
void compare_with_letter(Deadline& deadline, const DeadlineContext& context) {
    if (!deadline.binding_on_addressee || !context.letter_date) return;
    const auto day = deadline.iso ? deadline.iso : deadline.first_due;
    if (day && *day < *context.letter_date) deadline.flags.emplace_back("before_letter");
}

/// `และครั้งที่ ๒ ภายใน…` behind `รายงานผลครั้งที่ ๑ ภายใน…` is the same duty; so is a bare `และภายใน…`.
void continue_duty(const std::vector<Found<Deadline>>& earlier, Duty& duty) {
    if (earlier.empty() || !earlier.back().value.what || find_duty_verb(duty.what.value_or(""), 0)) return;
    const Deadline& previous = earlier.back().value;
    std::string_view own = trim(duty.what ? std::string_view(*duty.what) : std::string_view());
    if (own.starts_with("และ")) own = trim(own.substr(std::string_view("และ").size()));
    std::size_t end = own.empty() ? previous.what->size() : kNpos;
    for (const std::string_view word : {"ครั้งที่", "รอบ", "งวด", "ระยะที่"})
        if (own.starts_with(word)) end = std::min(previous.what->find(word), previous.what->size());
    if (end == kNpos) return;
    duty.what = previous.what->substr(0, end) + std::string(own);
    if (!duty.to_whom) duty.to_whom = previous.to_whom;
    if (duty.via.empty()) duty.via = previous.via;
}

}  // namespace

std::vector<Found<Deadline>> find_deadlines(std::string_view text, const DeadlineContext& context) {
    const std::vector<Request> requests = requests_of(text, context);
    std::vector<Found<Deadline>> deadlines;
    std::size_t after_previous = 0;
    for (Found<Deadline>& due : find_all_due(text, context)) {
        const std::size_t at = offset_of(text, due.text);
        if (is_no_limit(due, text.substr(0, at))) continue;
        const Place place = place_of(text, requests, due, after_previous);
        judge(text, place, due);
        if (!due.value.binding_on_addressee && (is_weak(due.value) || !has_bound(due.text))) continue;
        if (place.request) {
            const std::size_t clause = std::min(place.begin, at);
            Duty duty = read_duty(text, clause, at, due.text.size(), place.end, *place.request);
            if (is_weak(due.value) && !duty.tells) continue;
            if (after_previous > 0 && place.begin == after_previous) continue_duty(deadlines, duty);
            apply_duty(std::move(duty), due.value);
            after_previous = at + due.text.size();
        }
        compare_with_letter(due.value, context);
        deadlines.push_back(std::move(due));
    }
    return deadlines;
}

std::vector<Deadline> merge_deadlines(std::vector<Deadline> body, std::vector<Deadline> forms) {
    for (Deadline& form : forms) {
        const auto same = std::find_if(body.begin(), body.end(), [&](const Deadline& each) {
            return each.binding_on_addressee && each.kind == form.kind && each.iso == form.iso &&
                   each.rrule == form.rrule && (form.iso || form.rrule);
        });
        if (same == body.end()) {
            body.push_back(std::move(form));
            continue;
        }
        if (!same->to_whom) same->to_whom = form.to_whom;
        if (same->via.empty()) same->via = form.via;
        if (!same->report_form) same->report_form = form.report_form;
        if (!same->time) same->time = form.time;
        same->from.evidence.insert(same->from.evidence.end(), form.from.evidence.begin(),
                                   form.from.evidence.end());
    }
    return body;
}

}  // namespace saraban
