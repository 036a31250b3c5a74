#include "extractors/speed.h"

#include "extractors/scan.h"
#include "extractors/thai_date.h"
#include "extractors/thai_time.h"
#include "pipeline/text/thai.h"

#include <array>

namespace saraban {
namespace {

/// One of `names`, longest first, with no Thai letter on either side.
template <std::size_t N>
std::optional<std::string_view> word_alone(std::string_view text,
                                           const std::array<std::string_view, N>& names) {
    const std::string_view stem = names.back();
    for (std::size_t at = find_word(text, stem); at != std::string_view::npos;
         at = find_word(text, stem, at + 1)) {
        if (at > 0 && is_thai_letter_at(text, character_before(text, at))) continue;
        for (const std::string_view name : names) {
            if (text.substr(at, name.size()) != name) continue;
            if (!is_thai_letter_at(text, at + name.size())) return text.substr(at, name.size());
        }
    }
    return std::nullopt;
}

/// A line that is nothing but a damaged class: "ด่วนทีสุด". One edit for each four characters of the name;
/// `first`: what its first letter may be read as, since กลับมาก is a word.
template <std::size_t N>
std::optional<std::string_view> damaged_line(std::string_view text,
                                             const std::array<std::string_view, N>& names,
                                             std::string_view first) {
    constexpr std::size_t kShortest = 6;  // characters; ด่วน and ลับ are one edit from too much
    const std::string_view line = trim(text);
    if (character_count(line) > character_count(names.front()) + 2) return std::nullopt;
    constexpr std::size_t kLetter = 3;  // bytes
    if (line.size() < kLetter || first.find(line.substr(0, kLetter)) == std::string_view::npos)
        return std::nullopt;
    for (const std::string_view name : names) {
        const auto allowed = static_cast<int>(character_count(name) / 4);
        if (character_count(name) >= kShortest && edit_distance(line, name) <= allowed) return name;
    }
    return std::nullopt;
}

/// ความเร่งด่วน ด่วนทีสุด, on a radio message
std::string_view behind_label(std::string_view text) {
    constexpr std::string_view kLabel = "ความเร่งด่วน";
    const std::string_view line = trim(text);
    return line.starts_with(kLabel) ? line.substr(kLabel.size()) : line;
}

constexpr std::string_view kWithin = "ด่วนภายใน";

std::optional<Found<Speed>> within(std::string_view text, std::chrono::year_month_day reference) {
    const std::size_t at = find_word(text, kWithin);
    if (at == std::string_view::npos || (at > 0 && is_thai_letter_at(text, character_before(text, at))))
        return std::nullopt;
    Found<Speed> found{{std::string(kWithin), {}, {}}, text.substr(at, kWithin.size())};
    const std::string_view rest = text.substr(at + kWithin.size());
    const auto extend = [&](std::string_view part) {
        const std::size_t end = offset_of(text, part) + part.size();
        if (end > at + found.text.size()) found.text = text.substr(at, end - at);
    };
    if (const auto date = find_thai_date(rest, reference); date && date->value.iso) {
        found.value.by = date->value.iso;
        extend(date->text);
    }
    if (const auto time = find_time(rest)) {
        found.value.time = to_text(time->value);
        extend(time->text);
    }
    return found;
}

}  // namespace

std::optional<Found<Speed>> find_speed(std::string_view text, std::chrono::year_month_day reference) {
    static constexpr std::array<std::string_view, 3> kSpeeds{"ด่วนที่สุด", "ด่วนมาก", "ด่วน"};
    if (auto found = within(text, reference)) return found;
    const auto word = word_alone(text, kSpeeds);
    if (!word) {
        const std::string_view line = behind_label(text);
        const auto name = damaged_line(line, kSpeeds, "ดตคลถ");
        if (!name) return std::nullopt;
        return Found<Speed>{{std::string(*name), {}, {}}, trim(line)};
    }
    return Found<Speed>{{std::string(*word), {}, {}}, *word};
}

std::optional<Found<std::string>> find_secrecy(std::string_view text) {
    static constexpr std::array<std::string_view, 3> kClasses{"ลับที่สุด", "ลับมาก", "ลับ"};
    const auto word = word_alone(text, kClasses);
    if (!word) {
        const auto name = damaged_line(text, kClasses, "ล");
        if (!name) return std::nullopt;
        return Found<std::string>{std::string(*name), trim(text)};
    }
    return Found<std::string>{std::string(*word), *word};
}

}  // namespace saraban
