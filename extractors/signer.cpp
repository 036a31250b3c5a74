#include "extractors/signer.h"

#include "extractors/person_name.h"
#include "extractors/scan.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>

namespace saraban {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t kMostTitleLines = 5;

struct Name {
    LinePart part;
    std::string_view rest;  ///< of its line
    std::size_t last = 0;   ///< line on which the name ends
};

/// The text between the parentheses of the line; what OCR makes of them counts too.
std::optional<Name> name_in_parentheses(const Lines& lines, std::size_t index, const Vocabulary& vocabulary) {
    const std::string_view line = lines[index];
    const std::size_t open = line.find_first_of("([{");
    if (open == std::string_view::npos) return std::nullopt;
    const std::size_t close = line.find_first_of(")]}", open);
    const bool closed = close != std::string_view::npos;
    const std::string_view inside =
        trim(line.substr(open + 1, closed ? close - open - 1 : std::string_view::npos));
    const auto person = person_at_start(inside, vocabulary, false);
    if (!person || person->text.size() != inside.size()) return std::nullopt;
    return Name{{index, inside}, closed ? line.substr(close + 1) : line.substr(line.size()), index};
}

std::optional<Name> bare_name(const Lines& lines, std::size_t index, const Vocabulary& vocabulary) {
    std::string_view line = trim(lines[index]);
    for (const std::string_view word : {"(ลงชื่อ)", "(ลงนาม)", "ลงชื่อ", "ลงนาม"})
        if (line.substr(0, word.size()) == word) line = trim(line.substr(word.size()));
    const auto person = person_at_start(line, vocabulary, true);
    if (!person || person->text.size() != line.size()) return std::nullopt;
    return Name{{index, line}, line.substr(line.size()), index};
}

std::optional<Name> find_name(const Lines& lines, const Vocabulary& vocabulary) {
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (auto name = name_in_parentheses(lines, i, vocabulary)) return name;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (auto name = bare_name(lines, i, vocabulary)) return name;
    return std::nullopt;
}

/// The owner's block, a stamp or a note begins here.
bool ends_signature(std::string_view line) {
    static constexpr std::array<std::string_view, 10> kStarts{"โทร",  "สำเนา", "ผู้ประสาน", "เรียน",       "ที่ ",
                                                              "เรื่อง", "วันที่",   "ทราบ",    "สิ่งที่ส่งมาด้วย", "- "};
    line = trim(line);
    if (line.find('@') != std::string_view::npos || line.find("โทร.") != std::string_view::npos) return true;
    if (!line.empty() && (line.front() == '(' || digit_length(line, 0) != 0)) return true;
    return std::any_of(kStarts.begin(), kStarts.end(),
                       [&](std::string_view start) { return line.substr(0, start.size()) == start; });
}

/// A line that is nothing but a rank, right above the name or its signature.
std::optional<LinePart> rank_above(const Lines& lines, std::size_t name, const Vocabulary& vocabulary) {
    for (std::size_t i = name; i-- > 0;)
        if (is_rank(lines[i], vocabulary)) return LinePart{i, trim(lines[i])};
    return std::nullopt;
}

struct Acting {
    std::size_t begin = 0, end = 0;
};

/// The word of acting for another in `text`: the first, of those the longest. แทน alone must be a word: not
/// ผู้แทน.
std::optional<Acting> acting_word(std::string_view text, const std::vector<std::string>& words) {
    std::optional<Acting> best;
    for (const std::string& word : words) {
        for (std::size_t at = find_word(text, word); at != std::string_view::npos;
             at = find_word(text, word, at + 1)) {
            const bool apart = at == 0 || blank_length(text, character_before(text, at)) != 0;
            if (word == "แทน" && !apart) continue;
            const Acting found{at, at + word.size()};
            if (!best || found.begin < best->begin || (found.begin == best->begin && found.end > best->end))
                best = found;
            break;
        }
    }
    return best;
}

std::optional<std::string> text_or_none(std::string_view text) {
    std::string squeezed = squeeze(text);
    if (squeezed.empty()) return std::nullopt;
    return squeezed;
}

void set_titles(Signer& signer, const std::string& titles, const std::vector<std::string>& words) {
    const auto acting = acting_word(titles, words);
    if (!acting) {
        signer.title = text_or_none(titles);
        return;
    }
    const std::string_view text = titles;
    signer.title = text_or_none(text.substr(0, acting->begin));
    signer.acting_mode = std::string(text.substr(acting->begin, acting->end - acting->begin));
    signer.acting_for = text_or_none(text.substr(acting->end));
}

}  // namespace

std::optional<FoundInLines<Signer>> find_signer(const Lines& lines, const Vocabulary& vocabulary) {
    const auto name = find_name(lines, vocabulary);
    if (!name) return std::nullopt;
    FoundInLines<Signer> found;
    found.value.name = squeeze(name->part.text);
    found.parts.push_back(name->part);
    if (const auto rank = rank_above(lines, name->part.line, vocabulary)) {
        found.value.rank = std::string(rank->text);
        found.parts.push_back(*rank);
    }
    std::string titles(trim(name->rest));
    if (!titles.empty()) found.parts.push_back({name->part.line, trim(name->rest)});
    for (std::size_t i = name->last + 1; i < lines.size() && i <= name->last + kMostTitleLines; ++i) {
        if (trim(lines[i]).empty()) continue;
        if (ends_signature(lines[i])) break;
        titles += titles.empty() ? "" : " ";
        titles += trim(lines[i]);
        found.parts.push_back({i, trim(lines[i])});
    }
    set_titles(found.value, titles, vocabulary.acting);
    return found;
}

}  // namespace saraban
