#include "pipeline/ocr/dater.h"

#include "pipeline/image/ink_parts.h"
#include "pipeline/ocr/ctc_search.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace saraban {
namespace {

// Classes of tools/train/pen/daters.py, in their order.
constexpr int kFirstDigit = 1, kLastDigit = 10;
constexpr int kMa = 11, kMi = 12, kMii = 13, kKo = 14, kKho = 15, kPho = 16, kE = 17, kYo = 18, kSo = 19,
              kTo = 20, kTho = 21;
constexpr std::size_t kBeam = 64;

struct Month {
    std::array<int, 3> letters;  ///< 0: none
    std::string_view name;
};
constexpr std::array<Month, 12> kMonths{{{{kMa, kKho, 0}, "ม.ค."},
                                         {{kKo, kPho, 0}, "ก.พ."},
                                         {{kMi, kKho, 0}, "มี.ค."},
                                         {{kE, kMa, kYo}, "เม.ย."},
                                         {{kPho, kKho, 0}, "พ.ค."},
                                         {{kMii, kYo, 0}, "มิ.ย."},
                                         {{kKo, kKho, 0}, "ก.ค."},
                                         {{kSo, kKho, 0}, "ส.ค."},
                                         {{kKo, kYo, 0}, "ก.ย."},
                                         {{kTo, kKho, 0}, "ต.ค."},
                                         {{kPho, kYo, 0}, "พ.ย."},
                                         {{kTho, kKho, 0}, "ธ.ค."}}};

bool is_digit(int c) {
    return c >= kFirstDigit && c <= kLastDigit;
}
int value_of(int c) {
    return c - kFirstDigit;
}

/// A string as day, month and year, as far as it goes.
struct Parts {
    ClassString day, month, year;
};

Parts parts_of(const ClassString& text) {
    Parts parts;
    for (const int c : text) {
        if (!is_digit(c))
            parts.month.push_back(c);
        else if (parts.month.empty())
            parts.day.push_back(c);
        else
            parts.year.push_back(c);
    }
    return parts;
}

int number_of(const ClassString& digits) {
    int number = 0;
    for (const int c : digits)
        number = number * 10 + value_of(c);
    return number;
}

/// The months that begin so.
bool begins_month(const ClassString& letters) {
    return std::ranges::any_of(kMonths, [&](const Month& month) {
        return letters.size() <= month.letters.size() &&
               std::equal(letters.begin(), letters.end(), month.letters.begin());
    });
}

const Month* month_of(const ClassString& letters) {
    const auto month = std::ranges::find_if(kMonths, [&](const Month& one) {
        const auto count =
            static_cast<std::size_t>(std::ranges::count_if(one.letters, [](int c) { return c != 0; }));
        return letters.size() == count && std::equal(letters.begin(), letters.end(), one.letters.begin());
    });
    return month == kMonths.end() ? nullptr : &*month;
}

bool may_be_day(const ClassString& day) {
    constexpr std::size_t kDigits = 2;
    return day.size() <= kDigits && number_of(day) <= 31 && (day.size() < kDigits || number_of(day) > 0);
}

/// Two digits, or 25.. of the Buddhist era, or 20...
bool may_be_year(const ClassString& year) {
    constexpr std::size_t kDigits = 4, kShort = 2;
    if (year.size() <= kShort) return true;
    const int century = number_of({year.begin(), year.begin() + kShort});
    return year.size() <= kDigits && (century == 25 || century == 20);
}

bool may_follow(const ClassString& begin, int next) {
    Parts parts = parts_of(begin);
    if (!is_digit(next)) {
        parts.month.push_back(next);
        return parts.year.empty() && !parts.day.empty() && number_of(parts.day) > 0 &&
               begins_month(parts.month);
    }
    if (parts.month.empty()) {
        parts.day.push_back(next);
        return may_be_day(parts.day);
    }
    parts.year.push_back(next);
    return month_of(parts.month) != nullptr && may_be_year(parts.year);
}

/// `15 พ.ย. 2553`; empty where it is no whole date.
std::string spelled(const ClassString& text) {
    const Parts parts = parts_of(text);
    const Month* month = month_of(parts.month);
    if (month == nullptr || parts.day.empty() || (parts.year.size() != 2 && parts.year.size() != 4))
        return {};
    std::string year;
    for (const int c : parts.year)
        year += static_cast<char>('0' + value_of(c));
    return std::to_string(number_of(parts.day)) + " " + std::string(month->name) + " " + year;
}

/// With the vowels over the letters and the dots under them.
Box with_room(const Box& row, Size size) {
    constexpr double kOver = 0.45, kUnder = 0.25;
    const int over = static_cast<int>(kOver * row.height()), under = static_cast<int>(kUnder * row.height());
    return {row.left, std::max(0, row.top - over), row.right, std::min(size.height, row.bottom + under)};
}

}  // namespace

std::vector<PenReading> dater_readings(const Columns& columns, std::size_t most) {
    double surest = 0, total = 0;
    for (const auto& [text, mass] : search_strings(columns, [](const ClassString&, int) { return true; }))
        surest = std::max(surest, mass);
    std::map<std::string, double> dates;
    for (const auto& [text, mass] : search_strings(columns, may_follow, kBeam)) {
        total += mass;
        if (const std::string date = spelled(text); !date.empty()) dates[date] += mass;
    }
    total = std::max(total, surest);
    std::vector<PenReading> readings;
    constexpr double kLeast = 0.001;
    for (const auto& [date, mass] : dates)
        if (mass > kLeast * total) readings.push_back({date, static_cast<float>(mass / total)});
    std::ranges::stable_sort(readings, std::ranges::greater{}, &PenReading::confidence);
    if (readings.size() > most) readings.resize(most);
    return readings;
}

std::optional<DaterDate> DaterReader::find(const Stamp& stamp, const std::vector<TextLine>& rows) const {
    constexpr int kSmallest = 16;  // letters to the inch, one over another
    constexpr double kStretch = 1.3;
    constexpr int kMostWidth = 416;
    constexpr float kSure = 0.6F;
    std::optional<DaterDate> best;
    for (const TextLine& line : rows) {
        const Box& row = line.band;
        if (row.height() * kSmallest < stamp.page.dpi) continue;
        auto readings = dater_readings(net_.read(ink_image(
            stamp.page.image.get(), with_room(row, stamp.size()), PenNet::kHeight, kStretch, kMostWidth)));
        if (readings.empty() || readings.front().confidence < kSure) continue;
        if (best && best->readings.front().confidence >= readings.front().confidence) continue;
        best = DaterDate{stamp.page.to_source(row), row, std::move(readings)};
    }
    return best;
}

}  // namespace saraban
