#include "extractors/phone.h"

#include "extractors/scan.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>

namespace saraban {
namespace {

constexpr std::size_t kLandlineDigits = 9, kMobileDigits = 10;
constexpr std::size_t kMostDigits = 14;

bool starts_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

bool between(char c, char first, char last) {
    return c >= first && c <= last;
}

struct Reading {
    std::size_t begin = 0, end = 0;
    std::string digits;
    std::string groups;  ///< length of each group as a digit: "343"
};

/// Digits of a number that begins like this; 0: cannot be told.
std::size_t expected_digits(std::string_view digits) {
    if (starts_with(digits, "66")) {
        const std::size_t rest = expected_digits("0" + std::string(digits.substr(2)));
        return rest == 0 ? 0 : rest + 1;
    }
    if (starts_with(digits, "1800") || starts_with(digits, "1900")) return 10;
    if (digits.size() < 2 || digits[0] != '0') return 0;
    if (digits[1] == '2' || digits[1] == '3' || digits[1] == '4' || digits[1] == '5' || digits[1] == '7')
        return kLandlineDigits;
    return digits[1] == '0' || digits[1] == '1' ? 0 : kMobileDigits;
}

/// A number goes on: one hyphen, dot or blank (or what typists make of them) and more digits.
std::optional<std::size_t> next_group(std::string_view text, std::size_t at) {
    if (at < text.size() && text[at] == ')') ++at;
    const std::size_t blanks = skip_blanks(text, at);
    if (blanks - at > 2) return std::nullopt;
    at = blanks;
    for (const std::string_view hyphen : {"-", "–", "—", ".", "‐"}) {
        if (!starts_with(text.substr(at), hyphen)) continue;
        at = skip_blanks(text, at + hyphen.size());
        break;
    }
    if (digit_length(text, at) == 0) return std::nullopt;
    return at;
}

/// The number that begins at `at`; at `(`, `+` or a digit.
std::optional<Reading> read_number(std::string_view text, std::size_t at) {
    Reading reading{at, at, {}, {}};
    if (at < text.size() && text[at] == '(') ++at;
    if (at < text.size() && text[at] == '+') ++at;
    for (std::optional<std::size_t> next = at; next; next = next_group(text, reading.end)) {
        const auto group = digits_at(text, *next);
        if (!group) break;
        reading.digits += ascii_digits(text.substr(group->begin, group->end - group->begin));
        reading.groups += static_cast<char>('0' + std::min(group->count, 10));
        reading.end = group->end;
        const std::size_t expected = expected_digits(reading.digits);
        if (expected != 0 && reading.digits.size() >= expected) break;
        const bool told = reading.digits.size() >= 2 && !starts_with(reading.digits, "66");
        if ((expected == 0 && told) || reading.digits.size() > kMostDigits) break;
    }
    if (reading.digits.size() < 3) return std::nullopt;
    return reading;
}

Phone make_phone(const Reading& reading) {
    Phone phone;
    phone.national = reading.digits;
    const bool country = starts_with(reading.digits, "66") && (reading.digits.size() == kLandlineDigits + 1 ||
                                                               reading.digits.size() == kMobileDigits + 1);
    if (country) phone.national = "0" + reading.digits.substr(2);
    phone.kind = phone_kind(phone.national);
    if (phone.kind == PhoneKind::Landline || phone.kind == PhoneKind::Mobile || phone.kind == PhoneKind::Voip)
        phone.e164 = "+66" + phone.national.substr(1);
    return phone;
}

/// Where a list of extensions ends: "๕๑๕๕๐, ๕๑๕๕๑", "๑๐๑-๒".
std::size_t end_of_list(std::string_view text, std::size_t end) {
    for (;;) {
        const std::size_t mark = skip_blanks(text, end);
        if (mark >= text.size() || (text[mark] != ',' && text[mark] != '-')) return end;
        const auto more = digits_at(text, skip_blanks(text, mark + 1));
        if (!more || more->count > 5) return end;
        end = more->end;
    }
}

/// One past "-๗" behind "๐ ๒๕๗๙ ๐๑๒๑": the line's last digits up to these; `end` where there is none.
std::size_t end_of_range(std::string_view text, std::size_t end) {
    const std::size_t mark = skip_blanks(text, end);
    if (mark >= text.size() || text[mark] != '-') return end;
    const auto last = digits_at(text, skip_blanks(text, mark + 1));
    return last && last->count <= 2 ? last->end : end;
}

/// ต่อ ๕๑๕๕๐, ext. 12
std::size_t read_extension(std::string_view text, std::size_t end, Phone& phone) {
    std::size_t at = skip_blanks(text, end_of_range(text, end));
    for (const std::string_view label : {"ต่อ", "ext", "Ext", "EXT", "#"}) {
        if (!starts_with(text.substr(at), label)) continue;
        at += label.size();
        while (at < text.size() && (text[at] == '.' || text[at] == ':' || blank_length(text, at) != 0))
            at += character_length(text, at);
        const auto digits = digits_at(text, at);
        if (!digits || digits->count > 6) return end;
        const std::size_t last = end_of_list(text, digits->end);
        phone.ext_raw = text.substr(at, last - at);
        phone.ext = ascii_digits(phone.ext_raw);
        return last;
    }
    return end;
}

struct Label {
    std::size_t begin = 0, end = 0;
    bool phone = false, fax = false;
};

struct LabelWord {
    std::string_view word;
    bool fax = false;
};

constexpr std::array<LabelWord, 18> kLabels{{{"โทรศัพท์เคลื่อนที่", false},
                                             {"โทรศัพท์มือถือ", false},
                                             {"โทรศัพท์", false},
                                             {"โทรสาร", true},
                                             {"โทร.สาร", true},
                                             {"โทร", false},
                                             {"มือถือ", false},
                                             {"แฟกซ์", true},
                                             {"แฟ็กซ์", true},
                                             {"สายด่วน", false},
                                             {"Telephone", false},
                                             {"Tel", false},
                                             {"tel", false},
                                             {"TEL", false},
                                             {"Fax", true},
                                             {"fax", true},
                                             {"FAX", true},
                                             {"Mobile", false}}};

const LabelWord* label_at(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    const auto found = std::find_if(kLabels.begin(), kLabels.end(),
                                    [&](const LabelWord& label) { return starts_with(rest, label.word); });
    return found == kLabels.end() ? nullptr : &*found;
}

/// Marks and words between a label and its number.
std::size_t skip_to_number(std::string_view text, std::size_t at) {
    for (;;) {
        const std::size_t begin = at;
        at = skip_blanks(text, at);
        for (const std::string_view filler : {".", ":", "/", ",", "=", "หมายเลข", "เลขที่", "เบอร์", "ที่", "และ"})
            if (starts_with(text.substr(at), filler)) at += filler.size();
        if (at == begin) return at;
    }
}

/// One label, or two that share a number: โทร/โทรสาร.
std::optional<Label> read_label(std::string_view text, std::size_t at) {
    Label label{at, at, false, false};
    while (const LabelWord* word = label_at(text, label.end)) {
        (word->fax ? label.fax : label.phone) = true;
        label.end = skip_to_number(text, label.end + word->word.size());
    }
    if (label.end == at) return std::nullopt;
    return label;
}

/// Where the next label may be; all of them begin with one of these bytes.
std::size_t next_label_start(std::string_view text, std::size_t at) {
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == 'T' || c == 't' || c == 'F' || c == 'f' || c == 'M') return at;
        const bool thai = c == '\xE0' && at + 2 < text.size();
        if (!thai) continue;
        const std::string_view letter = text.substr(at, 3);
        if (letter == "โ" || letter == "ม" || letter == "แ" || letter == "ส") return at;
    }
    return text.size();
}

