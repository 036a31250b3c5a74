#include "pipeline/obligations/days.h"

#include "pipeline/text/thai.h"

#include <array>
#include <charconv>

namespace saraban {

using namespace std::chrono;

namespace {

constexpr int kBuddhistOffset = 543;
constexpr std::array<std::string_view, 12> kMonths{"ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
                                                   "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.",  "พ.ย.", "ธ.ค."};

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

std::optional<year_month_day> read_iso_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto y = number(text.substr(0, 4));
    const auto m = number(text.substr(5, 2));
    const auto d = number(text.substr(8, 2));
    if (!y || !m || !d || *m < 1 || *d < 1) return std::nullopt;
    const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
    if (!date.ok()) return std::nullopt;
    return date;
}

std::string to_thai_date(year_month_day day) {
    const std::string plain = std::to_string(static_cast<unsigned>(day.day())) + " " +
                              std::string(kMonths.at(static_cast<unsigned>(day.month()) - 1)) + " " +
                              std::to_string(static_cast<int>(day.year()) + kBuddhistOffset);
    return thai_digits(plain);
}

std::optional<year_month_day> add_duration(year_month_day from, std::string_view duration) {
    if (duration.size() < 3 || duration[0] != 'P') return std::nullopt;
    const auto count = number(duration.substr(1, duration.size() - 2));
    if (!count || *count < 0 || *count > 10000) return std::nullopt;
    const auto clamped = [](year_month_day day) {
        return day.ok() ? day : year_month_day{day.year() / day.month() / std::chrono::last};
    };
    switch (duration.back()) {
        case 'D':
            return year_month_day{sys_days{from} + days{*count}};
        case 'W':
            return year_month_day{sys_days{from} + days{7 * *count}};
        case 'M':
            return clamped(from + months{*count});
        case 'Y':
            return clamped(from + years{*count});
        default:
            return std::nullopt;
    }
}

}  // namespace saraban
