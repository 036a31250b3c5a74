#include "pipeline/text/thai.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <vector>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

namespace saraban {
namespace {

constexpr UChar32 kSaraAm = 0x0E33;
constexpr UChar32 kNikhahit = 0x0E4D;
constexpr UChar32 kSaraAa = 0x0E32;

/// Order of the marks over and under one consonant: vowel (and below), tone mark, then the rest; 0 for no
/// mark. Unicode gives only some of them a combining class, so NFC alone leaves OCR's order as it is.
int mark_rank(UChar32 c) {
    if (c == 0x0E31 || (c >= 0x0E34 && c <= 0x0E3A)) return 1;   // ั ิ ี ึ ื ุ ู ฺ
    if (c == 0x0E47) return 1;                                   // ็
    if (c >= 0x0E48 && c <= 0x0E4B) return 2;                    // ่ ้ ๊ ๋
    if (c == 0x0E4C || c == kNikhahit || c == 0x0E4E) return 3;  // ์ ํ ๎
    return 0;
}

bool is_zero_width(UChar32 c) {
    return c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF || c == 0x00AD;
}

/// Sorts each run of marks by rank and drops a mark that stands twice in its run.
void order_marks(std::vector<UChar32>& text) {
    for (auto i = text.begin(); i != text.end();) {
        if (mark_rank(*i) == 0) {
            ++i;
            continue;
        }
        const auto end = std::find_if(i, text.end(), [](UChar32 c) { return mark_rank(c) == 0; });
        std::stable_sort(i, end, [](UChar32 a, UChar32 b) { return mark_rank(a) < mark_rank(b); });
        const auto kept = std::unique(i, end);
        i = text.erase(kept, end);
    }
}

/// nikhahit (+ tone mark) + sara aa -> (tone mark +) sara am, as it is typed.
void compose_sara_am(std::vector<UChar32>& text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] != kNikhahit) continue;
        const std::size_t tone = mark_rank(text[i + 1]) == 2 ? 1 : 0;
        if (i + 1 + tone >= text.size() || text[i + 1 + tone] != kSaraAa) continue;
        text[i + 1 + tone] = kSaraAm;
        text.erase(text.begin() + static_cast<std::ptrdiff_t>(i));
    }
    // A tone mark typed after sara am belongs before it.
    for (std::size_t i = 0; i + 1 < text.size(); ++i)
        if (text[i] == kSaraAm && mark_rank(text[i + 1]) == 2) std::swap(text[i], text[i + 1]);
}

std::vector<UChar32> code_points(std::string_view text) {
    const auto u = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    std::vector<UChar32> out;
    out.reserve(text.size() / 2);
    for (std::int32_t i = 0; i < u.length(); i = u.moveIndex32(i, 1))
        out.push_back(u.char32At(i));
    return out;
}

std::string to_utf8(const std::vector<UChar32>& text) {
    std::string out;
    icu::UnicodeString::fromUTF32(text.data(), static_cast<std::int32_t>(text.size())).toUTF8String(out);
    return out;
}

/// True for ASCII and Thai in normal form, which is nearly all there is; the rest is for ICU to judge. Marks
/// of equal rank are left to it as well.
bool is_plainly_normal(std::string_view text) {
    int rank = 0;
    UChar32 before = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        UChar32 c = lead;
        if (lead >= 0x80) {
            if (lead != 0xE0 || i + 2 >= text.size()) return false;
            const auto second = static_cast<unsigned char>(text[i + 1]);
            const auto third = static_cast<unsigned char>(text[i + 2]);
            if ((second != 0xB8 && second != 0xB9) || third < 0x80 || third > 0xBF) return false;
            c = 0x0E00 + (second - 0xB8) * 0x40 + (third - 0x80);
            i += 2;
        }
        const int mark = mark_rank(c);
        if (mark > 0 && mark <= rank) return false;
        if (c == kNikhahit || (before == kSaraAm && mark > 0)) return false;
        rank = mark;
        before = c;
    }
    return true;
}

icu::UnicodeString nfc(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
    const auto u = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    icu::UnicodeString out = normalizer->normalize(u, status);
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
    return out;
}

/// Thai digits are E0 B9 90..99 in UTF-8.
bool is_thai_digit(std::string_view text, std::size_t i) {
    return i + 2 < text.size() && text[i] == '\xE0' && text[i + 1] == '\xB9' &&
           static_cast<unsigned char>(text[i + 2]) >= 0x90U &&
           static_cast<unsigned char>(text[i + 2]) <= 0x99U;
}

/// Unicode's order of marks, then ours.
std::string in_order(std::string_view text) {
    const icu::UnicodeString composed = nfc(text);
    std::vector<UChar32> out;
    out.reserve(static_cast<std::size_t>(composed.length()));
    for (std::int32_t i = 0; i < composed.length(); i = composed.moveIndex32(i, 1)) {
        const UChar32 c = composed.char32At(i);
        if (is_zero_width(c)) continue;
        const bool other_blank = c > 0x7F && u_isUWhiteSpace(c) && c != 0x2028 && c != 0x2029;
        out.push_back(other_blank ? ' ' : c);
    }
    compose_sara_am(out);
    order_marks(out);
    return to_utf8(out);
}

}  // namespace

std::string normalise(std::string_view text) {
    std::string out(text);
    // Where marks of other scripts stand among Thai ones, either order may undo the other once.
    while (!is_plainly_normal(out)) {
        std::string next = in_order(out);
        if (next == out) break;
        out = std::move(next);
    }
    return out;
}

std::string ascii_digits(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_thai_digit(text, i)) {
            out += text[i];
            continue;
        }
        out += static_cast<char>('0' + (static_cast<unsigned char>(text[i + 2]) - 0x90));
        i += 2;
    }
    return out;
}

std::vector<std::size_t> places_of_digits(std::string_view text) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (('0' <= text[i] && text[i] <= '9') || is_thai_digit(text, i)) out.push_back(i);
    return out;
}

std::string thai_digits(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            out += "\xE0\xB9";
            out += static_cast<char>(0x90 + (c - '0'));
        } else {
            out += c;
        }
    }
    return out;
}

std::string squeeze(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
        if (!blank)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

int edit_distance(std::string_view a, std::string_view b) {
    const auto x = code_points(a), y = code_points(b);
    std::vector<int> row(y.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 0; i < x.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i) + 1;
        for (std::size_t j = 0; j < y.size(); ++j) {
            const int substitution = diagonal + (x[i] == y[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({substitution, diagonal + 1, row[j] + 1});
        }
    }
    return row.back();
}

bool is_utf8(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t length = 0;
    u_strFromUTF8(nullptr, 0, &length, text.data(), static_cast<std::int32_t>(text.size()), &status);
    return status == U_BUFFER_OVERFLOW_ERROR ||
           U_SUCCESS(status);  // with no room to write, valid text overflows
}

}  // namespace saraban
