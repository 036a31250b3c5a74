#include "extractors/scan.h"
#include "extractors/thai_time.h"

#include <algorithm>
#include <array>
#include <optional>

// The spoken clock: six hours from one (ตีหนึ่ง), from seven in the morning (โมงเช้า), from one in the afternoon
// (บ่าย) and from seven in the evening (ทุ่ม); and the official clock in words (สิบสามนาฬิกา).
namespace saraban {
namespace {

constexpr std::array<std::string_view, 10> kUnits{"ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่",
                                                  "ห้า",  "หก",  "เจ็ด", "แปด", "เก้า"};

bool starts_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

struct Number {
    int value = 0;
    std::size_t end = 0;
};

class Reader {
public:
    Reader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

    [[nodiscard]] std::size_t at() const { return at_; }
    bool word(std::string_view expected) {
        const std::size_t begin = skip_blanks(text_, at_);
        if (!starts_with(text_.substr(begin), expected)) return false;
        at_ = begin + expected.size();
        return true;
    }
    /// หนึ่ง … เก้า, or digits.
    std::optional<int> unit() {
        const std::size_t begin = skip_blanks(text_, at_);
        if (const auto digits = digits_at(text_, begin))
            return take(digits->count <= 2, digits->end, digits->value);
        for (std::size_t i = 0; i < kUnits.size(); ++i)
            if (starts_with(text_.substr(begin), kUnits.at(i)))
                return take(true, begin + kUnits.at(i).size(), static_cast<long>(i));
        return std::nullopt;
    }
    /// ศูนย์ … เก้าสิบเก้า, or digits.
    std::optional<int> number() {
        if (word("ยี่สิบ")) return 20 + rest_of_tens();
        if (word("สิบ")) return 10 + rest_of_tens();
        const auto first = unit();
        if (!first || !word("สิบ")) return first;
        return *first * 10 + rest_of_tens();
    }
    void back_to(std::size_t at) { at_ = at; }

private:
    std::optional<int> take(bool fits, std::size_t end, long value) {
        if (!fits) return std::nullopt;
        at_ = end;
        return static_cast<int>(value);
    }
    int rest_of_tens() { return word("เอ็ด") ? 1 : unit().value_or(0); }

    std::string_view text_;
    std::size_t at_;
};

std::optional<int> afternoon(Reader& in) {
    const std::size_t begin = in.at();
    const auto hour = in.unit();
    const bool hours = in.word("โมง");
    if (hours) in.word("เย็น");
    if (!hour) {
        if (hours) return 13;
        in.back_to(begin);
        return std::nullopt;
    }
    if (*hour < 1 || *hour > 6) return std::nullopt;
    return 12 + *hour;
}

/// N นาฬิกา, N โมงเช้า, N ทุ่ม …
std::optional<int> counted(Reader& in) {
    const auto hour = in.number();
    if (!hour) return std::nullopt;
    if (in.word("นาฬิกา")) return *hour <= 24 ? hour : std::nullopt;
    if (in.word("ทุ่ม")) return *hour >= 1 && *hour <= 6 ? std::optional(18 + *hour) : std::nullopt;
    if (!in.word("โมง")) return std::nullopt;
    if (in.word("เช้า")) return *hour > 5 ? (*hour <= 11 ? hour : std::nullopt) : std::optional(*hour + 6);
    if (in.word("เย็น")) return *hour >= 1 && *hour <= 6 ? std::optional(12 + *hour) : std::nullopt;
    // One to five without เช้า or บ่าย may be either.
    return *hour >= 6 && *hour <= 12 ? hour : std::nullopt;
}

std::optional<int> hour_of(Reader& in) {
    if (in.word("เที่ยงคืน")) return 0;
    if (in.word("เที่ยงวัน") || in.word("เที่ยงตรง") || in.word("เที่ยง")) return 12;
    if (in.word("บ่าย")) return afternoon(in);
    if (in.word("ตี")) {
        const auto hour = in.unit();
        return hour && *hour >= 1 && *hour <= 6 ? hour : std::nullopt;
    }
    if (in.word("ทุ่ม")) return 19;
    if (in.word("โมงเช้า")) return 7;
    return counted(in);
}

void add_minutes(Reader& in, TimeOfDay& time) {
    if (in.word("ครึ่ง")) {
        time.minute = 30;
        return;
    }
    std::size_t end = in.at();
    const auto minute = in.number();
    if (!minute || *minute > 59) return in.back_to(end);
    time.minute = *minute;
    if (!in.word("นาที")) return;
    end = in.at();
    const auto second = in.number();
    if (second && *second <= 59 && in.word("วินาที"))
        time.second = second;
    else
        in.back_to(end);
}

}  // namespace

std::optional<Found<TimeOfDay>> find_spoken_time(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        Reader in(text, at);
        const bool begins = blank_length(text, at) == 0 && !is_thai_mark_at(text, at);
        const auto hour = begins ? hour_of(in) : std::nullopt;
        if (!hour) {  // ยี่สิบห้านาฬิกา is no hour, and neither are its ends
            at = std::max(in.at(), at + character_length(text, at));
            continue;
        }
        TimeOfDay time{*hour, 0, std::nullopt};
        if (*hour < 24) add_minutes(in, time);
        return Found<TimeOfDay>{time, text.substr(at, in.at() - at)};
    }
    return std::nullopt;
}

}  // namespace saraban
