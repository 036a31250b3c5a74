#include "extractors/person_name.h"

#include "extractors/scan.h"

#include <algorithm>

namespace saraban {
namespace {

constexpr std::string_view kDesignate = "ว่าที่";
constexpr std::string_view kFemale = "หญิง";
constexpr std::string_view kOf = "ณ";  ///< of families named after a town: ณ ระนอง
constexpr std::size_t kShortestWord = 2, kLongestWord = 24;  ///< characters of a name

bool starts_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

struct Title {
    std::size_t end = 0;
    bool rank = false;
};

bool begins_office(std::string_view rest, const NameTitle& title) {
    return std::any_of(title.not_before.begin(), title.not_before.end(),
                       [&](const std::string& word) { return starts_with(rest, word); });
}

/// The longest title at `at`; titles may follow each other: ว่าที่ พันตรี ดร.
std::optional<Title> one_title(std::string_view text, std::size_t at, const Vocabulary& vocabulary) {
    const std::string_view rest = text.substr(at);
    std::optional<Title> longest;
    const auto consider = [&](const std::string& word, const NameTitle& title) {
        if (!starts_with(rest, word) || begins_office(rest.substr(word.size()), title)) return;
        if (!longest || at + word.size() > longest->end) longest = Title{at + word.size(), title.rank};
    };
    for (const NameTitle& title : vocabulary.titles) {
        consider(title.title, title);
        for (const std::string& word : title.abbreviated)
            consider(word, title);
    }
    if (longest && longest->rank && starts_with(text.substr(longest->end), kFemale))
        longest->end += kFemale.size();
    return longest;
}

std::optional<Title> titles_at(std::string_view text, std::size_t at, const Vocabulary& vocabulary) {
    std::size_t from = at;
    const bool designate = starts_with(text.substr(at), kDesignate);
    if (designate) from = skip_blanks(text, at + kDesignate.size());
    auto title = one_title(text, from, vocabulary);
    if (!title || (designate && !title->rank)) return std::nullopt;
    while (const auto more = one_title(text, skip_blanks(text, title->end), vocabulary)) {
        title->end = more->end;
        title->rank = title->rank || more->rank;
    }
    return title;
}

/// A word of Thai letters from `at` on, if it is as long as a name.
std::optional<std::size_t> name_word(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_thai_letter_at(text, end))
        end += 3;
    const std::size_t count = (end - at) / 3;
    if (count < kShortestWord || count > kLongestWord || is_thai_mark_at(text, at)) return std::nullopt;
    return end;
}

/// Given and family name, with ณ and a third word where there is one.
std::optional<std::size_t> names_end(std::string_view text, std::size_t at) {
    const auto given = name_word(text, at);
    if (!given) return std::nullopt;
    std::size_t next = skip_blanks(text, *given);
    if (next == *given) return std::nullopt;
    if (starts_with(text.substr(next), kOf)) {
        const std::size_t place = skip_blanks(text, next + kOf.size());
        if (place > next + kOf.size()) return name_word(text, place);
    }
    const auto family = name_word(text, next);
    if (!family) return std::nullopt;
    next = skip_blanks(text, *family);
    if (next > *family && starts_with(text.substr(next), kOf)) {
        const std::size_t place = skip_blanks(text, next + kOf.size());
        const auto end = place > next + kOf.size() ? name_word(text, place) : std::nullopt;
        if (end) return end;
    }
    return family;
}

}  // namespace

std::optional<Found<PersonName>> person_at_start(std::string_view text, const Vocabulary& vocabulary,
                                                 bool title_needed) {
    const auto title = titles_at(text, 0, vocabulary);
    if (!title && title_needed) return std::nullopt;
    const std::size_t begin = title ? skip_blanks(text, title->end) : 0;
    const auto end = names_end(text, begin);
    if (!end) return std::nullopt;
    PersonName name;
    if (title) name.title = text.substr(0, title->end);
    name.bare = text.substr(begin, *end - begin);
    name.rank = title && title->rank;
    return Found<PersonName>{name, text.substr(0, *end)};
}

std::optional<Found<PersonName>> find_person_name(std::string_view text, const Vocabulary& vocabulary) {
    for (std::size_t at = 0; at < text.size(); at += character_length(text, at)) {
        if (!is_thai_letter_at(text, at) || is_thai_mark_at(text, at)) continue;
        // A title begins a word, or follows the verb that hands something to its bearer.
        const bool begins = at == 0 || !is_thai_letter_at(text, character_before(text, at));
        const std::string_view before = text.substr(0, at);
        const bool handed = before.size() >= 9 && (before.substr(before.size() - 9) == "ให้" ||
                                                   before.substr(before.size() - 9) == "มาย");
        if (!begins && !handed) continue;
        if (auto person = person_at_start(text.substr(at), vocabulary, true)) return person;
    }
    return std::nullopt;
}

bool is_rank(std::string_view text, const Vocabulary& vocabulary) {
    text = trim(text);
    const auto title = titles_at(text, 0, vocabulary);
    return title && title->rank && title->end == text.size();
}

}  // namespace saraban
