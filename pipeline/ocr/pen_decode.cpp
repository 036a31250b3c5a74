#include "pipeline/ocr/pen_decode.h"

#include "pipeline/ocr/ctc_search.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace saraban {
namespace {

/// Classes of tools/train/pen/digits.py, in their order. The two zeros are one stroke and one class.
constexpr std::array<std::string_view, 22> kClasses{"",  "0", "๑", "๒", "๓", "๔", "๕", "๖", "๗", "๘", "๙",
                                                    "1", "2", "3", "4", "5", "6", "7", "8", "9", "ว", "/"};
constexpr int kZero = 1, kFirstThai = 2, kFirstArabic = 11, kWo = 20, kSlash = 21;
constexpr double kOtherScript = 0.05;  ///< a hand that uses other digits than the print
constexpr double kMixed = 0.005;       ///< or both in one number

using Text = ClassString;

int value_of(int c) {
    return c < kFirstThai ? 0 : c < kFirstArabic ? c - kFirstThai + 1 : c - kFirstArabic + 1;
}
bool is_digit(int c) {
    return c >= kZero && c < kWo;
}

/// Without the classes that never stand in the place: the others share what these had.
Columns of_place(Columns columns, PenPlace place) {
    if (place == PenPlace::Running) return columns;
    for (int x = 0; x < columns.count(); ++x) {
        float* p = columns.probability.data() + x * columns.classes;
        const float left = 1 - p[kWo] - p[kSlash];
        p[kWo] = p[kSlash] = 0;
        for (int c = 0; c < columns.classes && left > 0; ++c)
            p[c] /= left;
    }
    return columns;
}

/// How likely a hand writes so where `printed` is in print.
double of_script(const Text& read, Script printed) {
    int thai = 0, arabic = 0;
    for (const int c : read) {
        thai += c >= kFirstThai && c < kFirstArabic ? 1 : 0;
        arabic += c >= kFirstArabic && c < kWo ? 1 : 0;
    }
    if (thai > 0 && arabic > 0) return kMixed;
    return (printed == Script::Thai ? arabic : thai) > 0 ? kOtherScript : 1;
}

/// The text without the stroke before it; empty: it does not fit.
Text fitting(const Text& read, PenPlace place) {
    auto begin = read.begin();
    if (begin != read.end() && *begin == kSlash && place == PenPlace::Running) ++begin;
    Text text(begin, read.end());
    auto digits = text.begin();
    if (digits != text.end() && *digits == kWo && place == PenPlace::Running) ++digits;
    const auto count = text.end() - digits;
    if (count == 0 || !std::all_of(digits, text.end(), is_digit)) return {};
    if (place == PenPlace::Running) return count <= 6 ? text : Text{};
    int day = 0;
    for (const int c : text)
        day = std::min(100, day * 10 + value_of(c));
    return count <= 2 && day >= 1 && day <= 31 ? text : Text{};
}

/// One text whatever digits it was read as: those the hand most likely used.
struct Merged {
    std::string text;
    double mass = 0, best = 0;
};

std::string spelled(const Text& text, Script script) {
    std::string result;
    for (const int c : text)
        result += c == kZero && script == Script::Thai ? "๐" : kClasses.at(static_cast<std::size_t>(c));
    return result;
}

}  // namespace

std::vector<PenReading> pen_readings(const std::vector<Columns>& views, PenPlace place, Script printed,
                                     std::size_t most) {
    std::map<std::vector<int>, Merged> merged;
    double total = 0;
    for (const Columns& view : views) {
        const auto strings = search_strings(of_place(view, place), [](const Text&, int) { return true; });
        double all = 0;
        for (const auto& [read, mass] : strings)
            all += mass * of_script(read, printed);
        if (all <= 0) continue;
        total += 1;
        for (const auto& [read, mass] : strings) {
            const Text text = fitting(read, place);
            if (text.empty()) continue;
            std::vector<int> key;
            for (const int c : text)
                key.push_back(c == kWo ? kWo : value_of(c));
            const double weighed = mass * of_script(read, printed) / all;
            Merged& one = merged[key];
            one.mass += weighed;
            if (weighed > one.best) {
                one.best = weighed;
                one.text = spelled(text, printed);
            }
        }
    }
    std::vector<PenReading> readings;
    constexpr double kLeast = 0.001;
    for (const auto& entry : merged)
        if (entry.second.mass > kLeast * total)
            readings.push_back({entry.second.text, static_cast<float>(entry.second.mass / total)});
    std::sort(readings.begin(), readings.end(),
              [](const PenReading& a, const PenReading& b) { return a.confidence > b.confidence; });
    if (readings.size() > most) readings.resize(most);
    return readings;
}

}  // namespace saraban
