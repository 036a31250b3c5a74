#include "extractors/duty.h"

#include "extractors/reader.h"
#include "extractors/scan.h"

#include <algorithm>
#include <array>

#include <re2/re2.h>

namespace saraban {
namespace {

constexpr auto kNpos = std::string_view::npos;
constexpr std::size_t kThaiLetter = 3;     // bytes
constexpr std::size_t kLongestName = 240;  // bytes of an office's name

/// Words an office's name begins with.
constexpr std::array<std::string_view, 30> kOffices{
    "กรม",       "กระทรวง",   "จังหวัด",     "อำเภอ",    "สำนักงาน", "สำนัก",   "กอง",     "ศูนย์",
    "คณะ",       "มหาวิทยาลัย", "เทศบาล",    "องค์การ",   "องค์กร",   "สถาบัน",  "การไฟฟ้า", "การประปา",
    "ธนาคาร",    "ฝ่าย",       "กลุ่ม",       "ศาลากลาง", "ที่ว่าการ",  "ที่ทำการ", "วิทยาลัย",  "โรงเรียน",
    "โรงพยาบาล", "ท้องถิ่น",     "ผู้ว่าราชการ", "นายอำเภอ", "ต้นสังกัด",  "หน่วยงาน"};

bool is_office(std::string_view text) {
    return std::any_of(kOffices.begin(), kOffices.end(),
                       [&](std::string_view office) { return text.substr(0, office.size()) == office; });
}

std::string_view match_view(const re2::StringPiece& match) {
    return {match.data(), match.size()};
}

/// `ให้จังหวัดกาฬสินธุ์ทราบ` in the clause: where it begins, whom it names.
struct Recipient {
    std::size_t begin = 0, end = 0;
    std::string_view name;
};

std::optional<Recipient> find_recipient(std::string_view clause) {
    static const RE2 kTold(R"(ให้\s*([^\s]{2,90}?(?:\s[^\s]{2,60}?){0,3}?)\s*(?:ได้)?(?:รับ)?ทราบ)");
    static const RE2 kTo(R"((?:ไปยัง|มายัง|ไปที่|มาที่|ให้|ต่อ|ถึง|ที่)\s*([^\s]{2,120})(?:\s|$))");
    std::optional<Recipient> last;
    re2::StringPiece input(clause.data(), clause.size());
    std::array<re2::StringPiece, 2> groups;
    for (std::size_t at = 0; kTold.Match(input, at, input.size(), RE2::UNANCHORED, groups.data(), 2);) {
        const std::size_t begin = offset_of(clause, match_view(groups[0]));
        last = Recipient{begin, begin + groups[0].size(), trim(match_view(groups[1]))};
        at = begin + std::string_view("ให้").size();
    }
    if (last && last->name.size() <= kLongestName && find_word(last->name, "ภายในวัน") == kNpos) return last;
    last.reset();
    for (std::size_t at = 0; kTo.Match(input, at, input.size(), RE2::UNANCHORED, groups.data(), 2);) {
        const std::size_t begin = offset_of(clause, match_view(groups[0]));
        const std::string_view name = match_view(groups[1]);
        if (is_office(name)) last = Recipient{begin, offset_of(clause, name) + name.size(), name};
        at = begin + 1;
        while (at < clause.size() && (static_cast<unsigned char>(clause[at]) & 0xC0U) == 0x80)
            ++at;
    }
    return last;
}

/// `สำนักงานปลัดกระทรวงมหาดไทย กองสารนิเทศ ถนน…`: the units, not the address.
std::string_view whole_recipient(std::string_view clause, const Recipient& recipient) {
    const std::size_t begin = offset_of(clause, recipient.name);
    std::size_t end = begin + recipient.name.size();
    for (std::size_t next = skip_blanks(clause, end); next < clause.size(); next = skip_blanks(clause, end)) {
        const std::string_view rest = clause.substr(next);
        if (!is_office(rest)) break;
        end = next;
        while (end < clause.size() && blank_length(clause, end) == 0)
            end += character_length(clause, end);
    }
    return trim(clause.substr(begin, end - begin));
}

/// E-mail addresses, LINE groups, links, numbers and postal addresses in a part of the text.
std::vector<std::string> find_channels(std::string_view part) {
    static const RE2 kChannel(R"((?i)([a-z0-9][a-z0-9._%+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+)"
                              R"(|https?://[^\s"”)]+)"
                              R"(|(?:กลุ่มไลน์|ไลน์กลุ่ม|กลุ่ม\s?line|line\s?กลุ่ม)\s?[“"«][^”"»]{1,120}[”"»])"
                              R"(|(?:ทาง|โทรสาร|โทรศัพท์)[^0-9๐-๙@“”"]{0,40}?[0-9๐-๙][0-9๐-๙ -]{6,14}[0-9๐-๙])"
                              R"(|(?:ไปยัง|มายัง|ไปที่|มาที่)\s?[^0-9๐-๙][^()]{8,240}?\s[0-9๐-๙]{5})"
                              R"(|(?:รายงาน|ส่ง|ตอบ|กรอก|แจ้ง)[^\s]{0,40}\s?(?:ทาง|ผ่าน|โดยสแกน)\s?QR\s?Code))");
    static const RE2 kNumber(R"(([0-9๐-๙][0-9๐-๙ -]{6,14}[0-9๐-๙])$)");
    std::vector<std::string> channels;
    re2::StringPiece input(part.data(), part.size());
    re2::StringPiece match;
    while (RE2::FindAndConsume(&input, kChannel, &match)) {
        std::string_view channel = match_view(match);
        re2::StringPiece number;
        const bool by_number = channel.substr(0, kThaiLetter) == "ท" || channel.substr(0, kThaiLetter) == "โ";
        if (by_number && RE2::PartialMatch(match, kNumber, &number)) channel = match_view(number);
        for (const std::string_view lead : {"ไปยัง", "มายัง", "ไปที่", "มาที่"})
            if (channel.substr(0, lead.size()) == lead) channel = trim(channel.substr(lead.size()));
        if (std::find(channels.begin(), channels.end(), channel) == channels.end())
            channels.emplace_back(channel);
    }
    return channels;
}

