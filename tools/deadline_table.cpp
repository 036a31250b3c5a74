#include "tools/deadline_table.h"

#include "pipeline/model/day.h"
#include "pipeline/obligations/days.h"
#include "pipeline/sinks/icalendar.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace saraban {
namespace {

using namespace std::chrono;
using Json = nlohmann::ordered_json;

constexpr std::size_t kColumns = 5;
constexpr std::size_t kWidest = 48;  // columns of one cell
using Cells = std::array<std::string, kColumns>;

/// A recurring obligation is not asked for again once its last day is past.
constexpr int kLookAhead = 2;  // years

std::optional<year_month_day> next_day_of(const Obligation& obligation, year_month_day today) {
    if (!obligation.day || !obligation.rrule) return obligation.day;
    const auto days = due_days(obligation, today, (today.year() + years{kLookAhead}) / 12 / 31);
    if (!days.empty()) return days.front();
    return std::nullopt;
}

std::string left(std::optional<year_month_day> day, year_month_day today) {
    if (!day) return "ไม่มีวัน";
    const auto days_left = (sys_days{*day} - sys_days{today}).count();
    if (days_left < 0) return "เกิน " + std::to_string(-days_left) + " วัน";
    if (days_left == 0) return "วันนี้";
    return "อีก " + std::to_string(days_left) + " วัน";
}

std::string notes(const Obligation& obligation) {
    std::string text = obligation.standing == Obligation::Standing::Context ? "ของหน่วยงานอื่น" : "";
    const auto add = [&](std::string_view note) { text.append(text.empty() ? "" : "; ").append(note); };
    if (obligation.doubtful) add("[ตรวจสอบ]");
    if (obligation.rrule) add(*obligation.rrule);
    if (obligation.holiday) add(*obligation.holiday);
    if (obligation.shifted_from) add("เลื่อนจาก " + to_thai_date(*obligation.shifted_from));
    for (const std::string& flag : obligation.flags)
        add(explain_flag(flag));
    return text;
}

std::string shortened(const std::string& text) {
    if (display_width(text) <= kWidest) return text;
    std::size_t end = text.size();
    while (end > 0 && display_width(std::string_view(text).substr(0, end)) >= kWidest) {
        --end;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80)
            --end;
    }
    return text.substr(0, end) + "…";
}

Cells cells_of(const DueRow& row, year_month_day today, bool thai_dates) {
    const Obligation& it = *row.obligation;
    std::string day = "-";
    if (row.day) day = thai_dates ? to_thai_date(*row.day) : iso_date(*row.day);
    if (row.day && it.time) day += " " + *it.time;
    const bool secret = std::ranges::find(it.flags, "secret") != it.flags.end();
    return {day, left(row.day, today), secret ? "(ลับ)" : shortened(squeeze(it.what)),
            shortened(it.kind == Obligation::Kind::Event ? it.place.value_or("") : it.to_whom.value_or("")),
            it.letter + (notes(it).empty() ? "" : "  " + notes(it))};
}

std::vector<std::string> texts(const std::optional<year_month_day>& day) {
    return day ? std::vector<std::string>{iso_date(*day)} : std::vector<std::string>{};
}

Json optional_day(const std::optional<year_month_day>& day) {
    return day ? Json(texts(day).front()) : Json(nullptr);
}

Json optional_text(const std::optional<std::string>& text) {
    return text ? Json(*text) : Json(nullptr);
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xC0U) == 0x80) continue;
        bool mark = false;
        if (byte == 0xE0 && i + 2 < text.size()) {
            const auto second = static_cast<unsigned char>(text[i + 1]);
            const auto third = static_cast<unsigned char>(text[i + 2]);
            mark = (second == 0xB8 && (third == 0xB1 || (third >= 0xB4 && third <= 0xBA))) ||
                   (second == 0xB9 && third >= 0x87 && third <= 0x8E);
        }
        width += mark ? 0 : 1;
    }
    return width;
}

