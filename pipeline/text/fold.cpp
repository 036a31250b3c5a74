#include "pipeline/text/fold.h"

#include "pipeline/text/narrow.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <optional>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace saraban {
namespace {

constexpr int kBuddhistEra = 543;

/// A character and where it stands in the text.
struct Glyph {
    char32_t c = 0;
    std::uint32_t begin = 0, end = 0;
};

enum class Kind { Thai, Abbreviated, Number, Latin };

struct Token {
    std::string_view text;  ///< of the text that is folded, or made
    Kind kind = Kind::Thai;
    std::size_t begin = 0, end = 0;
    char before =
        0;  ///< `/`, `-` or `.` if nothing but that stands between this token and the last, else ' '
};

/// Tokens, and the texts of those that are not written as they are folded.
struct Tokens {
    std::vector<Token> list;
    std::deque<std::string> made;

    std::string_view keep(std::string text) { return made.emplace_back(std::move(text)); }
};

bool is_digit(char32_t c) {
    return (c >= U'0' && c <= U'9') || (c >= 0x0E50 && c <= 0x0E59);
}
char digit_of(char32_t c) {
    return static_cast<char>(c >= 0x0E50 ? '0' + (c - 0x0E50) : c);
}
bool is_consonant(char32_t c) {
    return c >= 0x0E01 && c <= 0x0E2E;
}
/// Letters and marks of Thai words; not ฯ, ๆ, ฿ and digits.
bool is_thai(char32_t c) {
    return c >= 0x0E01 && c <= 0x0E4E && c != 0x0E2F && c != 0x0E3F && c != 0x0E46;
}
constexpr char32_t kPaiyannoi = 0x0E2F;
constexpr char32_t kMaiyamok = 0x0E46;
bool is_letter(char32_t c) {
    if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9');
    return c != kPaiyannoi && c != kMaiyamok && u_isalnum(static_cast<UChar32>(c)) != 0;
}

/// REQUIRES: valid UTF-8.
std::vector<Glyph> glyphs_of(std::string_view text) {
    std::vector<Glyph> out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t c = length == 1 ? lead : lead & (0x7FU >> length);
        for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
            c = (c << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        const std::size_t end = std::min(i + length, text.size());
        out.push_back(
            {.c = c, .begin = static_cast<std::uint32_t>(i), .end = static_cast<std::uint32_t>(end)});
        i = end;
    }
    return out;
}

void append_utf8(std::string& out, char32_t c) {
    icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(out);
}

/// Cuts a text into tokens; what they mean together is found out later.
class Scanner {
public:
    /// Without a breaker Thai stays in runs.
    Scanner(std::string_view text, WordBreaker* breaker)
        : text_(text), glyphs_(glyphs_of(text)), breaker_(breaker) {}

    Tokens scan() {
        tokens_.list.reserve(glyphs_.size() / 4 + 1);
        while (at_ < glyphs_.size()) {
            const char32_t c = glyphs_[at_].c;
            if (is_digit(c))
                number();
            else if (is_thai(c))
                thai();
            else if (is_letter(c))
                latin();
            else
                at_ += c == kPaiyannoi && peek(at_ + 1) == U'ล' && peek(at_ + 2) == kPaiyannoi ? 3 : 1;
        }
        return std::move(tokens_);
    }

private:
    [[nodiscard]] char32_t peek(std::size_t i) const { return i < glyphs_.size() ? glyphs_[i].c : 0; }

    [[nodiscard]] std::string_view text_of(std::size_t from, std::size_t to) const {
        return text_.substr(glyphs_[from].begin, glyphs_[to - 1].end - glyphs_[from].begin);
    }

    void push(std::string_view text, Kind kind, std::size_t from, std::size_t to) {
        char before = ' ';
        if (from == last_ + 1 && last_ > 0) {
            const char32_t c = glyphs_[last_].c;
            if (c == '/' || c == '-' || c == '.') before = static_cast<char>(c);
        }
        last_ = to;
        tokens_.list.push_back({.text = text,
                                .kind = kind,
                                .begin = glyphs_[from].begin,
                                .end = glyphs_[to - 1].end,
                                .before = before});
    }