/// Where the channel begins in what is to be done: `รายงานผล ทางไปรษณีย์อิเล็กทรอนิกส์ …`.
std::size_t channel_begin(std::string_view what) {
    static constexpr std::array<std::string_view, 12> kLeads{
        " ทางไปรษณีย์", " ทางจดหมาย",  " ทางอีเมล",      " ทาง E-mail", " ทาง e-mail", " ทางโทรสาร",
        " ทางโทรศัพท์", " ทางหมายเลข", " ทางแอปพลิเคชัน", " ทางกลุ่ม",     " ทางไลน์",     " ไปยัง"};
    std::size_t begin = what.size();
    for (const std::string_view lead : kLeads)
        begin = std::min(begin, find_word(what, lead));
    return std::min(begin, what.size());
}

std::optional<std::string> find_report_form(std::string_view part) {
    static const RE2 kForm(
        R"((ตามแบบ(?:รายงาน|ฟอร์ม|สำรวจ|ตอบรับ)?[^\s]{0,80}?(?:ที่กำหนด|ที่แนบ(?:มาพร้อมนี้)?|แนบท้าย|ที่ส่งมา(?:ด้วย|พร้อมนี้))(?:\s?[0-9๐-๙]+)?))");
    re2::StringPiece match;
    if (!RE2::PartialMatch(re2::StringPiece(part.data(), part.size()), kForm, &match)) return std::nullopt;
    return std::string(match.data(), match.size());
}

/// Start of the last duty of a clause in prose: behind a blank, perhaps with และ or แล้ว.
std::size_t last_duty(std::string_view clause) {
    std::size_t begin = 0;
    for (std::size_t at = 0; at < clause.size(); at += character_length(clause, at)) {
        if (at > 0 && blank_length(clause, character_before(clause, at)) == 0) continue;
        Reader reader(clause, at);
        reader.eat_any(
            {"และขอให้", "พร้อมทั้ง", "รวมทั้ง", "โดยให้", "และให้", "และโปรด", "และ", "แล้วให้", "แล้ว", "ให้", "โดย"});
        const std::size_t verb = reader.at();
        if (blank_length(clause, verb) != 0) continue;
        if (duty_verb_length(clause, verb) != 0 && tells(clause.substr(verb))) begin = verb;
    }
    return begin;
}

