#include "pipeline/sinks/csv.h"

#include "pipeline/sinks/record_json.h"

#include <array>
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

}  // namespace

std::string csv_header() {
    std::string out = "\xEF\xBB\xBF";
    for (const auto& [name, path] : kColumns)
        out += (out.size() > 3 ? "," : "") + std::string(name);
    return out + "\r\n";
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