std::vector<DueRow> next_rows(const std::vector<Obligation>& obligations, year_month_day today) {
    std::vector<DueRow> rows;
    for (const Obligation& obligation : obligations) {
        const auto day = next_day_of(obligation, today);
        const bool over = obligation.day && obligation.rrule && !day;
        if (!over) rows.push_back({&obligation, day});
    }
    const auto rank = [&](const DueRow& row) {
        const int group = !row.day ? 2 : *row.day < today ? 1 : 0;
        const auto number = row.day ? sys_days{*row.day}.time_since_epoch().count() : 0;
        return std::tuple(group, group == 1 ? -number : number);
    };
    std::ranges::stable_sort(rows, [&](const DueRow& a, const DueRow& b) { return rank(a) < rank(b); });
    return rows;
}

std::vector<DueRow> window_rows(const std::vector<Obligation>& obligations, year_month_day from,
                                year_month_day to) {
    std::vector<DueRow> rows;
    for (const Obligation& obligation : obligations)
        for (const year_month_day day : due_days(obligation, from, to))
            rows.push_back({&obligation, day});
    std::ranges::stable_sort(rows, [](const DueRow& a, const DueRow& b) { return *a.day < *b.day; });
    return rows;
}

std::string table_of(const std::vector<DueRow>& rows, year_month_day today, bool thai_dates) {
    std::vector<Cells> table{{"กำหนด", "เหลือ", "สิ่งที่ต้องทำ", "ส่งถึง/สถานที่", "หนังสือ"}};
    for (const DueRow& row : rows)
        table.push_back(cells_of(row, today, thai_dates));
    std::array<std::size_t, kColumns> widths{};
    for (const Cells& cells : table)
        for (std::size_t i = 0; i < kColumns; ++i)
            widths.at(i) = std::max(widths.at(i), display_width(cells.at(i)));
    std::string text;
    for (const Cells& cells : table) {
        std::string line;
        for (std::size_t i = 0; i < kColumns; ++i) {
            line += cells.at(i);
            if (i + 1 < kColumns) line += std::string(widths.at(i) - display_width(cells.at(i)) + 2, ' ');
        }
        while (!line.empty() && line.back() == ' ')
            line.pop_back();
        text += line + '\n';
    }
    return text;
}

Json row_json(const DueRow& row, year_month_day today) {
    const Obligation& it = *row.obligation;
    Json json;
    json["due"] = optional_day(row.day);
    json["overdue"] = row.day && *row.day < today;
    json["kind"] = it.kind == Obligation::Kind::Event ? "event" : "task";
    json["ours"] = it.standing == Obligation::Standing::Ours;
    json["what"] = it.what;
    json["who"] = optional_text(it.who);
    json["to_whom"] = optional_text(it.to_whom);
    json["via"] = it.via;
    json["report_form"] = optional_text(it.report_form);
    json["place"] = optional_text(it.place);
    json["last_day"] = optional_day(it.last_day);
    json["time"] = optional_text(it.time);
    json["time_end"] = optional_text(it.time_end);
    json["first_due"] = optional_day(it.day);
    json["rrule"] = optional_text(it.rrule);
    json["until"] = optional_day(it.until);
    json["except"] = Json::array();
    for (const year_month_day day : it.except)
        json["except"].push_back(iso_date(day));
    json["holiday"] = optional_text(it.holiday);
    json["shifted_from"] = optional_day(it.shifted_from);
    json["working_day"] = optional_day(it.working_day);
    json["sentence"] = it.sentence;
    json["letter"] = it.letter;
    json["letter_date"] = optional_day(it.letter_date);
    json["letter_id"] = it.letter_id;
    json["issuer"] = it.issuer;
    json["subject"] = it.subject;
    json["source"] = it.source;
    json["uid"] = it.uid;
    json["part_of"] = optional_text(it.part_of);
    json["passes_on"] = it.passes_on;
    json["confidence"] = it.confidence;
    json["doubtful"] = it.doubtful;
    json["flags"] = it.flags;
    return json;
}

}  // namespace saraban