/// `จังหวัด` of "ขอให้จังหวัดรายงาน": what stands before the first verb.
std::optional<std::string_view> subject_of(std::string_view clause, std::size_t& verb) {
    static constexpr std::size_t kLongestSubject = 120;
    for (std::size_t at = 0; at < clause.size() && at <= kLongestSubject;
         at += character_length(clause, at)) {
        if (duty_verb_length(clause, at) == 0) continue;
        const std::string_view subject = trim(clause.substr(0, at));
        if (!subject.empty() && subject != "ท่าน" && !is_office(subject)) return std::nullopt;
        verb = at;
        if (!is_office(subject)) return std::nullopt;
        return subject;
    }
    return std::nullopt;
}

/// `รายงานผลให้แล้วเสร็จ ภายใน…`: words that lead over to the limit.
std::string_view without_lead_over(std::string_view what) {
    for (const std::string_view word : {"โดยให้", "ให้แล้วเสร็จ", "ให้เสร็จสิ้น"})
        if (what.ends_with(word)) return trim(what.substr(0, what.size() - word.size()));
    return what;
}

bool is_bare(std::string_view what) {
    return what == "รายงาน" || what == "ส่ง" || what == "แจ้ง" || what == "จัดส่ง";
}

}  // namespace

Duty read_duty(std::string_view text, std::size_t clause_begin, std::size_t at, std::size_t length,
               std::size_t end, const Request& request) {
    Duty duty;
    const std::string_view clause = trim(text.substr(clause_begin, at - clause_begin));
    std::size_t tail_end = std::min(end, find_word(text, "ภายใน", at + length));
    for (const std::string_view word : {"รายละเอียด", "ดาวน์โหลด"})
        tail_end = std::min(tail_end, find_word(text, word, at + length));
    const std::string_view tail = text.substr(at + length, std::max(tail_end, at + length) - at - length);
    std::size_t begin = 0;
    if (!request.numbered) {
        std::size_t verb = 0;
        if (const auto subject = subject_of(clause, verb)) duty.who = std::string(*subject);
        begin = std::max(verb, last_duty(clause));
    }
    const std::string_view part = clause.substr(begin);
    const auto recipient = find_recipient(part);
    std::string_view what = recipient ? trim(part.substr(0, recipient->begin)) : part;
    // ให้กรม… ไปยัง กรม… ถนน…: the office is named once more with its address.
    if (const auto named_before = find_recipient(what)) what = trim(what.substr(0, named_before->begin));
    what = without_lead_over(trim(what.substr(0, channel_begin(what))));
    if (is_bare(what)) what = trim(part.substr(0, recipient ? recipient->end : part.size()));
    if (recipient) duty.to_whom = std::string(whole_recipient(part, *recipient));
    if (!duty.to_whom) {
        const auto behind = find_recipient(tail.substr(0, std::min(find_word(tail, "เพื่อ"), tail.size())));
        if (behind) duty.to_whom = std::string(whole_recipient(tail, *behind));
    }
    if (!what.empty()) duty.what = std::string(what);
    duty.tells = find_duty_verb(part, 0).has_value() && last_duty(clause) <= clause.size() &&
                 (tells(part) || find_word(part, "รายงาน") != kNpos || find_word(part, "ส่ง") != kNpos ||
                  find_word(part, "แจ้ง") != kNpos);
    duty.via = find_channels(tail);
    const std::vector<std::string> before = find_channels(part);
    duty.via.insert(duty.via.begin(), before.begin(), before.end());
    duty.report_form = find_report_form(tail);
    if (!duty.report_form) duty.report_form = find_report_form(part);
    return duty;
}

void apply_duty(Duty duty, Deadline& deadline) {
    deadline.what = std::move(duty.what);
    deadline.who = std::move(duty.who);
    deadline.to_whom = std::move(duty.to_whom);
    deadline.report_form = std::move(duty.report_form);
    deadline.via = std::move(duty.via);
}

}  // namespace saraban
