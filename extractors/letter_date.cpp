#include "extractors/scan.h"
#include "extractors/thai_calendar.h"
#include "extractors/thai_date.h"
#include "extractors/thai_date_parts.h"

#include <array>
#include <functional>
#include <numeric>
#include <string>

// The date of a letter: the day is often a gap for the pen, and what OCR makes of a pen is anything.
namespace saraban {
namespace {

using namespace std::chrono;

/// Words that may stand right before the day and are no damage of it.
constexpr std::array<std::string_view, 7> kLabels{"ลงวันที่", "วันที่", "ที่", "ลว.", "ณ", "วัน", "ลงวัน"};
/// A damaged digit is read as so many characters at most; more is a word.
constexpr std::size_t kLongestDamage = 3;
/// Longest unreadable day that is kept as part of the raw text, in characters.
constexpr std::size_t kLongestGarbage = 12;

std::size_t after_label(std::string_view text, std::size_t end) {
    std::size_t after = 0;
    for (const std::string_view label : kLabels) {
        const std::size_t at = find_last_word(text.substr(0, end), label);
        if (at != std::string_view::npos && at + label.size() > after) after = at + label.size();
    }
    return after;
}

bool is_punctuation(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); at += character_length(text, at)) {
        const bool letter = is_thai_letter_at(text, at) || digit_length(text, at) != 0 ||
                            (text[at] >= 'A' && text[at] <= 'Z') || (text[at] >= 'a' && text[at] <= 'z');
        if (letter) return false;
    }
    return true;
}

/// Start of the characters before the day that are probably a part of it: "กค ๐ ธันวาคม", "ฝ๕ มกราคม". The
/// day's own position when what stands there is a label, a word, punctuation or nothing.
std::size_t damage_before(std::string_view text, std::size_t day) {
    const std::size_t end = skip_blanks_back(text, day);
    if (end == 0) return day;
    std::size_t begin = end;
    while (begin > 0 && blank_length(text, character_before(text, begin)) == 0)
        begin = character_before(text, begin);
    const std::string_view token = text.substr(begin, end - begin);
    if (character_count(token) > kLongestDamage || is_punctuation(token)) return day;
    if (skip_blanks_back(text, begin) != 0 && after_label(text, begin) != skip_blanks_back(text, begin))
        return day;
    for (const std::string_view label : kLabels)
        if (token == label) return day;
    // Two digits apart from the day are a number of their own (a stamp, a page), one may be half of the day.
    const auto digits = digits_at(token, 0);
    if (digits && digits->end == token.size() && digits->count > 1) return day;
    return begin;
}

/// Month and year somewhere in `text`, the day before them unread.
std::optional<Found<ThaiDate>> find_partial(std::string_view text, year_month_day reference) {
    for (auto digits = next_digits(text, 0); digits; digits = next_digits(text, digits->end)) {
        if (digits->count != 4) continue;
        const auto era = date_parts::era_at_end(text.substr(0, skip_blanks_back(text, digits->begin)));
        const std::size_t word_end = skip_blanks_back(text, era.rest.size());
        std::size_t word = word_end;
        while (word > 0 && (is_thai_letter_at(text, character_before(text, word)) || text[word - 1] == '.'))
            word = character_before(text, word);
        // The month may be glued to what stands before it, so shorter and shorter ends of the word are tried.
        const std::size_t whole = word;
        std::optional<month> name;
        for (; word < word_end && !name; word += name ? 0 : character_length(text, word))
            name = month_of(text.substr(word, word_end - word));
        if (!name) {
            word = whole;
            name = month_of_damaged(text.substr(whole, word_end - whole));
        }
        if (!name) continue;
        const auto year = date_parts::read_year(*digits, era.era, reference);
        ThaiDate date;
        date.problem = year.year ? DateProblem::DayUnread : year.problem;
        if (year.year) date.iso_partial = *year.year / *name;
        std::size_t begin = skip_blanks(text, after_label(text, word));
        const std::string_view before = trim(text.substr(begin, word - begin));
        if (is_punctuation(before) || character_count(before) > kLongestGarbage) begin = word;
        date.whole = text.substr(begin, digits->end - begin);
        return Found<ThaiDate>{date, date.whole};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Found<ThaiDate>> find_letter_date(std::string_view text, year_month_day reference) {
    auto date = find_thai_date(text, reference);
    if (!date) return find_partial(text, reference);
    if (date->value.weekday) return date;
    const std::size_t day = offset_of(text, date->text);
    const std::size_t begin = damage_before(text, day);
    if (begin == day) return date;
    const std::string_view said = text.substr(begin, day + date->text.size() - begin);
    if (date->value.iso) date->value.iso_partial = date->value.iso->year() / date->value.iso->month();
    date->value.iso.reset();
    date->value.problem = DateProblem::DayUnread;
    date->value.whole = said;
    date->text = said;
    return date;
}

std::optional<year> find_year_meant(std::string_view text, year read, year_month_day today) {
    constexpr int kGeneration = 30;
    if (read <= today.year()) return std::nullopt;
    const std::string ahead = std::to_string(int{read} + kBuddhistOffset);
    std::optional<year> meant;
    for (auto digits = next_digits(text, 0); digits; digits = next_digits(text, digits->end)) {
        const year named{static_cast<int>(digits->value) - kBuddhistOffset};
        if (digits->count != 4 || named > today.year() || named < today.year() - years{kGeneration}) continue;
        const std::string other = std::to_string(digits->value);
        const auto same = std::inner_product(other.begin(), other.end(), ahead.begin(), 0, std::plus<>(),
                                             std::equal_to<>());
        if (same != 3) continue;
        if (meant && *meant != named) return std::nullopt;
        meant = named;
    }
    return meant;
}

}  // namespace saraban
