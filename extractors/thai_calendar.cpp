#include "extractors/thai_calendar.h"

#include "extractors/scan.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace saraban {
namespace {

using namespace std::chrono;

struct MonthNames {
    std::string_view full, clipped, abbreviated;
};

constexpr std::array<MonthNames, 12> kMonths{{
    {"มกราคม", "มกรา", "ม.ค."},
    {"กุมภาพันธ์", "กุมภา", "ก.พ."},
    {"มีนาคม", "มีนา", "มี.ค."},
    {"เมษายน", "เมษา", "เม.ย."},
    {"พฤษภาคม", "พฤษภา", "พ.ค."},
    {"มิถุนายน", "มิถุนา", "มิ.ย."},
    {"กรกฎาคม", "กรกฎา", "ก.ค."},
    {"สิงหาคม", "สิงหา", "ส.ค."},
    {"กันยายน", "กันยา", "ก.ย."},
    {"ตุลาคม", "ตุลา", "ต.ค."},
    {"พฤศจิกายน", "พฤศจิกา", "พ.ย."},
    {"ธันวาคม", "ธันวา", "ธ.ค."},
}};

struct WeekdayNames {
    std::string_view full;
    std::string_view abbreviated;
};

constexpr std::array<WeekdayNames, 7> kWeekdays{{
    // as std::chrono::weekday: Sunday first
    {"อาทิตย์", "อา."},
    {"จันทร์", "จ."},
    {"อังคาร", "อ."},
    {"พุธ", "พ."},
    {"พฤหัสบดี", "พฤ."},
    {"ศุกร์", "ศ."},
    {"เสาร์", "ส."},
}};
constexpr std::string_view kThursdayClipped = "พฤหัส";
constexpr std::string_view kDay = "วัน";

/// `word` is `abbreviated` with both dots, one of them, or none.
bool is_abbreviation(std::string_view word, std::string_view abbreviated) {
    std::size_t at = 0;
    for (const char c : abbreviated) {
        if (at < word.size() && word[at] == c)
            ++at;
        else if (c != '.')
            return false;
    }
    return at == word.size();
}

/// The ends of the names differ by length of month, so a longer name bears two edits.
constexpr std::size_t kLongName = 7;

/// Letters that print and copies make alike, each as the first of its kind: ดูลาคม is ตุลาคม.
std::string alike(std::string_view word) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kAlike{{{"ต", "ด"},
                                                                                           {"ค", "ด"},
                                                                                           {"ศ", "ด"},
                                                                                           {"ู", "ุ"},
                                                                                           {"ี", "ิ"},
                                                                                           {"ึ", "ิ"},
                                                                                           {"ื", "ิ"},
                                                                                           {"ป", "บ"},
                                                                                           {"ษ", "บ"},
                                                                                           {"ฎ", "ฏ"},
                                                                                           {"ภ", "ก"},
                                                                                           {"ถ", "ก"},
                                                                                           {"ผ", "พ"},
                                                                                           {"ฟ", "พ"},
                                                                                           {"ฉ", "น"}}};
    std::string out;
    for (std::size_t at = 0; at < word.size();) {
        const std::string_view letter = word.substr(at, character_length(word, at));
        const auto same =
            std::ranges::find_if(kAlike, [&](const auto& pair) { return pair.first == letter; });
        out += same == kAlike.end() ? letter : same->second;
        at += letter.size();
    }
    return out;
}

month month_at(std::size_t index) {
    return month{static_cast<unsigned>(index) + 1};
}

}  // namespace

std::optional<month> month_of(std::string_view word) {
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
        const MonthNames& names = kMonths.at(i);
        if (!word.starts_with(names.full.substr(0, 3))) continue;  // the first letter, of abbreviations too
        if (word == names.full || word == names.clipped || is_abbreviation(word, names.abbreviated))
            return month_at(i);
    }
    return std::nullopt;
}

std::optional<month> month_of_damaged(std::string_view word) {
    int best = 100;
    int second = 100;
    std::size_t found = 0;
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
        const int distance = edit_distance(word, kMonths.at(i).full);
        if (distance < best) {
            second = best;
            best = distance;
            found = i;
        } else {
            second = std::min(second, distance);
        }
    }
    const int allowed = character_count(kMonths.at(found).full) >= kLongName ? 2 : 1;
    const bool looks_it = alike(word) == alike(kMonths.at(found).full);
    if ((best > allowed && !looks_it) || best == second) return std::nullopt;
    return month_at(found);
}

std::optional<weekday> weekday_of(std::string_view word) {
    if (word.substr(0, kDay.size()) == kDay) word.remove_prefix(kDay.size());
    if (word == kThursdayClipped) return Thursday;
    for (unsigned i = 0; i < kWeekdays.size(); ++i) {
        const WeekdayNames& names = kWeekdays.at(i);
        if (word == names.full || is_abbreviation(word, names.abbreviated)) return weekday{i};
    }
    return std::nullopt;
}

std::optional<WeekdayWord> weekday_at_end(std::string_view text) {
    const auto ending = [&](std::string_view name, weekday day) -> std::optional<WeekdayWord> {
        if (text.size() < name.size() || text.substr(text.size() - name.size()) != name) return std::nullopt;
        const std::size_t begin = text.size() - name.size();
        const bool with_day = begin >= kDay.size() && text.substr(begin - kDay.size(), kDay.size()) == kDay;
        const std::size_t whole = with_day ? begin - kDay.size() : begin;
        if (!with_day && begin > 0 && is_thai_letter_at(text, character_before(text, begin)))
            return std::nullopt;
        return WeekdayWord{day, text.substr(whole), text.substr(begin)};
    };
    for (unsigned i = 0; i < kWeekdays.size(); ++i)
        if (const auto word = ending(kWeekdays.at(i).full, weekday{i})) return word;
    return ending(kThursdayClipped, Thursday);
}

std::string_view name_of(weekday day) {
    return kWeekdays.at(day.c_encoding()).full;
}

}  // namespace saraban
