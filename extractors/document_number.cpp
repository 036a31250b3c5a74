#include "extractors/document_number.h"

#include "extractors/scan.h"
#include "extractors/thai_calendar.h"
#include "extractors/thai_date.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

namespace saraban {
namespace {

constexpr std::string_view kLabel = "ที่";
constexpr std::string_view kCircular = "ว";
constexpr std::string_view kSpecial = "พิเศษ";
constexpr int kLongestPrefix = 3;             ///< letters of a ministry, a province, กทม
constexpr int kLongestLabelledPrefix = 5;     ///< of any body, where the label says that it is a number
constexpr std::size_t kLongestCode = 14;      ///< characters
constexpr int kLongestRunning = 6;            ///< digits
constexpr std::size_t kLongestTornToken = 4;  ///< characters glued to a number that are no word
constexpr std::size_t kShortestBareCode = 4;  ///< digits of a code without dots and without a label

/// ที่ after these counts something else.
constexpr std::array<std::string_view, 16> kOtherLabels{
    "สั่งซื้อเลขที่",    "สั่งจ้างเลขที่",

    "ครั้งที่",        "ฉบับที่",      "ดำที่",      "แดงที่",    "ทะเบียนที่", "แปลงที่", "โฉนดที่",
    "มาตรฐานเลขที่", "โฉนดเลขที่",  "สัญญาเลขที่", "บ้านเลขที่", "ชุดที่",     "ข้อที่",   "หมู่ที่"};
/// Abbreviations before a number that is no document's: eras, industrial and farm standards.
constexpr std::array<std::string_view, 4> kOtherPrefixes{"พ.ศ", "ค.ศ", "มอก", "มกษ"};

/// A reader that walks forward over `text`; every step leaves `at` where it was when it does not apply.
class Cursor {
public:
    Cursor(std::string_view text, std::size_t at) : text_(text), at_(at) {}

    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] bool ends() const { return at_ >= text_.size(); }
    [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
    [[nodiscard]] std::string_view from(std::size_t begin) const { return text_.substr(begin, at_ - begin); }
    void blanks() { at_ = skip_blanks(text_, at_); }
    void back_to(std::size_t at) { at_ = at; }
    bool word(std::string_view expected) {
        if (rest().substr(0, expected.size()) != expected) return false;
        at_ += expected.size();
        return true;
    }
    std::optional<Digits> digits() {
        const auto found = digits_at(text_, at_);
        if (found) at_ = found->end;
        return found;
    }
    bool consonant() {  // ก..ฮ are E0 B8 81..AE
        if (!is_thai_letter_at(text_, at_) || text_[at_ + 1] != '\xB8') return false;
        if (static_cast<unsigned char>(text_[at_ + 2]) > 0xAE) return false;
        at_ += 3;
        return true;
    }
    bool mark() {  // that a speck can make: no vowel
        static constexpr std::array<std::string_view, 7> kSpecks{"ั", "็", "่", "้", "๋", "์", "ํ"};
        return std::ranges::any_of(kSpecks, [&](std::string_view speck) { return word(speck); });
    }
    void character() { at_ += character_length(text_, at_); }

private:
    std::string_view text_;
    std::size_t at_;
};

struct Prefix {
    std::string letters;
    int count = 0;
};

/// มท, กทม, ศ.ธ., สร.; in damaged text with one blank between the letters ("ร อ"). A prefix is consonants
/// only, so that a mark over one of them ("มัท") is dirt on the paper; passed over behind the label of a
/// number.
std::optional<Prefix> read_prefix(Cursor& in, bool spaced, bool dirty = false) {
    Prefix prefix;
    for (;;) {
        const std::size_t letter = in.at();
        if (spaced && prefix.count == 1) in.blanks();
        const std::size_t begin = in.at();
        const bool apart = begin != letter;
        if (!in.consonant() || (apart && blank_length(in.rest(), 0) == 0)) {
            in.back_to(letter);
            break;
        }
        prefix.letters += in.from(begin);
        ++prefix.count;
        if (dirty && in.mark()) dirty = false;
        in.word(".");
    }
    if (prefix.count < 2) return std::nullopt;
    return prefix;
}

/// (กวจ)
std::optional<std::string> read_committee(Cursor& in) {
    const std::size_t begin = in.at();
    in.blanks();
    std::string letters;
    if (in.word("(")) {
        for (;;) {
            in.blanks();
            const std::size_t letter = in.at();
            if (in.consonant())
                letters += in.from(letter);
            else if (!in.word("."))
                break;
        }
        if (character_count(letters) >= 2 && in.word(")")) return letters;
    }
    in.back_to(begin);
    return std::nullopt;
}

struct Code {
    std::string text;
    int first_digits = 0;
    bool dotted = false;
};

/// 0801.4, 04256.0724, 660301.26.6.2
std::optional<Code> read_code(Cursor& in) {
    const auto first = in.digits();
    if (!first) return std::nullopt;
    Code code;
    const std::size_t begin = first->begin;
    code.first_digits = first->count;
    for (;;) {
        const std::size_t end = in.at();
        if (in.word(".") && in.digits()) {
            code.dotted = true;
            continue;
        }
        in.back_to(end);
        break;
    }
    code.text = ascii_digits(in.from(begin));
    if (code.first_digits > 8 || character_count(code.text) > kLongestCode + 4) return std::nullopt;
    return code;
}

struct Tail {
    bool circular = false;
    std::string running;
    bool valid = true;
};

bool is_latin(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// What follows the running number may be a part of it that was torn off: "ว ๑ ๐๗", "๑ dod", "๑๐.๓".
bool ends_torn(std::string_view rest) {
    if (rest.empty()) return false;
    if (is_thai_letter_at(rest, 0)) {  // "๓ณต่"; "๑๐๗ลงวันที่" is two words
        std::size_t end = 0;
        while (end < rest.size() && blank_length(rest, end) == 0)
            end += character_length(rest, end);
        const std::string_view token = rest.substr(0, end);
        return character_count(token) <= kLongestTornToken || next_digits(token, 0);
    }
    if (is_latin(rest.front()) || digit_length(rest, 0) != 0) return true;
    if ((rest.front() == '.' || rest.front() == ',') && digit_length(rest, 1) != 0) return true;
    const std::size_t blank = blank_length(rest, 0);
    if (blank == 0 || blank >= rest.size()) return false;
    const std::string_view next = rest.substr(blank);
    if (is_latin(next.front())) return true;
    if (digit_length(next, 0) == 0) return false;
    // A date may follow on the same line.
    const auto day = digits_at(next, 0);
    const auto date = find_day_month(next.substr(0, std::min<std::size_t>(next.size(), 60)));
    return !(day && date && date->text.data() == next.data());
}

/// ว 6103, ว.43, พิเศษ, พิเศษ ว 12, dots of a draft.
std::optional<Tail> read_tail(Cursor& in) {
    Tail tail;
    in.blanks();
    if (in.word(kSpecial)) {
        tail.running = kSpecial;
        const std::size_t end = in.at();
        in.blanks();
        if (in.word(kCircular)) {
            in.word(".");
            in.blanks();
            if (const auto running = in.digits()) {
                tail.circular = true;
                tail.running += " " + std::string(kCircular) + " " + std::to_string(running->value);
                return tail;
            }
        }
        in.back_to(end);
        return tail;
    }
    const std::size_t slash = in.at();
    tail.circular = in.word(kCircular);
    if (tail.circular) in.word(".");
    in.blanks();
    const std::size_t begin = in.at();
    if (const auto running = in.digits()) {
        if (running->count > kLongestRunning || ends_torn(in.rest())) return std::nullopt;
        tail.running = ascii_digits(in.from(begin));
        return tail;
    }
    while (in.word(".") || in.word("…") || in.word("_")) {
    }
    if (in.at() == begin && !(in.ends() && slash <= begin)) return std::nullopt;
    return tail;
}

/// A token that was once a number: digits, and what OCR makes of digits.
std::optional<Tail> read_damaged_tail(Cursor& in) {
    Tail tail;
    in.blanks();
    tail.circular = in.word(kCircular);
    if (tail.circular) in.word(".");
    in.blanks();
    const std::size_t begin = in.at();
    int digits = 0;
    int others = 0;
    std::size_t end = begin;
    while (!in.ends() && character_count(in.from(begin)) < 8) {
        if (in.rest().substr(0, 6) == "ลง" || in.rest().substr(0, 6) == "ลว") break;
        const std::size_t here = in.at();
        if (blank_length(in.rest(), 0) != 0) {
            // One blank may stand inside, before more digits or Latin.
            in.blanks();
            if (in.ends() || (digit_length(in.rest(), 0) == 0 && !is_latin(in.rest().front()))) break;
            const auto date =
                find_day_month(in.rest().substr(0, std::min<std::size_t>(in.rest().size(), 60)));
            if (date && date->text.data() == in.rest().data()) break;
            continue;
        }
        if (in.digits()) {
            digits += 1;
        } else {
            in.character();
            others += in.from(here) == "." || in.from(here) == "," ? 0 : 1;
        }
        end = in.at();
    }
    in.back_to(end);
    if (digits == 0 || others > 3) return std::nullopt;
    tail.running = ascii_digits(in.from(begin));
    while (!tail.running.empty() && (tail.running.back() == '.' || tail.running.back() == ',')) {
        tail.running.pop_back();
        in.back_to(in.at() - 1);
    }
    tail.valid = tail.running.find_first_not_of("0123456789") == std::string::npos;
    return tail;
}

/// Up to the slash: mostly digits, at most three other characters, at most two blanks.
std::optional<Code> read_damaged_code(Cursor& in) {
    const std::size_t begin = in.at();
    int digits = 0;
    int others = 0;
    int blanks = 0;
    std::size_t end = begin;
    for (std::size_t count = 0; count <= kLongestCode && !in.ends(); ++count) {
        if (in.rest().front() == '/' || in.rest().front() == '|' || in.rest().front() == '\\') {
            if (digits < 2 || others > 3 || blanks > 2 || others > digits) return std::nullopt;
            Code code;
            code.text = without_blanks(ascii_digits(trim(in.from(begin))));
            return code;
        }
        if (digit_length(in.rest(), 0) != 0)
            ++digits;
        else if (blank_length(in.rest(), 0) != 0)
            ++blanks;
        else if (in.rest().front() != '.' && in.rest().front() != ',')
            ++others;
        in.character();
        end = in.at();
    }
    in.back_to(end);
    return std::nullopt;
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool counts_something_else(std::string_view before) {
    return std::any_of(kOtherLabels.begin(), kOtherLabels.end(),
                       [&](std::string_view label) { return ends_with(before, label); });
}

/// พ.ศ., มอก. and months are no agencies.
bool is_other_prefix(std::string_view printed) {
    if (printed.find('.') != std::string_view::npos && month_of(printed)) return true;
    return std::any_of(kOtherPrefixes.begin(), kOtherPrefixes.end(),
                       [&](std::string_view other) { return printed.substr(0, other.size()) == other; });
}

bool is_year(std::string_view ascii) {
    return ascii.size() == 4 && ascii[0] == '2' && ascii[1] >= '4' && ascii[1] <= '6';
}

std::string normal_form(const DocNumber& number) {
    std::string form = number.prefix;
    if (number.committee) form += " (" + *number.committee + ")";
    form += " " + number.code + "/";
    const bool said = number.running.find(kSpecial) != std::string::npos;
    if (number.circular && !said) form += std::string(kCircular) + " ";
    return form + number.running;
}

Found<DocNumber> make_number(std::string_view text, Prefix prefix, std::optional<std::string> committee,
                             Code code, Tail tail) {
    DocNumber number;
    number.raw = std::string(text);
    number.prefix = std::move(prefix.letters);
    number.committee = std::move(committee);
    number.code = std::move(code.text);
    number.circular = tail.circular;
    number.running = std::move(tail.running);
    number.running_valid = tail.valid;
    number.normalized = normal_form(number);
    return {std::move(number), text};
}

std::optional<Found<DocNumber>> clean_number(std::string_view text, std::size_t at, bool labelled) {
    Cursor in(text, at);
    const auto prefix = read_prefix(in, false);
    if (!prefix || prefix->count > (labelled ? kLongestLabelledPrefix : kLongestPrefix)) return std::nullopt;
    if (is_other_prefix(in.from(at))) return std::nullopt;
    auto committee = read_committee(in);
    in.blanks();
    const auto code = read_code(in);
    if (!code) return std::nullopt;
    if (!committee) committee = read_committee(in);  // นร 0403 (กน)/596
    in.blanks();
    if (!in.word("/")) return std::nullopt;
    const auto tail = read_tail(in);
    if (!tail) return std::nullopt;
    if (!labelled && !code->dotted && !tail->circular &&
        static_cast<std::size_t>(code->first_digits) < kShortestBareCode)
        return std::nullopt;
    // "พศ ๒๕๖๙/๒๕๗๐" are two years.
    if (!labelled && is_year(code->text) && (tail->running.empty() || is_year(tail->running)))
        return std::nullopt;
    if (tail->running.empty() && !labelled && !code->dotted) return std::nullopt;
    return make_number(in.from(at), *prefix, committee, *code, *tail);
}

struct Place {
    std::size_t at = 0;
    bool labelled = false;
    bool starts = false;  ///< nothing but its label stands before it, or the line may have lost that
};

std::optional<Found<DocNumber>> damaged_number(std::string_view text, const Place& place) {
    const std::size_t at = place.at;
    const bool labelled = place.labelled;
    Cursor in(text, at);
    const auto prefix = read_prefix(in, true, labelled && place.starts);
    if (!prefix || prefix->count > kLongestPrefix || is_other_prefix(in.from(at))) return std::nullopt;
    const auto committee = read_committee(in);
    in.blanks();
    if (in.ends() ||
        (digit_length(in.rest(), 0) == 0 && in.rest().front() != 'O' && in.rest().front() != 'o'))
        return std::nullopt;
    const auto code = read_damaged_code(in);
    if (!code) return std::nullopt;
    in.character();  // the slash
    const auto tail = read_damaged_tail(in);
    if (!tail) return std::nullopt;
    const bool plain = !tail->circular && code->text.find('.') == std::string::npos;
    if (!labelled && plain && (is_year(code->text) || code->text.size() < kShortestBareCode))
        return std::nullopt;
    return make_number(in.from(at), *prefix, committee, *code, *tail);
}

/// ที่ at the start of a line, its marks lost.
bool is_worn_label(std::string_view text) {
    static constexpr std::array<std::string_view, 6> kWorn{"ที", "ท", "ท่", "ทึ่", "ทิ่", "ที้"};
    return std::ranges::find(kWorn, trim(text)) != kWorn.end();
}

/// Where a number may begin: at the start, after ที่, or at a consonant that begins a word.
std::optional<Place> next_place(std::string_view text, std::size_t at) {
    for (; at < text.size(); at += character_length(text, at)) {
        const bool thai = is_thai_letter_at(text, at);
        if (!thai || is_thai_mark_at(text, at)) continue;
        const std::string_view before = text.substr(0, skip_blanks_back(text, at));
        const std::string_view first = text.substr(0, text.find(' ', at));
        if (before.empty() && is_worn_label(first) && first.size() < text.size()) continue;
        if (before.empty()) return Place{at, false, true};
        if (is_worn_label(before)) return Place{at, true, true};
        if (ends_with(before, kLabel)) {
            if (counts_something_else(before)) continue;
            return Place{at, true, trim(before) == kLabel};
        }
        if (!is_thai_letter_at(text, character_before(text, at))) return Place{at, false, false};
    }
    return std::nullopt;
}

/// Nothing is a number without a slash near, so the search jumps from one to the next.
std::size_t near_slash(std::string_view text, std::size_t at) {
    static constexpr std::size_t kReach = 90;  // bytes: longest prefix, committee and code
    const std::size_t slash = text.find_first_of("/|\\", at);
    if (slash == std::string_view::npos) return text.size();
    std::size_t near = slash > at + kReach ? slash - kReach : at;
    while (near > at && near < text.size() && (static_cast<unsigned char>(text[near]) & 0xC0U) == 0x80)
        --near;
    return near;
}

std::optional<Found<DocNumber>> next_number(std::string_view text, std::size_t at) {
    for (at = near_slash(text, at); at < text.size(); at = near_slash(text, at)) {
        const auto place = next_place(text, at);
        if (!place) return std::nullopt;
        if (auto number = clean_number(text, place->at, place->labelled)) return number;
        if (place->labelled || place->starts)
            if (auto number = damaged_number(text, *place)) return number;
        at = place->at + character_length(text, place->at);
    }
    return std::nullopt;
}

}  // namespace

std::optional<Found<DocNumber>> find_document_number(std::string_view text) {
    return next_number(text, 0);
}

std::vector<Found<DocNumber>> find_all_document_numbers(std::string_view text) {
    std::vector<Found<DocNumber>> numbers;
    std::size_t at = 0;
    while (auto number = next_number(text, at)) {
        at = offset_of(text, number->text) + number->text.size();
        numbers.push_back(std::move(*number));
    }
    return numbers;
}

std::optional<Found<DocNumber>> find_order_number(std::string_view text) {
    for (std::size_t label = find_word(text, kLabel); label != std::string_view::npos;
         label = find_word(text, kLabel, label + kLabel.size())) {
        Cursor in(text, label + kLabel.size());
        if (counts_something_else(text.substr(0, in.at()))) continue;
        in.blanks();
        const std::size_t begin = in.at();
        const bool special = in.word(kSpecial);
        in.blanks();
        const auto running = in.digits();
        if (!running || running->count > kLongestRunning) continue;
        in.blanks();
        if (!in.word("/")) continue;
        in.blanks();
        const auto year = in.digits();
        if (!year || !is_year(std::to_string(year->value))) continue;
        DocNumber number;
        number.raw = std::string(in.from(begin));
        number.running = ascii_digits(text.substr(running->begin, running->end - running->begin));
        if (special) number.running.insert(0, std::string(kSpecial) + " ");
        number.normalized = number.running + "/" + std::to_string(year->value);
        return Found<DocNumber>{std::move(number), in.from(begin)};
    }
    return std::nullopt;
}

}  // namespace saraban
