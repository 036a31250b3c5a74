#include "pipeline/ocr/read_line.h"

#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace saraban {
namespace {

/// Vowels and marks that cannot begin a word: they belong to the letter before them.
bool begins_with_mark(std::string_view text) {
    static constexpr std::array<std::string_view, 20> kMarks = {"ะ", "ั",  "า", "ำ", "ิ", "ี", "ึ", "ื", "ุ", "ู",
                                                                "ฺ",  "ๅ", "็",  "่",  "้", "๊", "๋", "์", "ํ", "๎"};
    return std::any_of(kMarks.begin(), kMarks.end(),
                       [&](std::string_view mark) { return text.starts_with(mark); });
}

bool is_latin_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Bytes at `at` of a Thai digit, or of the Latin letter that looks like the Thai zero; 0 for anything else.
std::size_t length_in_thai_number(std::string_view text, std::size_t at) {
    if (text[at] == 'o' || text[at] == 'O') return 1;
    const std::string_view next = text.substr(at, 3);
    return next >= "๐" && next <= "๙" ? next.size() : 0;
}

/// o among Thai digits is their zero: the two look alike, and nobody writes the letter there. `Covid๑๙` has
/// other letters around its o and stays.
std::string with_thai_zeros(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && length_in_thai_number(text, end) != 0)
            end += length_in_thai_number(text, end);
        const std::string_view run = text.substr(at, std::max<std::size_t>(1, end - at));
        const bool number = run.find_first_not_of("oO") != std::string_view::npos &&
                            (at == 0 || !is_latin_letter(text[at - 1])) &&
                            (end >= text.size() || !is_latin_letter(text[end]));
        for (const char c : run) {
            if (number && (c == 'o' || c == 'O'))
                out += "๐";
            else
                out += c;
        }
        at += run.size();
    }
    return out;
}

/// Doubts about digits of `word`, with the places that the digits have in its normal form `text`. Absent when
/// it is not clear which they are.
DoubtfulDigits doubts_in(const ReadWord& word, std::string_view text) {
    if (!word.doubts || word.doubts->empty()) return word.doubts;
    const std::vector<std::size_t> before = places_of_digits(word.text), after = places_of_digits(text);
    if (before.size() != after.size()) return std::nullopt;
    std::vector<DoubtfulDigit> out;
    for (const DoubtfulDigit& doubt : *word.doubts) {
        const auto found = std::ranges::find(before, doubt.at);
        if (found == before.end()) return std::nullopt;
        out.push_back(
            {.at = after[static_cast<std::size_t>(found - before.begin())], .others = doubt.others});
    }
    return out;
}

/// Pieces joined where normal form must see both sides.
std::vector<ReadWord> joined(const std::vector<ReadWord>& words) {
    std::vector<ReadWord> result;
    for (const ReadWord& word : words) {
        if (word.text.empty()) continue;
        if (!result.empty() && !result.back().pen && begins_with_mark(word.text)) {
            // it begins with a mark, so its digits are its own
            for (std::size_t i = 0; word.doubts && i < word.doubts->size() && result.back().doubts; ++i)
                result.back().doubts->push_back({.at = (*word.doubts)[i].at + result.back().text.size(),
                                                 .others = (*word.doubts)[i].others});
            if (!word.doubts) result.back().doubts.reset();
            result.back().text += word.text;
            result.back().box = unite(result.back().box, word.box);
            result.back().confidence = std::min(result.back().confidence, word.confidence);
        } else {
            result.push_back(word);
        }
    }
    return result;
}

}  // namespace

Line make_line(int page, const std::vector<ReadWord>& words) {
    Line line;
    line.page = page;
    for (const ReadWord& word : joined(words)) {
        const std::string text = with_thai_zeros(squeeze(normalise(word.text)));
        if (text.empty()) continue;
        if (!line.text.empty() && word.blank_before) line.text += ' ';
        const std::size_t begin = line.text.size();
        line.text += text;
        DoubtfulDigits doubts = doubts_in(word, text);
        for (std::size_t i = 0; doubts && i < doubts->size(); ++i)
            (*doubts)[i].at += begin;
        line.words.push_back({.begin = begin,
                              .end = line.text.size(),
                              .box = word.box,
                              .confidence = std::clamp(word.confidence, 0.0F, 1.0F),
                              .pen = word.pen,
                              .readings = word.readings,
                              .doubts = std::move(doubts)});
        line.box = line.box ? unite(*line.box, word.box) : word.box;
    }
    return line;
}

}  // namespace saraban
