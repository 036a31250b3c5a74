#include "pipeline/sinks/csv.h"

#include "pipeline/sinks/calendar_text.h"
#include "pipeline/sinks/prepare.h"
#include "pipeline/sinks/record_json.h"
#include "pipeline/text/thai.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <utility>

namespace saraban {
namespace {

/// A column: its name, and the JSON pointer of its value; `*` goes through a list.
constexpr std::array<std::pair<const char*, const char*>, 26> kColumns{{
    {"id", "/id"},
    {"file", "/source/path"},
    {"order", "/order"},
    {"status", "/status"},
    {"kind", "/kind"},
    {"speed", "/speed"},
    {"secrecy", "/secrecy"},
    {"number", "/doc_number/normalized"},
    {"date", "/date/iso"},
    {"date_raw", "/date/raw"},
    {"issuer", "/issuer/name"},
    {"subject", "/subject"},
    {"addressees", "/addressees/*"},
    {"references", "/references/*/cited_number_normalized"},
    {"attachments", "/attachments/*/raw"},
    {"actions", "/actions/*/text"},
    {"deadline_spans", "/deadlines/*/text_span"},
    {"deadline_dates", "/deadlines/*/iso"},
    {"deadline_rules", "/deadlines/*/rrule"},
    {"report_to", "/reporting_addresses/*/value_raw"},
    {"signer", "/signer/name"},
    {"signer_title", "/signer/title"},
    {"acting_for", "/signer/acting_for"},
    {"owner_unit", "/owner_unit/*"},
    {"received", "/received_stamps/*/number"},
    {"issues", "/issues/*/message"},
}};

std::string print(const nlohmann::ordered_json& value) {
    if (value.is_null()) return "";
    return value.is_string() ? value.get<std::string>() : value.dump();
}

/// The values at `path`, joined.
std::string values_at(const nlohmann::ordered_json& record, const std::string& path) {
    using Pointer = nlohmann::ordered_json::json_pointer;
    const auto star = path.find("/*");
    if (star == std::string::npos) {
        const Pointer at(path);
        return record.contains(at) ? print(record.at(at)) : "";
    }
    std::string out;
    for (const auto& item : record.at(Pointer(path.substr(0, star)))) {
        const std::string one = values_at(item, path.substr(star + 2));
        if (!out.empty() && !one.empty()) out += "; ";
        out += one;
    }
    return out;
}

std::string cell(std::string text) {
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
        text.insert(0, 1, '\'');
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

/// `5 ก.พ. 2569`, as the register has it; what is printed where no day could be read.
std::string register_date(const std::string& iso, const std::string& printed) {
    int year = 0;
    unsigned month = 0, day = 0;
    if (std::sscanf(iso.c_str(), "%d-%u-%u", &year, &month, &day) != 3) return printed;
    return ascii_digits(thai_date(std::chrono::year_month_day(
        std::chrono::year(year), std::chrono::month(month), std::chrono::day(day))));
}

}  // namespace

std::string csv_header() {
    std::string out = "\xEF\xBB\xBF";
    for (const auto& [name, path] : kColumns)
        out += (out.size() > 3 ? "," : "") + std::string(name);
    return out + "\r\n";
}

std::string register_header() {
    std::string out = "\xEF\xBB\xBF";
    for (const auto* name : {"เลขทะเบียนรับ", "วันที่รับ", "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ",
                             "ชั้นความเร็ว", "หมายเหตุ", "แฟ้ม"})
        out += (out.size() > 3 ? "," : "") + std::string(name);
    return out + "\r\n";
}

std::string register_row(const Record& record) {
    const auto json = to_json(record);
    const auto number = reconciled_value(record, "doc_number");
    const auto day = reconciled_value(record, "date");
    std::string out;
    for (const std::string& text :
         {values_at(json, "/received_stamps/*/number"), values_at(json, "/received_stamps/*/date/raw"),
          number ? *number : values_at(json, "/doc_number/normalized"),
          register_date(day ? *day : values_at(json, "/date/iso"), values_at(json, "/date/raw")),
          values_at(json, "/issuer/name"), values_at(json, "/addressees/*"), values_at(json, "/subject"),
          values_at(json, "/deadlines/*/text_span"), values_at(json, "/speed"),
          record.status == Status::Accepted ? std::string() : std::string("ควรตรวจสอบ"), record.id})
        out += cell(text) + ',';
    out.back() = '\r';
    return out + '\n';
}

std::string csv_row(const Record& record) {
    const auto json = to_json(record);
    std::string out;
    for (const auto& [name, path] : kColumns)
        out += cell(values_at(json, path)) + ',';
    out.back() = '\r';
    return out + '\n';
}

}  // namespace saraban
