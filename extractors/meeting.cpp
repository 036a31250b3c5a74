#include "extractors/meeting.h"

#include "extractors/due_words.h"
#include "extractors/scan.h"
#include "extractors/thai_date.h"

#include <algorithm>
#include <array>
#include <utility>

namespace saraban {
namespace {

using namespace std::chrono;

constexpr auto kNpos = std::string_view::npos;
/// How far before its day an event may be named, in bytes.
constexpr std::size_t kLead = 900;
constexpr std::size_t kLongestPlace = 150;  // characters

constexpr std::array<std::string_view, 10> kInvitations{
    "ขอเชิญ",    "เชิญ",  "เข้าร่วม",       "กำหนดจัด", "กำหนดการประชุม",
    "กำหนดให้มี", "จะจัด", "จะดำเนินการจัด", "นัดประชุม", "กำหนดประชุม"};
constexpr std::array<std::string_view, 9> kEvents{"ประชุม",  "สัมมนา",   "ฝึกอบรม",   "อบรม", "พิธี",
                                                  "กิจกรรม", "โครงการ", "การแข่งขัน", "งาน"};
/// Words that end the name of a place.
constexpr std::array<std::string_view, 20> kPlaceEnds{
    "จึง",   "โดย", "ทั้งนี้",  "เพื่อ",  "รายละเอียด", "ตาม",    "ในการนี้", "พร้อม",  "ซึ่ง",    "หาก",
    "ขอให้", "ขอ",  "กรุณา", "โปรด", "เวลา",      "ระหว่าง", "และขอ",  "และให้", "สำหรับ", "ดัง"};

std::size_t last_of(std::string_view text, const auto& words, std::size_t& length) {
    std::size_t last = kNpos;
    for (const std::string_view word : words) {
        const std::size_t at = find_last_word(text, word);
        if (at == kNpos || (last != kNpos && at <= last)) continue;
        last = at;
        length = word.size();
    }
    return last;
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// What is announced before the day: from the first event word behind the invitation.
std::optional<std::string> name_before(std::string_view lead) {
    std::size_t length = 0;
    const std::size_t invitation = last_of(lead, kInvitations, length);
    if (invitation == kNpos) return std::nullopt;
    const std::string_view told = lead.substr(invitation);
    std::size_t begin = kNpos;
    for (const std::string_view word : kEvents)
        begin = std::min(begin, find_word(told, word));
    if (begin == kNpos) return std::nullopt;
    std::string_view name = trim(told.substr(begin));
    for (const std::string_view word : {"วันที่", "ในระหว่าง", "ระหว่าง", "ใน", "ขึ้น"})
        if (ends_with(name, word)) name = trim(name.substr(0, name.size() - word.size()));
    return std::string(name);
}

/// `เวลา ๐๙.๐๐ - ๑๖.๓๐ น.`
void read_hours(Reader& reader, Event& event) {
    Reader whole = reader;
    whole.eat("ตั้งแต่");
    const auto end = due_words::read_clock(whole);
    if (!end) return;
    const auto begin = due_words::read_clock_start(reader);
    event.time = begin ? begin : end;
    if (event.time != end) event.time_end = end;
    reader = whole;
    reader.eat("เป็นต้นไป");
}

/// `ณ ห้องประชุม ๑ อาคารอำนวยการ`, `ผ่านระบบ Zoom`
std::optional<std::string> read_place(Reader& reader) {
    Reader ahead = reader;
    const bool through = ahead.sees("ผ่าน");
    if (!through && !ahead.eat("ณ")) return std::nullopt;
    const std::string_view text = ahead.text();
    const std::size_t begin = ahead.next();
    std::size_t end = begin;
    for (std::size_t count = 0; end < text.size() && count < kLongestPlace; ++count) {
        const std::string_view rest = text.substr(end);
        const bool word = end > begin && blank_length(text, character_before(text, end)) != 0;
        if (word && std::any_of(kPlaceEnds.begin(), kPlaceEnds.end(),
                                [&](std::string_view stop) { return rest.substr(0, stop.size()) == stop; }))
            break;
        end += character_length(text, end);
    }
    const std::string_view place = trim(text.substr(begin, end - begin));
    if (place.empty()) return std::nullopt;
    reader = Reader(text, begin + place.size());
    return std::string(place);
}

struct Days {
    year_month_day first, last;
    std::size_t begin = 0, end = 0;
    std::vector<std::string> flags;
};

/// All dated days of the text: spans first, single days where no span is.
std::vector<Days> find_days(std::string_view text, const DeadlineContext& context) {
    std::vector<Days> all;
    for (std::size_t at = 0; at < text.size();) {
        const auto range = find_date_range(text.substr(at), context.reference());
        const auto day = find_thai_date(text.substr(at), context.reference());
        if (range && (!day || range->text.data() <= day->text.data())) {
            const std::size_t begin = offset_of(text, range->text);
            all.push_back({range->value.first, range->value.last, begin, begin + range->text.size(), {}});
            if (range->value.year_assumed) all.back().flags.emplace_back("year_assumed");
        } else if (day) {
            const std::size_t begin = offset_of(text, day->value.whole);
            const std::size_t end = offset_of(text, day->text) + day->text.size();
            if (day->value.iso) all.push_back({*day->value.iso, *day->value.iso, begin, end, {}});
            if (day->value.iso && !day->value.weekday_agrees())
                all.back().flags.emplace_back("weekday_differs");
            at = end;
            continue;
        } else {
            break;
        }
        at = all.back().end;
    }
    return all;
}

/// Words before the day that say it is over, or that it is something else.
bool is_other_day(std::string_view lead) {
    const std::string_view before = trim(lead);
    for (const std::string_view word : {"เมื่อวันที่", "เมื่อ", "ลงวันที่", "ลว.", "ภายในวันที่", "ภายใน", "ก่อนวันที่", "ก่อน",
                                        "ไม่เกินวันที่", "ไม่เกิน", "จนถึงวันที่", "นับแต่วันที่", "ณ วันที่", "ประกาศ"})
        if (ends_with(before, word)) return true;
    return false;
}

}  // namespace

std::vector<Found<Event>> find_meetings(std::string_view text, const DeadlineContext& context) {
    std::vector<Found<Event>> events;
    std::size_t after = 0;
    for (const Days& days : find_days(text, context)) {
        const std::size_t from = std::max(after, days.begin > kLead ? days.begin - kLead : 0);
        const std::string_view lead = text.substr(from, days.begin - from);
        if (is_other_day(lead)) continue;
        if (context.letter_date && days.first < *context.letter_date) continue;
        const auto what = name_before(lead);
        if (!what) continue;
        Event event;
        event.what = what;
        event.iso = days.first;
        if (days.last != days.first) event.iso_end = days.last;
        event.flags = days.flags;
        Reader reader(text, days.end);
        read_hours(reader, event);
        event.place = read_place(reader);
        if (!event.time) read_hours(reader, event);
        // A bare day is no appointment.
        if (!event.time && !event.place && !event.iso_end) continue;
        const std::string_view span = trim(text.substr(days.begin, reader.at() - days.begin));
        event.text_span = std::string(span);
        after = days.begin + span.size();
        events.push_back({std::move(event), span});
    }
    return events;
}

}  // namespace saraban
