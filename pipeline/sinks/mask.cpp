#include "pipeline/sinks/mask.h"

#include "pipeline/sinks/record_json.h"
#include "pipeline/text/thai.h"

#include <algorithm>

namespace saraban {
namespace {

constexpr std::string_view kBlack = "███";

void add(std::vector<std::string>& out, const std::optional<std::string>& text) {
    if (text && text->size() > 3) out.push_back(*text);
}

/// What the fields say is personal; longest first, so that a name goes whole.
std::vector<std::string> personal(const Record& record, const std::vector<std::string>& names) {
    std::vector<std::string> out = names;
    if (record.signer) add(out, record.signer->name);
    if (record.coordinator) {
        add(out, record.coordinator->name);
        add(out, record.coordinator->phone);
        add(out, record.coordinator->phone_raw);
    }
    for (const auto& note : record.marginal_notes)
        if (note.author) add(out, note.author->name);
    for (const auto& address : record.reporting_addresses) {
        if (address.type == "qr" || address.type == "url" || address.type == "postal") continue;
        add(out, address.value_raw);
        add(out, address.value_normalized);
        add(out, address.e164);
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return out;
}

void replace_all(std::string& text, std::string_view what) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + kBlack.size()))
        text.replace(at, what.size(), kBlack);
}

bool is_address_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-' || c == '+';
}

void mask_mail(std::string& text) {
    for (auto at = text.find('@'); at != std::string::npos; at = text.find('@', at)) {
        std::size_t begin = at, end = at + 1;
        while (begin > 0 && is_address_character(text[begin - 1]))
            --begin;
        while (end < text.size() && is_address_character(text[end]))
            ++end;
        text.replace(begin, end - begin, kBlack);
        at = begin + kBlack.size();
    }
}

/// Nine or ten digits that begin with 0, or ten or eleven behind +66; Thai or not, with blanks, dots and
/// hyphens between them.
bool is_phone(const std::string& digits, bool plus) {
    const bool abroad = plus && digits.starts_with("66") && digits.size() >= 10;
    return abroad || ((digits.size() == 9 || digits.size() == 10) && digits[0] == '0');
}

void mask_phones(std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t i = at, end = at;
        std::string digits;
        while (i < text.size() && digits.size() < 11) {
            const std::size_t length = (text[i] & 0x80) == 0 ? 1 : 3;
            const std::string digit = ascii_digits(text.substr(i, length));
            if (digit.size() == 1 && digit[0] >= '0' && digit[0] <= '9') {
                digits += digit;
                i += length;
                end = i;
            } else if (!digits.empty() && (text[i] == ' ' || text[i] == '-' || text[i] == '.')) {
                ++i;
            } else {
                break;
            }
        }
        if (is_phone(digits, at > 0 && text[at - 1] == '+')) {
            text.replace(at, end - at, kBlack);
            at += kBlack.size();
        } else {
            at = std::max(end, at + 1);
        }
    }
}

std::string masked(std::string text, const std::vector<std::string>& personal) {
    for (const auto& what : personal)
        replace_all(text, what);
    mask_mail(text);
    mask_phones(text);
    return text;
}

void mask_strings(nlohmann::ordered_json& json, const std::vector<std::string>& personal) {
    if (json.is_string())
        json = masked(json.get<std::string>(), personal);
    else if (json.is_structured())
        for (auto& part : json)
            mask_strings(part, personal);
}

}  // namespace

Record mask(const Record& record, const std::vector<std::string>& names) {
    const auto what = personal(record, names);
    nlohmann::ordered_json json = to_json(record);
    for (auto& [key, value] : json.items())
        if (key != "id" && key != "source" && key != "engine" && key != "schema") mask_strings(value, what);
    Record out = record_from_json(nlohmann::json(json));
    out.text = masked(record.text, what);
    return out;
}

}  // namespace saraban
