#include "pipeline/text/same_letter.h"

#include "pipeline/model/day.h"
#include "pipeline/model/number_parts.h"
#include "pipeline/text/fold.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <vector>

namespace saraban {
namespace {

using Words = std::vector<std::string>;

std::string reconciled(const Record& letter, std::string_view field) {
    const auto said = std::ranges::find(letter.reconciled, field, &Reconciled::field);
    return said == letter.reconciled.end() ? std::string() : said->value.value_or("");
}

bool is_digit(char c) {
    return '0' <= c && c <= '9';
}

/// The number that digits name; absent where something else stands among them.
std::optional<long> value_of(std::string_view digits) {
    long value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

/// Each run of what is no digit stands for one damaged digit: `ส.56` -> `*56`.
std::string with_gaps(std::string_view running) {
    std::string out;
    for (const char c : running)
        if (is_digit(c))
            out += c;
        else if (out.empty() || out.back() != '*')
            out += '*';
    return out;
}

std::size_t length(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// The first `count` characters.
std::string_view beginning(std::string_view text, std::size_t count) {
    std::size_t end = 0;
    for (std::size_t seen = 0; end < text.size(); ++end)
        if ((static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U && seen++ == count) break;
    return text.substr(0, end);
}

std::string without_blanks(std::string_view text) {
    std::string out = ascii_digits(normalise(text));
    std::erase_if(out, [](char c) { return c == ' ' || c == '\n'; });
    return out;
}

std::string issuer_of(const Record& letter) {
    return letter.issuer ? letter.issuer->agency_normalized.value_or(letter.issuer->name) : std::string();
}

std::string addressees_of(const Record& letter) {
    std::string out;
    for (const Text& addressee : letter.addressees)
        out += without_blanks(addressee.value) + '\n';
    return out;
}

/// What stands from the subject to the closing: stamps above and notes below are those of each copy.
Words words_of(const Record& letter, Folder& folder) {
    constexpr std::size_t kMost = 800;
    const std::string text = normalise(letter.text);
    const auto subject = std::min(text.find("เรื่อง"), text.size());
    const auto begin = subject == text.size() ? 0 : subject;
    const auto closing = std::min(text.find("ขอแสดงความนับถือ", begin), text.size());
    Words out;
    for (FoldedWord& word : folder.words(text.substr(begin, closing - begin)))
        if (out.size() < kMost) out.push_back(std::move(word.text));
    return out;
}

/// At least half of the words of the shorter text stand in the other one, too.
bool share_words(Words a, Words b) {
    constexpr std::size_t kShare = 2;
    std::ranges::sort(a);
    std::ranges::sort(b);
    Words common;
    std::ranges::set_intersection(a, b, std::back_inserter(common));
    const std::size_t shorter = std::min(a.size(), b.size());
    return shorter > 0 && common.size() * kShare >= shorter;
}

/// Words that stand at one place of two texts and are not the same; on one side there may be none.
struct Difference {
    std::string a, b;
};

/// Of a longest common sequence of words: what stands between its words in both texts.
std::vector<Difference> differences(const Words& a, const Words& b) {
    std::vector<std::vector<unsigned>> common(a.size() + 1, std::vector<unsigned>(b.size() + 1, 0));
    for (std::size_t i = a.size(); i-- > 0;)
        for (std::size_t j = b.size(); j-- > 0;)
            common[i][j] =
                a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    std::vector<Difference> out;
    Difference here;
    const auto close = [&] {
        if (!here.a.empty() || !here.b.empty()) out.push_back(here);
        here = {};
    };
    std::size_t i = 0, j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            close();
            ++i, ++j;
        } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
            here.a += a[i++];
        } else {
            here.b += b[j++];
        }
    }
    close();
    return out;
}

std::string digits_of(std::string_view text) {
    std::string out;
    std::ranges::copy_if(text, std::back_inserter(out), is_digit);
    return out;
}

/// More than OCR does to a word or a number: most of it is another.
bool is_material(const Difference& d) {
    constexpr std::size_t kShortWord = 3;
    const std::string x = digits_of(d.a), y = digits_of(d.b);
    if (!x.empty() && !y.empty() &&
        static_cast<std::size_t>(2 * edit_distance(x, y)) >= std::max(x.size(), y.size()))
        return true;
    const std::size_t longer = std::max(length(d.a), length(d.b));
    return longer > kShortWord && static_cast<std::size_t>(2 * edit_distance(d.a, d.b)) > longer;
}

constexpr std::size_t kSentence = 20;

/// A sentence of one is another sentence in the other.
bool say_otherwise(const Words& a, const Words& b) {
    return std::ranges::any_of(differences(a, b), [](const Difference& d) {
        return std::min(length(d.a), length(d.b)) >= kSentence && is_material(d);
    });
}

/// Two letters of a row that an office writes about one matter differ in whom they are to, or in what they
/// say, if only by a sentence more.
bool may_be_neighbours(const Record& a, const Record& b, const Words& words_a, const Words& words_b) {
    const std::string to_a = addressees_of(a), to_b = addressees_of(b);
    if (to_a.empty() || to_a != to_b) return true;
    return std::ranges::any_of(differences(words_a, words_b), [](const Difference& d) {
        if (d.a.empty() || d.b.empty()) return std::max(length(d.a), length(d.b)) >= kSentence;
        return is_material(d);
    });
}

bool are_alike_if_read(std::string_view a, std::string_view b) {
    return a.empty() || b.empty() || are_alike(a, b);
}

}  // namespace

LetterName name_of(const Record& letter) {
    LetterName out{reconciled(letter, "doc_number"), reconciled(letter, "date")};
    if (out.number.empty() && letter.doc_number) out.number = letter.doc_number->normalized;
    if (out.date.empty() && letter.date && letter.date->iso) out.date = iso_date(*letter.date->iso);
    return out;
}

Likeness match_numbers(std::string_view a, std::string_view b) {
    if (a.empty() || b.empty()) return Likeness::Unread;
    if (a == b) return Likeness::Same;
    const NumberParts x = parts_of_number(a), y = parts_of_number(b);
    if (x.prefix.empty() || x.prefix != y.prefix) return Likeness::Other;
    const std::string p = with_gaps(x.running), q = with_gaps(y.running);
    const int running = edit_distance(p, q);
    if (edit_distance(x.code, y.code) + running + (x.circular != y.circular ? 1 : 0) != 1)
        return Likeness::Other;
    if (running == 0) return Likeness::Damaged;
    if (2 * static_cast<std::size_t>(running) >= std::max(p.size(), q.size())) return Likeness::Other;
    const auto m = value_of(p), n = value_of(q);
    return m && n && std::abs(*m - *n) == 1 ? Likeness::Other : Likeness::Damaged;
}

Likeness match_dates(std::string_view a, std::string_view b) {
    constexpr std::size_t kIso = 10;
    constexpr long kBuddhistEra = 543;
    if (a.size() != kIso || b.size() != kIso) return Likeness::Unread;
    if (a == b) return Likeness::Same;
    const bool year = a.substr(0, 4) == b.substr(0, 4), month = a.substr(5, 2) == b.substr(5, 2),
               day = a.substr(8) == b.substr(8);
    const auto one_digit = [](std::string_view x, std::string_view y) { return edit_distance(x, y) == 1; };
    if (year && day) return Likeness::Damaged;
    if (year && month) return one_digit(a.substr(8), b.substr(8)) ? Likeness::Damaged : Likeness::Other;
    if (!month || !day) return Likeness::Other;
    const auto printed = [](std::string_view iso) {
        return std::to_string(value_of(iso.substr(0, 4)).value_or(0) + kBuddhistEra);
    };
    return one_digit(printed(a), printed(b)) ? Likeness::Damaged : Likeness::Other;
}

bool is_cited(const LetterName& cited, const LetterName& held, bool alike) {
    const Likeness number = match_numbers(cited.number, held.number),
                   date = match_dates(cited.date, held.date);
    if (number == Likeness::Damaged) return date == Likeness::Same && alike;
    if (number != Likeness::Same) return false;
    if (date == Likeness::Same || date == Likeness::Unread) return true;
    // Numbers begin anew each year: of one year they are the same letter.
    return cited.date.substr(0, 4) == held.date.substr(0, 4) || (date == Likeness::Damaged && alike);
}

bool are_alike(std::string_view a, std::string_view b) {
    constexpr std::size_t kOneOf = 5, kWorthCutting = 10;
    const std::string x = without_blanks(a), y = without_blanks(b);
    if (x.empty() || y.empty()) return false;
    const auto near = [](std::string_view p, std::string_view q) {
        return static_cast<std::size_t>(edit_distance(p, q)) * kOneOf <= std::max(length(p), length(q));
    };
    if (near(x, y)) return true;
    // The second line of one was not read.
    const std::size_t shorter = std::min(length(x), length(y));
    return shorter >= kWorthCutting && near(beginning(x, shorter), beginning(y, shorter));
}

bool is_same_letter(const Record& a, const Record& b) {
    const LetterName x = name_of(a), y = name_of(b);
    const Likeness number = match_numbers(x.number, y.number), date = match_dates(x.date, y.date);
    if (number == Likeness::Unread || number == Likeness::Other || date == Likeness::Other) return false;
    const std::string subject_a = a.subject ? a.subject->value : "",
                      subject_b = b.subject ? b.subject->value : "";
    if (!are_alike_if_read(subject_a, subject_b)) return false;
    const NumberParts p = parts_of_number(x.number), q = parts_of_number(y.number);
    const bool by_agency = !p.prefix.empty();  // every office has an order 1/2569
    const std::string office_a = issuer_of(a), office_b = issuer_of(b);
    if (!by_agency && !are_alike(office_a, office_b)) return false;
    Folder folder({});
    const Words words_a = words_of(a, folder), words_b = words_of(b, folder);
    if (number == Likeness::Same && date == Likeness::Same)
        return (p.circular || are_alike_if_read(addressees_of(a), addressees_of(b))) &&
               !say_otherwise(words_a, words_b);

    if (number == Likeness::Damaged && date != Likeness::Same) return false;
    if (subject_a.empty() || subject_b.empty() || !are_alike_if_read(office_a, office_b)) return false;
    if (!share_words(words_a, words_b)) return false;
    return p.running == q.running || !may_be_neighbours(a, b, words_a, words_b);
}

}  // namespace saraban