    /// `0801.4`, `10,000`: dots stay, commas between three digits go.
    void number() {
        const std::size_t from = at_;
        std::string digits;
        for (; at_ < glyphs_.size(); ++at_) {
            const char32_t c = glyphs_[at_].c;
            if (is_digit(c))
                digits += digit_of(c);
            else if (c == '.' && is_digit(peek(at_ + 1)))
                digits += '.';
            else if (!(c == ',' && is_digit(peek(at_ + 1)) && is_digit(peek(at_ + 2)) &&
                       is_digit(peek(at_ + 3))))
                break;
        }
        push(tokens_.keep(std::move(digits)), Kind::Number, from, at_);
    }

    void latin() {
        const std::size_t from = at_;
        std::string letters;
        for (; at_ < glyphs_.size() && is_letter(glyphs_[at_].c) && !is_thai(glyphs_[at_].c) &&
               !is_digit(glyphs_[at_].c);
             ++at_)
            append_utf8(letters, static_cast<char32_t>(u_tolower(static_cast<UChar32>(glyphs_[at_].c))));
        push(tokens_.keep(std::move(letters)), Kind::Latin, from, at_);
    }

    [[nodiscard]] std::size_t end_of_thai(std::size_t from) const {
        while (from < glyphs_.size() && is_thai(glyphs_[from].c))
            ++from;
        return from;
    }

    /// The end of `อ.บ.ต.` or `ม.ค.` or `สถ.`: pieces of one to four letters, each with its dot; the last of
    /// several may lack it. `from` when there is none.
    [[nodiscard]] std::size_t end_of_dotted(std::size_t from) const {
        std::size_t end = from;
        for (std::size_t i = from; i < glyphs_.size() && is_thai(glyphs_[i].c);) {
            const std::size_t piece = end_of_thai(i);
            const bool dot = peek(piece) == '.';
            const std::size_t longest = i == from ? 4 : 2;
            if (piece - i > longest || (!dot && (i == from || !all_consonants(i, piece)))) break;
            end = piece + (dot ? 1 : 0);
            if (!dot) break;
            i = piece + 1;
        }
        return end;
    }

    [[nodiscard]] bool all_consonants(std::size_t from, std::size_t to) const {
        return std::all_of(glyphs_.begin() + static_cast<std::ptrdiff_t>(from),
                           glyphs_.begin() + static_cast<std::ptrdiff_t>(to),
                           [](const Glyph& g) { return is_consonant(g.c); });
    }

    void thai() {
        const std::size_t from = at_;
        if (const std::size_t end = end_of_dotted(from); end > from) {
            std::string letters;
            for (std::size_t i = from; i < end; ++i)
                if (glyphs_[i].c != '.') append_utf8(letters, glyphs_[i].c);
            at_ = end;
            push(tokens_.keep(std::move(letters)), Kind::Abbreviated, from, end);
            return;
        }
        const std::size_t end = at_ = end_of_thai(from);
        const std::size_t label = end_of_label(from, end);
        if (label > from) push(text_of(from, label), Kind::Thai, from, label);
        // Consonants alone are an abbreviation or a short word: the dictionary would only tear them.
        if (end - label <= 4 && all_consonants(label, end))
            push(text_of(label, end), Kind::Abbreviated, label, end);
        else if (breaker_ == nullptr)
            push(text_of(label, end), Kind::Thai, label, end);
        else
            words(label, end);
    }

    /// `ที่มท ๐๘๐๑`: a label stuck to the letters of a document number.
    [[nodiscard]] std::size_t end_of_label(std::size_t from, std::size_t end) const {
        std::size_t number = end;
        while (peek(number) == ' ' || peek(number) == '.')
            ++number;
        if (!is_digit(peek(number))) return from;
        const std::string_view run = text_of(from, end);
        for (const std::string_view label : {"ที่", "เลขที่"}) {
            const std::size_t after = from + (label.size() / 3);
            if (run.starts_with(label) && end >= after + 2 && end <= after + 3 && all_consonants(after, end))
                return after;
        }
        return from;
    }

    void words(std::size_t from, std::size_t to) {
        run_.clear();
        for (std::size_t i = from; i < to; ++i)
            run_ += static_cast<char16_t>(glyphs_[i].c);
        std::size_t begin = from;
        for (const int word : breaker_->ends(run_)) {
            const std::size_t end = from + static_cast<std::size_t>(word);
            push(text_of(begin, end), Kind::Thai, begin, end);
            begin = end;
        }
    }