constexpr std::array<std::string_view, 12> kPhoneGroups{"334", "343", "37", "244", ":", "144",
                                                        "234", "333", "36", "27",  "9", "154"};

bool is_joined(std::string_view text, std::size_t begin, std::size_t end) {
    if (begin > 0) {
        const std::size_t previous = character_before(text, begin);
        if (digit_length(text, previous) != 0 || text[previous] == '/' || text[previous] == '.' ||
            text[previous] == '-')
            return true;
    }
    return next_group(text, end).has_value() || (end < text.size() && text[end] == '/');
}

/// Without a label only what can be nothing else.
std::optional<Reading> unlabelled(std::string_view text, std::size_t at) {
    const bool zero = text[at] == '0' || starts_with(text.substr(at), "๐");
    if (!zero && text[at] != '+') return std::nullopt;
    auto reading = read_number(text, at);
    if (!reading || is_joined(text, at, reading->end)) return std::nullopt;
    const bool usual =
        std::find(kPhoneGroups.begin(), kPhoneGroups.end(), reading->groups) != kPhoneGroups.end();
    if ((!usual && text[at] != '+') || !make_phone(*reading).valid()) return std::nullopt;
    return reading;
}

/// A further number of the same label: ", ๐ ๔๓๕๑ ๖๐๖๔".
std::size_t next_of_list(std::string_view text, std::size_t end) {
    std::size_t at = skip_blanks(text, end);
    for (const std::string_view mark : {",", "/", "และ", "หรือ"}) {
        if (!starts_with(text.substr(at), mark)) continue;
        at = skip_blanks(text, at + mark.size());
        return text.substr(at, 1) == "0" || starts_with(text.substr(at), "๐") ? at : text.size();
    }
    return text.size();
}

