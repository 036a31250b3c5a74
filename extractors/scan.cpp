#include "extractors/scan.h"

namespace saraban {
namespace {

constexpr int kMostDigits = 18;

unsigned char byte_at(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

int digit_value(std::string_view text, std::size_t at, std::size_t length) {
    return length == 1 ? text[at] - '0' : byte_at(text, at + 2) - 0x90;
}

}  // namespace

std::size_t digit_length(std::string_view text, std::size_t at) {
    const unsigned char first = byte_at(text, at);
    if (first >= '0' && first <= '9') return 1;
    // ๐..๙ are U+0E50..0E59: E0 B9 90..99
    if (first != 0xE0 || byte_at(text, at + 1) != 0xB9) return 0;
    const unsigned char last = byte_at(text, at + 2);
    return last >= 0x90 && last <= 0x99 ? 3 : 0;
}

std::optional<Digits> digits_at(std::string_view text, std::size_t at) {
    Digits run{at, at, 0, 0};
    while (const std::size_t length = digit_length(text, run.end)) {
        ++run.count;
        run.value = run.count > kMostDigits ? -1 : run.value * 10 + digit_value(text, run.end, length);
        run.end += length;
    }
    if (run.count == 0) return std::nullopt;
    return run;
}

std::optional<Digits> next_digits(std::string_view text, std::size_t at) {
    for (; at < text.size(); ++at) {
        const unsigned char byte = byte_at(text, at);
        const bool may_begin = byte <= '9' || byte == 0xE0;
        if (may_begin && digit_length(text, at) != 0) return digits_at(text, at);
    }
    return std::nullopt;
}

std::optional<Digits> digits_before(std::string_view text, std::size_t end) {
    std::size_t begin = end;
    while (begin > 0) {
        const std::size_t previous = character_before(text, begin);
        if (digit_length(text, previous) == 0) break;
        begin = previous;
    }
    if (begin == end) return std::nullopt;
    return digits_at(text.substr(0, end), begin);
}

std::size_t blank_length(std::string_view text, std::size_t at) {
    const unsigned char first = byte_at(text, at);
    if (first == ' ' || (first >= '\t' && first <= '\r')) return 1;
    if (first == 0xC2 && byte_at(text, at + 1) == 0xA0) return 2;  // no-break blank
    if (first == 0xE2 && byte_at(text, at + 1) == 0x80) {          // U+2000..200D
        const unsigned char last = byte_at(text, at + 2);
        return last >= 0x80 && last <= 0x8D ? 3 : 0;
    }
    if (first == 0xEF && byte_at(text, at + 1) == 0xBB && byte_at(text, at + 2) == 0xBF) return 3;
    return 0;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (const std::size_t length = blank_length(text, at))
        at += length;
    return at;
}

std::size_t skip_blanks_back(std::string_view text, std::size_t end) {
    while (end > 0) {
        const std::size_t previous = character_before(text, end);
        if (blank_length(text, previous) == 0) break;
        end = previous;
    }
    return end;
}

std::string_view trim(std::string_view text) {
    const std::size_t begin = skip_blanks(text, 0);
    const std::size_t end = skip_blanks_back(text, text.size());
    return begin < end ? text.substr(begin, end - begin) : text.substr(text.size());
}

std::string without_blanks(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t blank = blank_length(text, at)) {
            at += blank;
            continue;
        }
        out += text[at++];
    }
    return out;
}

std::size_t character_before(std::string_view text, std::size_t end) {
    std::size_t begin = end - 1;
    while (begin > 0 && end - begin < 4 && (byte_at(text, begin) & 0xC0U) == 0x80)
        --begin;
    return begin;
}

std::size_t character_length(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    while (end < text.size() && end - at < 4 && (byte_at(text, end) & 0xC0U) == 0x80)
        ++end;
    return end - at;
}

std::size_t character_count(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text)
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80) ++count;
    return count;
}

bool is_thai_letter_at(std::string_view text, std::size_t at) {
    if (byte_at(text, at) != 0xE0) return false;
    const unsigned char second = byte_at(text, at + 1);
    const unsigned char third = byte_at(text, at + 2);
    if (second == 0xB8) return third >= 0x81 && third <= 0xBA;  // ก..ฺ
    return second == 0xB9 && third >= 0x80 && third <= 0x8E;    // เ..๎
}

bool is_thai_mark_at(std::string_view text, std::size_t at) {
    if (byte_at(text, at) != 0xE0) return false;
    const unsigned char second = byte_at(text, at + 1);
    const unsigned char third = byte_at(text, at + 2);
    if (second == 0xB8) return third == 0xB1 || (third >= 0xB4 && third <= 0xBA);
    return second == 0xB9 && third >= 0x87 && third <= 0x8E;
}

std::size_t find_word(std::string_view text, std::string_view word, std::size_t from) {
    if (from > text.size()) return std::string_view::npos;
    const void* found = memmem(text.data() + from, text.size() - from, word.data(), word.size());
    return found ? static_cast<std::size_t>(static_cast<const char*>(found) - text.data())
                 : std::string_view::npos;
}

std::size_t find_last_word(std::string_view text, std::string_view word) {
    if (word.empty()) return text.size();
    while (text.size() >= word.size()) {
        const std::size_t last = text.rfind(word.back());
        if (last == std::string_view::npos || last + 1 < word.size()) break;
        const std::size_t begin = last + 1 - word.size();
        if (text.compare(begin, word.size(), word) == 0) return begin;
        text = text.substr(0, last);
    }
    return std::string_view::npos;
}

}  // namespace saraban