    std::string_view text_;
    std::vector<Glyph> glyphs_;
    WordBreaker* breaker_;
    Tokens tokens_;
    std::u16string run_;
    std::size_t at_ = 0;
    std::size_t last_ = 0;  ///< end of the last token
};

constexpr std::array<std::string_view, 12> kMonths{"มกราคม",  "กุมภาพันธ์", "มีนาคม",    "เมษายน",
                                                   "พฤษภาคม", "มิถุนายน",  "กรกฎาคม",  "สิงหาคม",
                                                   "กันยายน",  "ตุลาคม",   "พฤศจิกายน", "ธันวาคม"};
constexpr std::array<std::string_view, 12> kShortMonths{"มค", "กพ", "มีค", "เมย", "พค", "มิย",
                                                        "กค", "สค", "กย", "ตค",  "พย", "ธค"};

/// 1..12, or 0.
int month_of(const Token& token) {
    if (token.kind == Kind::Number || token.kind == Kind::Latin) return 0;
    // Most words are neither as long as the name of a month nor as long as เมย, the longest of the short
    // ones.
    if (token.text.size() < kMonths[0].size() && token.text.size() > kShortMonths[3].size()) return 0;
    if (token.text.size() < kShortMonths[0].size()) return 0;
    for (std::size_t i = 0; i < kMonths.size(); ++i)
        if (token.text == kMonths[i] || token.text == kShortMonths[i]) return static_cast<int>(i) + 1;
    return 0;
}

/// The value of a number of one to `digits` digits.
std::optional<int> value_of(const Token& token, std::size_t digits) {
    if (token.kind != Kind::Number || token.text.empty() || token.text.size() > digits) return std::nullopt;
    int value = 0;
    for (const char c : token.text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

bool is_day(const Token& token) {
    const auto value = value_of(token, 2);
    return value && *value >= 1 && *value <= 31;
}

/// Gregorian year of `2569`, `2026` or, in a date, `69`; 0 for no year.
int year_of(const Token& token, bool in_date) {
    const auto value = value_of(token, 4);
    if (!value) return 0;
    if (token.text.size() == 4 && *value >= 2400 && *value < 2700) return *value - kBuddhistEra;
    if (token.text.size() == 4 && *value >= 1900 && *value < 2200) return *value;
    if (in_date && token.text.size() == 2) return 2500 + *value - kBuddhistEra;
    return 0;
}

bool is_era(const Token& token) {
    return token.kind == Kind::Abbreviated && (token.text == "พศ" || token.text == "คศ");
}

void write_date(Tokens& tokens, Token& day, Token& month, Token& year, int month_number, int year_number) {
    day.text = tokens.keep(std::to_string(*value_of(day, 2)));
    month.text = kMonths[static_cast<std::size_t>(month_number) - 1];
    month.kind = Kind::Thai;
    year.text = tokens.keep(std::to_string(year_number));
}

/// `5/2/69`, `5-2-2569`, `2026-02-05`: three numbers become day, month and year, in this order.
bool fold_numeric_date(Tokens& tokens, Token& a, Token& b, Token& c) {
    if (b.before != c.before || (b.before != '/' && b.before != '-')) return false;
    const auto month = value_of(b, 2);
    if (!month || *month < 1 || *month > 12) return false;
    if (a.text.size() == 4 && year_of(a, false) > 0 && is_day(c)) {
        const int year = year_of(a, false);
        std::swap(a, c);
        write_date(tokens, a, b, c, *month, year);
        return true;
    }
    const int year = year_of(c, true);
    if (!is_day(a) || year == 0) return false;
    write_date(tokens, a, b, c, *month, year);
    return true;
}

/// `5.2.2569` was read as one number.
void split_dotted_dates(Tokens& tokens) {
    auto& list = tokens.list;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].kind != Kind::Number) continue;
        const std::string_view text = list[i].text;
        const auto first = text.find('.'), second = text.find('.', first + 1);
        if (second == std::string_view::npos || text.size() - second != 5) continue;
        Token day = list[i], month = list[i], year = list[i];
        day.text = text.substr(0, first);
        month.text = text.substr(first + 1, second - first - 1);
        year.text = text.substr(second + 1);
        month.before = year.before = '/';
        if (!fold_numeric_date(tokens, day, month, year)) continue;
        list[i] = day;
        list.insert(list.begin() + static_cast<std::ptrdiff_t>(i) + 1, {month, year});
        i += 2;
    }
}

