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

/// The end of what may be a number that begins at `begin`: Thai digits, the Latin letters that look like
/// their zero, and signs between them.
std::size_t end_of_thai_number(std::string_view text, std::size_t begin) {
    std::size_t end = begin;
    for (std::size_t at = begin; at < text.size();) {
        const std::string_view next = text.substr(at, 3);
        if (next >= "๐" && next <= "๙")
            at += next.size();
        else if (text[at] == 'o' || text[at] == 'O')
            ++at;
        else if (at == end && at != begin &&
                 std::string_view(",.-/").find(text[at]) != std::string_view::npos) {
            ++at;
            continue;
        } else
            break;
        end = at;
    }
    return end;
}

/// Where o stands for the Thai zero: the two look alike, and in a number nobody writes the letter. `Covid๑๙`
/// and `no.๑` have other letters beside it.
std::vector<std::size_t> places_of_zeros(std::string_view text) {
    std::vector<std::size_t> out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = end_of_thai_number(text, at);
        const std::string_view number = text.substr(at, end - at);
        if (number.find_first_not_of("oO,.-/") != std::string_view::npos &&
            (at == 0 || !is_latin_letter(text[at - 1])) &&
            (end >= text.size() || !is_latin_letter(text[end])))
            for (std::size_t i = at; i < end; ++i)
                if (is_latin_letter(text[i])) out.push_back(i);
        at = std::max(end, at + 1);
    }
    return out;
}

/// The words with Thai zeros for the letter o in Thai numbers, of which the engine makes words of their own.
std::vector<ReadWord> with_thai_zeros(std::vector<ReadWord> words) {
    std::string line;
    std::vector<std::size_t> begins;
    for (const ReadWord& word : words) {
        if (word.blank_before) line += ' ';
        begins.push_back(line.size());
        line += word.text;
    }
    const std::vector<std::size_t> zeros = places_of_zeros(line);
    for (auto zero = zeros.rbegin(); zero != zeros.rend(); ++zero) {
        const auto next = std::upper_bound(begins.begin(), begins.end(), *zero);
        const auto i = static_cast<std::size_t>(next - begins.begin()) - 1;
        words[i].text.replace(*zero - begins[i], 1, "๐");
        words[i].doubts.reset();  // they do not know this digit
    }
    return words;
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
    for (const ReadWord& word : joined(with_thai_zeros(words))) {
        const std::string text = squeeze(normalise(word.text));
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
