#include "extractors/quantity.h"

#include "extractors/scan.h"

namespace saraban {
namespace {

constexpr std::string_view kLabel = "จำนวน";
constexpr std::string_view kBadLabel = "จํานวน";  ///< sara am in two parts, before normalisation

struct Unit {
    std::string_view word;
    std::size_t end = 0;
};

std::optional<Unit> unit_at(std::string_view text, std::size_t at, const Vocabulary& vocabulary) {
    std::optional<Unit> longest;
    for (const std::string& unit : vocabulary.units) {
        if (text.substr(at, unit.size()) != unit || (longest && longest->word.size() >= unit.size()))
            continue;
        longest = Unit{unit, at + unit.size()};
    }
    if (longest && is_thai_mark_at(text, longest->end)) return std::nullopt;
    return longest;
}

/// Digits and a unit from `at` on.
std::optional<Found<Quantity>> count_at(std::string_view text, std::size_t begin, std::size_t at,
                                        const Vocabulary& vocabulary) {
    const auto digits = digits_at(text, at);
    if (!digits || digits->count > 4) return std::nullopt;
    const auto unit = unit_at(text, skip_blanks(text, digits->end), vocabulary);
    if (!unit) return std::nullopt;
    return Found<Quantity>{{static_cast<int>(digits->value), std::string(unit->word)},
                           text.substr(begin, unit->end - begin)};
}

}  // namespace

std::optional<Found<Quantity>> find_quantity(std::string_view text, const Vocabulary& vocabulary) {
    std::optional<Found<Quantity>> last;
    for (const std::string_view label : {kLabel, kBadLabel})
        for (std::size_t at = find_word(text, label); at != std::string_view::npos;
             at = find_word(text, label, at + 1))
            if (auto found = count_at(text, at, skip_blanks(text, at + label.size()), vocabulary))
                last = found;
    if (last) return last;
    // Without the word: only at the very end, after a blank.
    for (auto digits = next_digits(text, 0); digits; digits = next_digits(text, digits->end)) {
        const bool apart =
            digits->begin == 0 || blank_length(text, character_before(text, digits->begin)) != 0;
        auto found = apart ? count_at(text, digits->begin, digits->begin, vocabulary) : std::nullopt;
        if (found && skip_blanks(text, offset_of(text, found->text) + found->text.size()) == text.size())
            last = found;
    }
    return last;
}

}  // namespace saraban
