#include "extractors/issuer.h"

#include "extractors/scan.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>

namespace saraban {
namespace {

bool starts_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

bool begins_address(std::string_view text) {
    static constexpr std::array<std::string_view, 17> kWords{"ถนน",   "ถ.", "เลขที่", "ตำบล", "ต.",  "แขวง",
                                                             "เขต",   "หมู่", "ม.",   "ซอย",  "ซ.",  "ตู้",
                                                             "อาคาร", "ชั้น", "อ.",   "จ.",   "ตรอก"};
    if (digit_length(text, 0) != 0) return true;
    return std::any_of(kWords.begin(), kWords.end(),
                       [&](std::string_view word) { return starts_with(text, word); });
}

/// Where the address begins on the line of the name: "ศาลากลางจังหวัดกระบี่ ถนนอุตรกิจ".
std::size_t name_end(std::string_view line) {
    for (std::size_t at = 0; at < line.size(); at += character_length(line, at)) {
        const std::size_t blank = blank_length(line, at);
        if (blank != 0 && at > 0 && begins_address(line.substr(skip_blanks(line, at)))) return at;
    }
    return line.size();
}

std::optional<Digits> postal_code(std::string_view line) {
    std::optional<Digits> code;
    for (auto digits = next_digits(line, 0); digits; digits = next_digits(line, digits->end))
        if (digits->count == 5) code = digits;
    return code;
}

/// The province named right before a postal code: by its letters or its name.
const Province* province_before(std::string_view text, const Vocabulary& vocabulary) {
    text = text.substr(0, skip_blanks_back(text, text.size()));
    while (!text.empty() && text.back() == '.')
        text.remove_suffix(1);
    std::size_t word = text.size();
    while (word > 0 && (is_thai_letter_at(text, character_before(text, word)) || text[word - 1] == '.'))
        word = character_before(text, word);
    std::string letters;
    for (const char c : text.substr(word))
        if (c != '.') letters += c;
    if (const Province* province = province_of_code(vocabulary, letters)) return province;
    return province_of_name(vocabulary, letters);
}

const Province* province_after(std::string_view text, std::string_view label, const Vocabulary& vocabulary) {
    for (std::size_t at = find_word(text, label); at != std::string_view::npos;
         at = find_word(text, label, at + 1)) {
        const std::size_t name = skip_blanks(text, at + label.size());
        if (const Province* province = province_at_start(vocabulary, text.substr(name))) return province;
    }
    return nullptr;
}

/// The name, on the first line that begins an agency; else on the first line.
std::size_t name_line(const std::vector<std::string_view>& lines, const Vocabulary& vocabulary) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string_view line = trim(lines[i]);
        for (const Office& office : vocabulary.offices)
            if (starts_with(line, office.seat.value_or(office.agency)) || starts_with(line, office.agency))
                return i;
        if (starts_with(line, "จังหวัด") || starts_with(line, "อำเภอ")) return i;
    }
    std::size_t first = 0;
    while (first + 1 < lines.size() && trim(lines[first]).empty())
        ++first;
    return first;
}

/// Begins a part of an agency that writes memos under the agency's name.
bool begins_unit(std::string_view text) {
    static constexpr std::array<std::string_view, 9> kUnits{"กอง",  "งาน",  "ฝ่าย", "กลุ่ม", "ส่วน",
                                                            "แผนก", "สำนัก", "ศูนย์", "หน่วย"};
    return !starts_with(text, "สำนักงาน") &&
           std::any_of(kUnits.begin(), kUnits.end(),
                       [&](std::string_view unit) { return starts_with(text, unit); });
}

bool begins_agency(std::string_view text, const Vocabulary& vocabulary) {
    if (starts_with(text, "จังหวัด") || starts_with(text, "อำเภอ")) return true;
    return !begins_unit(text) &&
           std::any_of(vocabulary.offices.begin(), vocabulary.offices.end(), [&](const Office& office) {
               return starts_with(text, office.agency) || (office.seat && starts_with(text, *office.seat));
           });
}

/// "กองคลัง งานพัสดุ กรมการปกครอง" from the agency on; the whole where it does not begin with a unit.
std::string agency_in(const std::string& name, const Vocabulary& vocabulary) {
    if (!begins_unit(name)) return name;
    std::size_t agency = 0;
    for (std::size_t at = name.find(' '); at != std::string::npos; at = name.find(' ', at + 1))
        if (begins_agency(std::string_view(name).substr(at + 1), vocabulary)) agency = at + 1;
    return name.substr(agency);
}

}  // namespace

const Province* find_province(std::string_view text, const Vocabulary& vocabulary) {
    for (const std::string_view label : {"จังหวัด", "จ."})
        if (const Province* province = province_after(text, label, vocabulary)) return province;
    const auto code = postal_code(text);
    if (code)
        if (const Province* province = province_before(text.substr(0, code->begin), vocabulary))
            return province;
    if (const Province* province = province_after(text, "อำเภอเมือง", vocabulary)) return province;
    const bool bangkok = find_word(text, "กรุงเทพ") != std::string_view::npos ||
                         find_word(text, "กทม.") != std::string_view::npos;
    return bangkok ? province_of_name(vocabulary, "กรุงเทพมหานคร") : nullptr;
}

std::string normalise_agency(std::string_view name, const Vocabulary& vocabulary) {
    std::string squeezed = agency_in(squeeze(name), vocabulary);
    for (const Office& office : vocabulary.offices)
        if (office.seat && starts_with(squeezed, *office.seat))
            return office.agency + squeezed.substr(office.seat->size());
    return squeezed;
}

std::optional<FoundInLines<Issuer>> find_issuer(const std::vector<std::string_view>& lines,
                                                const Vocabulary& vocabulary) {
    if (lines.empty()) return std::nullopt;
    const std::size_t first = name_line(lines, vocabulary);
    const std::string_view line = trim(lines[first]);
    if (line.empty()) return std::nullopt;
    const std::size_t cut = name_end(line);
    FoundInLines<Issuer> found;
    Issuer& issuer = found.value;
    issuer.name = squeeze(line.substr(0, cut));
    found.parts.push_back({first, trim(line.substr(0, cut))});
    const auto add_address = [&](std::size_t index, std::string_view text) {
        text = trim(text);
        if (text.empty()) return;
        issuer.address_lines.push_back(squeeze(text));
        found.parts.push_back({index, text});
    };
    add_address(first, line.substr(cut));
    for (std::size_t i = first + 1; i < lines.size(); ++i)
        add_address(i, lines[i]);
    std::string address;
    for (const std::string& each : issuer.address_lines)
        address += each + "\n";
    if (const auto code = postal_code(address))
        issuer.postal_code = ascii_digits(address.substr(code->begin, code->end - code->begin));
    const Province* province = find_province(issuer.name, vocabulary);
    if (!province) province = find_province(address, vocabulary);
    if (province) issuer.province = province->name;
    issuer.agency_normalized = normalise_agency(issuer.name, vocabulary);
    return found;
}

}  // namespace saraban