/// Months and years, wherever they stand: `ก.พ. ๖๙`, `กุมภาพันธ์ ๒๕๖๙`, `พ.ศ. ๒๕๖๙`.
void fold_dates(Tokens& tokens) {
    auto& list = tokens.list;
    const auto write_number = [&](Token& token, int number) {
        token.text = tokens.keep(std::to_string(number));
    };
    std::erase_if(list, is_era);
    split_dotted_dates(tokens);
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i + 2 < list.size() && fold_numeric_date(tokens, list[i], list[i + 1], list[i + 2])) i += 2;
        if (const int year = year_of(list[i], false); list[i].kind == Kind::Number && year > 0)
            write_number(list[i], year);
        const int month = month_of(list[i]);
        if (month == 0) continue;
        const bool after_day = i > 0 && is_day(list[i - 1]);
        const int year = i + 1 < list.size() ? year_of(list[i + 1], after_day) : 0;
        if (list[i].kind == Kind::Abbreviated && !after_day && year == 0) continue;
        list[i].text = kMonths[static_cast<std::size_t>(month) - 1];
        list[i].kind = Kind::Thai;
        if (after_day) write_number(list[i - 1], *value_of(list[i - 1], 2));
        if (year > 0) write_number(list[++i], year);
    }
}

}  // namespace

Folder::Folder(const std::vector<Abbreviation>& abbreviations) {
    for (const auto& [brief, full] : abbreviations)
        for (auto& word : literal_words(normalise(full)))
            full_[normalise(brief)].push_back(std::move(word.text));
}

void Folder::fold(std::string_view text, const How& how, const auto& visit) {
    Tokens tokens = Scanner(text, how.cut_words ? &breaker_ : nullptr).scan();
    fold_dates(tokens);
    const auto& list = tokens.list;
    for (std::size_t i = 0; i < list.size(); ++i) {
        // Before a number the letters are those of a document number: มท ๐๘๐๑.
        const bool in_number = i + 1 < list.size() && list[i + 1].kind == Kind::Number;
        const bool brief = how.write_out && list[i].kind == Kind::Abbreviated && !in_number;
        const auto full = brief ? full_.find(std::string(list[i].text)) : full_.end();
        if (full == full_.end())
            visit(list[i].text, list[i].begin, list[i].end);
        else
            for (const auto& word : full->second)
                visit(std::string_view(word), list[i].begin, list[i].end);
    }
}

std::vector<FoldedWord> Folder::words_of(std::string_view text, const How& how) {
    std::vector<FoldedWord> out;
    fold(text, how, [&](std::string_view word, std::size_t begin, std::size_t end) {
        out.push_back({.text = std::string(word), .begin = begin, .end = end});
    });
    return out;
}

std::vector<FoldedWord> Folder::words(std::string_view text) {
    return words_of(text, {.cut_words = true, .write_out = true});
}

std::vector<FoldedWord> Folder::literal_words(std::string_view text) {
    return words_of(text, {.cut_words = true, .write_out = false});
}

std::string Folder::joined_words(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    fold(text, {.cut_words = true, .write_out = true}, [&](std::string_view word, std::size_t, std::size_t) {
        if (!out.empty()) out += ' ';
        out += word;
    });
    return out;
}

FoldedLetters Folder::letters(std::string_view text) {
    FoldedLetters out;
    fold(text, {.cut_words = false, .write_out = true},
         [&](std::string_view run, std::size_t begin, std::size_t end) {
             const std::string letters = narrow(run);
             // A run is all Thai, three bytes a letter, or all ASCII; what else there may be is not taken
             // apart.
             const std::size_t length = letters.size() == run.size() ? 1 : 3;
             const bool as_written =
                 letters.find(kForeign) == std::string::npos && text.substr(begin, end - begin) == run;
             for (std::size_t i = 0; i < letters.size(); ++i) {
                 const std::size_t at = begin + i * length;
                 out.begin.push_back(static_cast<std::uint32_t>(as_written ? at : begin));
                 out.end.push_back(static_cast<std::uint32_t>(as_written ? at + length : end));
             }
             out.text += letters;
         });
    return out;
}

std::string Folder::line(std::string_view text) {
    return joined_words(normalise(text));
}

}  // namespace saraban
