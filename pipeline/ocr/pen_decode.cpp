#include "pipeline/ocr/pen_decode.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>

namespace saraban {
namespace {

/// Classes of tools/train/pen/digits.py, in their order. The two zeros are one stroke and one class.
constexpr std::array<std::string_view, 22> kClasses{"",  "0", "๑", "๒", "๓", "๔", "๕", "๖", "๗", "๘", "๙",
                                                    "1", "2", "3", "4", "5", "6", "7", "8", "9", "ว", "/"};
constexpr int kBlank = 0, kZero = 1, kFirstThai = 2, kFirstArabic = 11, kWo = 20, kSlash = 21;
constexpr std::size_t kBeam = 24;
constexpr double kOtherScript = 0.15;  ///< a hand that uses other digits than the print

using Text = std::vector<int>;  // classes
struct Mass {
    double blank = 0, label = 0;  ///< of the ways that end in "nothing new", in the last class
    [[nodiscard]] double sum() const { return blank + label; }
};

/// Prefix beam search of connectionist temporal classification.
std::vector<std::pair<Text, double>> search(const Columns& columns) {
    std::vector<std::pair<Text, Mass>> beam{{Text{}, Mass{1, 0}}};
    for (int x = 0; x < columns.count(); ++x) {
        const float* p = columns.at(x);
        std::map<Text, Mass> next;
        for (const auto& [text, mass] : beam) {
            Mass& same = next[text];
            same.blank += mass.sum() * double{p[kBlank]};
            if (!text.empty()) same.label += mass.label * double{p[text.back()]};
            for (int c = 1; c < columns.classes; ++c) {
                if (p[c] < 1e-4F) continue;
                Text longer = text;
                longer.push_back(c);
                const bool repeated = !text.empty() && text.back() == c;
                next[longer].label += (repeated ? mass.blank : mass.sum()) * double{p[c]};
            }
        }
        beam.assign(next.begin(), next.end());
        const auto middle = beam.begin() + static_cast<std::ptrdiff_t>(std::min(kBeam, beam.size()));
        std::partial_sort(beam.begin(), middle, beam.end(),
                          [](const auto& a, const auto& b) { return a.second.sum() > b.second.sum(); });
        beam.erase(middle, beam.end());
    }
    std::vector<std::pair<Text, double>> found;
    for (const auto& [text, mass] : beam)
        found.emplace_back(text, mass.sum());
    return found;
}

int value_of(int c) {
    return c < kFirstThai ? 0 : c < kFirstArabic ? c - kFirstThai + 1 : c - kFirstArabic + 1;
}
bool is_digit(int c) {
    return c >= kZero && c < kWo;
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

std::vector<PenReading> pen_readings(const Columns& columns, PenPlace place, Script printed,
                                     std::size_t most) {
    std::map<std::vector<int>, Merged> merged;
    double total = 0;
    for (const auto& [read, mass] : search(columns)) {
        int others = 0;
        for (const int c : read) {
            const bool thai = c >= kFirstThai && c < kFirstArabic, arabic = c >= kFirstArabic && c < kWo;
            others += (printed == Script::Thai ? arabic : thai) ? 1 : 0;
        }
        const double weighed = mass * std::pow(kOtherScript, others);
        total += weighed;
        const Text text = fitting(read, place);
        if (text.empty()) continue;
        std::vector<int> key;
        for (const int c : text)
            key.push_back(c == kWo ? kWo : value_of(c));
        Merged& one = merged[key];
        one.mass += weighed;
        if (weighed > one.best) {
            one.best = weighed;
            one.text = spelled(text, printed);
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
