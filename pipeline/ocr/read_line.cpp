#include "pipeline/ocr/read_line.h"

#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace saraban {
namespace {

/// Vowels and marks that cannot begin a word: they belong to the letter before them.
bool begins_with_mark(std::string_view text) {
    static constexpr std::array<std::string_view, 20> kMarks = {"ะ", "ั",  "า", "ำ", "ิ", "ี", "ึ", "ื", "ุ", "ู",
                                                                "ฺ",  "ๅ", "็",  "่",  "้", "๊", "๋", "์", "ํ", "๎"};
    return std::any_of(kMarks.begin(), kMarks.end(),
                       [&](std::string_view mark) { return text.starts_with(mark); });
}

/// Pieces joined where normal form must see both sides.
std::vector<ReadWord> joined(const std::vector<ReadWord>& words) {
    std::vector<ReadWord> result;
    for (const ReadWord& word : words) {
        if (word.text.empty()) continue;
        if (!result.empty() && !result.back().pen && begins_with_mark(word.text)) {
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
        const std::string text = squeeze(normalise(word.text));
        if (text.empty()) continue;
        if (!line.text.empty() && word.blank_before) line.text += ' ';
        const std::size_t begin = line.text.size();
        line.text += text;
        line.words.push_back({.begin = begin,
                              .end = line.text.size(),
                              .box = word.box,
                              .confidence = std::clamp(word.confidence, 0.0F, 1.0F),
                              .pen = word.pen,
                              .readings = word.readings});
        line.box = line.box ? unite(*line.box, word.box) : word.box;
    }
    return line;
}

}  // namespace saraban
