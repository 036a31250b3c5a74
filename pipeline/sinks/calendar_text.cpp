#include "pipeline/sinks/calendar_text.h"

#include "pipeline/sinks/icalendar.h"
#include "pipeline/text/thai.h"

#include <array>
#include <cstdio>
#include <utility>

namespace saraban {
namespace {

constexpr int kBuddhistOffset = 543;
constexpr std::array<std::string_view, 12> kMonths{"ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
                                                   "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.",  "พ.ย.", "ธ.ค."};
/// A summary is one line of a month view.
constexpr std::size_t kLongestSummary = 300;  // bytes

constexpr std::array<std::pair<std::string_view, std::string_view>, 29> kFlags{{
    {"weekday_differs", "วันในสัปดาห์ไม่ตรงกับวันที่"},
    {"before_letter", "วันครบกำหนดอยู่ก่อนวันที่ของหนังสือ"},
    {"month_damaged", "ชื่อเดือนอ่านได้ไม่ครบ"},
    {"exception_unread", "ข้อยกเว้นอ่านไม่ได้ชัดเจน"},
    {"phase_unknown", "หนังสือบอกความถี่แต่ไม่บอกวัน"},
    {"anchor_unnamed", "หนังสือไม่บอกว่านับจากวันใด จึงนับจากวันที่ของหนังสือ"},
    {"anchor_unresolved", "ยังไม่ทราบวันที่เริ่มนับ"},
    {"form_differs", "แบบรายงานกำหนดวันไม่ตรงกับหนังสือ"},
    {"copies_differ", "หนังสือมีสองฉบับ อ่านกำหนดได้ไม่ตรงกัน"},
    {"later_than_upstream", "ช้ากว่ากำหนดของหนังสือต้นเรื่อง"},
    {"date_impossible", "ไม่มีวันนี้ในปฏิทิน"},
    {"day_unread", "อ่านวันที่ไม่ได้"},
    {"year_missing", "ไม่มีปี"},
    {"month_missing", "ไม่มีเดือน"},
    {"date_unnamed", "บอกแต่วันในสัปดาห์"},
    {"year_assumed", "หนังสือไม่บอกปี ใช้ปีถัดจากวันที่ของหนังสือ"},
    {"short_year", "ปีสองหลัก"},
    {"era_contradiction", "ปีกับศักราชขัดกัน"},
    {"year_refused", "ปีอยู่นอกช่วงที่แปลงได้"},
    {"first_off_rule", "วันแรกไม่ตรงกับรอบปกติ"},
    {"letter_date_unread", "อ่านวันที่ของหนังสือไม่ได้"},
    {"last_day_of_span", "วันสุดท้ายของช่วง"},
    {"holidays_unknown", "ไม่มีข้อมูลวันหยุดของปีนั้น"},
    {"fiscal_quarter_assumed", "ถือเป็นไตรมาสของปีงบประมาณ"},
    {"narrative", "เป็นการเล่าความเป็นมา"},
    {"senders_own", "เป็นกำหนดของผู้ส่งเอง"},
    {"describes", "เป็นคำขยาย ไม่ใช่กำหนด"},
    {"conditional", "เป็นเงื่อนไข"},
    {"secret", "หนังสือลับ"},
}};

void add_line(std::string& text, std::string_view label, const std::optional<std::string>& value) {
    if (!value || value->empty()) return;
    if (!text.empty()) text += '\n';
    text.append(label).append(": ").append(*value);
}

std::string join(const std::vector<std::string>& values, std::string_view separator) {
    std::string text;
    for (const std::string& value : values) {
        if (!text.empty()) text += separator;
        text += value;
    }
    return text;
}

/// At most `most` bytes, cut between characters that carry no mark.
std::string shortened(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80)
        --end;
    const std::size_t blank = text.rfind(' ', end);
    if (blank != std::string::npos && blank > most / 2) end = blank;
    return text.substr(0, end) + "…";
}

std::string letter_line(const Obligation& obligation) {
    std::string text = obligation.letter.empty() ? "" : "ที่ " + obligation.letter;
    if (obligation.letter_date)
        text += (text.empty() ? "" : " ") + ("ลงวันที่ " + thai_date(*obligation.letter_date));
    if (!obligation.issuer.empty()) text += (text.empty() ? "" : " ") + obligation.issuer;
    return text;
}

std::optional<std::string> holiday_line(const Obligation& obligation) {
    if (obligation.shifted_from)
        return "ครบกำหนด " + thai_date(*obligation.shifted_from) + " ซึ่งเป็นวันหยุด จึงเลื่อนเป็นวันทำการถัดไป";
    if (!obligation.holiday) return std::nullopt;
    std::string text = "ตรงกับ" + *obligation.holiday;
    if (obligation.working_day) text += " วันทำการก่อนหน้าคือ " + thai_date(*obligation.working_day);
    return text;
}

}  // namespace

std::string_view explain_flag(std::string_view flag) {
    for (const auto& [name, meaning] : kFlags)
        if (name == flag) return meaning;
    return flag;
}

std::string thai_date(std::chrono::year_month_day day) {
    return thai_digits(std::to_string(static_cast<unsigned>(day.day())) + " " +
                       std::string(kMonths.at(static_cast<unsigned>(day.month()) - 1)) + " " +
                       std::to_string(static_cast<int>(day.year()) + kBuddhistOffset));
}

std::string summary_of(const Obligation& obligation) {
    std::string text = obligation.what;
    if (obligation.to_whom && text.find(*obligation.to_whom) == std::string::npos)
        text += " (ส่ง" + *obligation.to_whom + ")";
    if (obligation.kind == Obligation::Kind::Task && obligation.time)
        text += " ภายใน " + *obligation.time + " น.";
    return (obligation.doubtful ? "[ตรวจสอบ] " : "") + shortened(squeeze(text), kLongestSummary);
}

std::string description_of(const Obligation& obligation) {
    std::string text;
    add_line(text, "ข้อความ", obligation.sentence);
    add_line(text, "สิ่งที่ต้องทำ", obligation.what);
    add_line(text, "ผู้ปฏิบัติ", obligation.who);
    add_line(text, "ส่งถึง", obligation.to_whom);
    add_line(text, "ช่องทาง", join(obligation.via, ", "));
    add_line(text, "แบบ", obligation.report_form);
    if (obligation.kind == Obligation::Kind::Event && obligation.time)
        add_line(text, "เวลา",
                 *obligation.time + (obligation.time_end ? " - " + *obligation.time_end : "") + " น.");
    add_line(text, "หนังสือ", letter_line(obligation));
    add_line(text, "เรื่อง", obligation.subject);
    add_line(text, "วันหยุด", holiday_line(obligation));
    std::vector<std::string> notes;
    for (const std::string& flag : obligation.flags)
        notes.emplace_back(explain_flag(flag));
    add_line(text, "ข้อสังเกต", join(notes, "; "));
    std::array<char, 16> confidence{};
    std::snprintf(confidence.data(), confidence.size(), "%.2f", static_cast<double>(obligation.confidence));
    add_line(text, "ความเชื่อมั่น", std::string(confidence.data()));
    return text;
}

}  // namespace saraban
