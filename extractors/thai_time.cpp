#include "extractors/thai_time.h"

#include "extractors/scan.h"

#include <array>

namespace saraban {
namespace {

bool starts_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

std::optional<TimeOfDay> valid(int hour, int minute, std::optional<int> second) {
    if (minute > 59 || second.value_or(0) > 59) return std::nullopt;
    if (hour > 24 || (hour == 24 && (minute != 0 || second.value_or(0) != 0))) return std::nullopt;
    return TimeOfDay{hour, minute, second};
}

/// น., น, นาฬิกา behind a time; not the beginning of another word (นาย).
std::size_t oclock_end(std::string_view text, std::size_t at) {
    at = skip_blanks(text, at);
    for (const std::string_view word : {"นาฬิกา", "น.", "น"}) {
        if (!starts_with(text.substr(at), word)) continue;
        const std::size_t end = at + word.size();
        return word == "น" && is_thai_letter_at(text, end) ? 0 : end;
    }
    return 0;
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool is_labelled(std::string_view before) {
    // The dots of a field to fill in may stand between: เวลา.....๑๒.๒๘
    const std::size_t end = before.find_last_not_of(" .:");
    return end != std::string_view::npos && ends_with(before.substr(0, end + 1), "เวลา");
}

/// Not the end of a longer number: 12.10.55, 1/10.30. The dots of a blank field may stand before it.
bool begins_clean(std::string_view text, std::size_t begin) {
    if (begin == 0) return true;
    const std::size_t previous = character_before(text, begin);
    if (digit_length(text, previous) != 0) return false;
    const bool joint = std::string_view(".:/,").find(text[previous]) != std::string_view::npos;
    return !joint || previous == 0 || digit_length(text, character_before(text, previous)) == 0;
}

/// "8:13 AM", "7:00 pm"
std::optional<std::size_t> half_of_day(std::string_view text, std::size_t end, int& hour) {
    const std::size_t at = skip_blanks(text, end);
    if (at + 1 >= text.size()) return std::nullopt;
    const char first = static_cast<char>(text[at] | 0x20);
    const char second = static_cast<char>(text[at + 1] | 0x20);
    if ((first != 'a' && first != 'p') || second != 'm' || hour < 1 || hour > 12) return std::nullopt;
    hour = hour % 12 + (first == 'p' ? 12 : 0);
    return at + 2;
}

struct Clock {
    TimeOfDay time;
    std::size_t end = 0;
    bool certain = false;  ///< a colon, or น. behind it
};

/// ๑๐.๐๐, 10:55:01 from its first digit on.
std::optional<Clock> clock_at(std::string_view text, const Digits& hours) {
    if (hours.count > 2 || hours.end >= text.size()) return std::nullopt;
    const char mark = text[hours.end];
    if (mark != '.' && mark != ':') return std::nullopt;
    const auto minutes = digits_at(text, hours.end + 1);
    if (!minutes || minutes->count != 2) return std::nullopt;
    std::size_t end = minutes->end;
    std::optional<int> second;
    if (mark == ':' && end < text.size() && text[end] == ':') {
        const auto seconds = digits_at(text, end + 1);
        if (seconds && seconds->count == 2) {
            second = static_cast<int>(seconds->value);
            end = seconds->end;
            if (end < text.size() && text[end] == '.' && digit_length(text, end + 1) != 0)  // 09:00:01.106
                end = digits_at(text, end + 1)->end;
        }
    }
    if (digit_length(text, end) != 0) return std::nullopt;
    int hour = static_cast<int>(hours.value);
    if (const auto half = half_of_day(text, end, hour)) end = *half;
    const auto time = valid(hour, static_cast<int>(minutes->value), second);
    if (!time) return std::nullopt;
    const std::size_t oclock = oclock_end(text, end);
    return Clock{*time, oclock != 0 ? oclock : end, mark == ':' || oclock != 0};
}

/// ๑๕ นาฬิกา ๒๕ นาที ๕๐ วินาที, 8 น.
std::optional<Clock> hours_at(std::string_view text, const Digits& hours) {
    if (hours.count > 2) return std::nullopt;
    std::size_t end = oclock_end(text, hours.end);
    if (end == 0) return std::nullopt;
    int minute = 0;
    std::optional<int> second;
    const auto part = [&](std::string_view unit) -> std::optional<int> {
        const auto digits = digits_at(text, skip_blanks(text, end));
        if (!digits || digits->count > 2) return std::nullopt;
        const std::size_t at = skip_blanks(text, digits->end);
        if (!starts_with(text.substr(at), unit)) return std::nullopt;
        end = at + unit.size();
        return static_cast<int>(digits->value);
    };
    if (const auto minutes = part("นาที")) {
        minute = *minutes;
        second = part("วินาที");
    }
    const auto time = valid(static_cast<int>(hours.value), minute, second);
    if (!time) return std::nullopt;
    return Clock{*time, end, true};
}

std::optional<Clock> time_at(std::string_view text, const Digits& digits) {
    if (!begins_clean(text, digits.begin)) return std::nullopt;
    if (auto clock = clock_at(text, digits)) return clock;
    return hours_at(text, digits);
}

}  // namespace

std::string to_text(const TimeOfDay& time) {
    const auto two = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    std::string text = two(time.hour) + ":" + two(time.minute);
    if (time.second) text += ":" + two(*time.second);
    return text;
}

std::optional<Found<TimeOfDay>> find_time(std::string_view text) {
    for (auto digits = next_digits(text, 0); digits; digits = next_digits(text, digits->end)) {
        const auto clock = time_at(text, *digits);
        if (!clock || (!clock->certain && !is_labelled(text.substr(0, digits->begin)))) continue;
        return Found<TimeOfDay>{clock->time, text.substr(digits->begin, clock->end - digits->begin)};
    }
    return std::nullopt;
}

std::optional<Found<TimeRange>> find_time_range(std::string_view text) {
    static constexpr std::array<std::string_view, 5> kDashes{"-", "–", "—", "ถึงเวลา", "ถึง"};
    for (auto digits = next_digits(text, 0); digits; digits = next_digits(text, digits->end)) {
        const auto first = time_at(text, *digits);
        if (!first) continue;
        const std::size_t at = skip_blanks(text, first->end);
        for (const std::string_view dash : kDashes) {
            if (!starts_with(text.substr(at), dash)) continue;
            const auto right = digits_at(text, skip_blanks(text, at + dash.size()));
            const auto last = right ? time_at(text, *right) : std::nullopt;
            if (!last || (!last->certain && !is_labelled(text.substr(0, digits->begin)))) break;
            return Found<TimeRange>{{first->time, last->time},
                                    text.substr(digits->begin, last->end - digits->begin)};
        }
    }
    return std::nullopt;
}

}  // namespace saraban