void add(std::string_view text, const Reading& reading, const Label& label,
         std::vector<Found<Phone>>& phones) {
    Phone phone = make_phone(reading);
    phone.fax = label.fax && !label.phone;
    phone.also_fax = label.fax && label.phone;
    const std::size_t end = read_extension(text, reading.end, phone);
    phone.whole = text.substr(label.begin, end - label.begin);
    phones.push_back({phone, text.substr(reading.begin, reading.end - reading.begin)});
}

std::size_t end_of_last(std::string_view text, const std::vector<Found<Phone>>& phones) {
    return offset_of(text, phones.back().value.whole) + phones.back().value.whole.size();
}

/// The numbers behind the label; the end of the last one, or of the label.
std::size_t add_labelled(std::string_view text, const Label& label, std::vector<Found<Phone>>& phones) {
    auto reading = read_number(text, label.end);
    if (!reading) return label.end;
    add(text, *reading, label, phones);
    for (std::size_t next = next_of_list(text, end_of_last(text, phones)); next < text.size();
         next = next_of_list(text, end_of_last(text, phones))) {
        reading = read_number(text, next);
        if (!reading || !make_phone(*reading).valid()) break;
        add(text, *reading, {next, next, label.phone, label.fax}, phones);
    }
    return end_of_last(text, phones);
}

}  // namespace

std::vector<Found<Phone>> find_all_phones(std::string_view text) {
    std::vector<Found<Phone>> phones;
    std::size_t label_start = next_label_start(text, 0);
    for (std::size_t at = 0; at < text.size();) {
        if (at >= label_start) {
            if (const auto label = read_label(text, at)) {
                at = add_labelled(text, *label, phones);
                label_start = next_label_start(text, at);
                continue;
            }
            label_start = next_label_start(text, at + 1);
        }
        if (text[at] != '+' && digit_length(text, at) == 0) {
            at += character_length(text, at);
            continue;
        }
        if (const auto reading = unlabelled(text, at)) {
            add(text, *reading, {at, at, false, false}, phones);
            at = end_of_last(text, phones);
        } else {
            at += 1;
            while (digit_length(text, at) != 0)
                at += digit_length(text, at);
        }
    }
    return phones;
}

std::optional<Found<Phone>> find_phone(std::string_view text) {
    const auto phones = find_all_phones(text);
    if (phones.empty()) return std::nullopt;
    return phones.front();
}

std::optional<Phone> read_phone(std::string_view text) {
    text = trim(text);
    const auto reading = read_number(text, 0);
    if (!reading) return std::nullopt;
    Phone phone = make_phone(*reading);
    if (read_extension(text, reading->end, phone) != text.size()) return std::nullopt;
    return phone;
}

PhoneKind phone_kind(std::string_view national) {
    const std::size_t size = national.size();
    if (size == 10 && starts_with(national, "1800")) return PhoneKind::TollFree;
    if (size == 10 && starts_with(national, "1900")) return PhoneKind::Premium;
    if ((size == 3 || size == 4) && national[0] == '1') return PhoneKind::ShortCode;
    if (size < 3 || national[0] != '0') return PhoneKind::Unknown;
    const char first = national[1];
    const char second = national[2];
    if (size == kMobileDigits && first == '6' && second == '0') return PhoneKind::Voip;
    if (size == kMobileDigits && (first == '6' || first == '8' || first == '9')) return PhoneKind::Mobile;
    if (size != kLandlineDigits) return PhoneKind::Unknown;
    const bool area = first == '2' || (first == '3' && between(second, '2', '9')) ||
                      (first == '4' && between(second, '2', '5')) ||
                      (first == '5' && between(second, '2', '6')) ||
                      (first == '7' && between(second, '3', '7'));
    return area ? PhoneKind::Landline : PhoneKind::Unknown;
}

std::string_view name_of(PhoneKind kind) {
    switch (kind) {
        case PhoneKind::Landline:
            return "landline";
        case PhoneKind::Mobile:
            return "mobile";
        case PhoneKind::Voip:
            return "voip";
        case PhoneKind::TollFree:
            return "tollfree";
        case PhoneKind::Premium:
            return "premium";
        case PhoneKind::ShortCode:
            return "shortcode";
        case PhoneKind::Unknown:
            break;
    }
    return "unknown";
}

}  // namespace saraban
