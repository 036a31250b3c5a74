#pragma once

#include "pipeline/text/words.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace saraban {

/// `สถ.` stands for `กรมส่งเสริมการปกครองท้องถิ่น`. The short form is written without dots and blanks.
struct Abbreviation {
    std::string brief;
    std::string full;
    bool operator==(const Abbreviation&) const = default;
};

/// One search word and the bytes of the text it stands for.
struct FoldedWord {
    std::string text;
    std::size_t begin = 0, end = 0;  ///< [begin, end) in the text that was folded
};

/// Folded text without blanks, narrow (pipeline/text/narrow.h), and for each character the bytes of the text
/// it stands for: a character of Thai stands for itself, one of a number or of a written-out abbreviation for
/// the whole.
struct FoldedLetters {
    std::string text;
    std::vector<std::uint32_t> begin, end;
};

/// Folds text to search words, so that what means the same is found the same way, in the index and in a
/// query:
///
///   ๑๒ ก.พ. ๒๕๖๙, 12/2/69, 2026-02-12      12 กุมภาพันธ์ 2026
///   มท0801.4ว6103, มท ๐๘๐๑.๔/ว ๖๑๐๓        มท 0801.4 ว 6103
///   สถ.                                    กรม ส่ง เสริม การ ปกครอง ท้อง ถิ่น
///   ต่าง ๆ, ต่างๆ                           ต่าง
///   10,000 คน ฯลฯ                          10000 คน
///
/// Thai is cut by ICU's dictionary, Latin letters become small, a four-digit Buddhist year becomes Gregorian.
/// Not for two threads at once: each thread has its own.
class Folder {
public:
    explicit Folder(const std::vector<Abbreviation>& abbreviations);

    /// REQUIRES: `text` is normalised (pipeline/text/thai.h).
    [[nodiscard]] std::vector<FoldedWord> words(std::string_view text);
    /// As words(), but abbreviations stay as they are: `สถ`.
    [[nodiscard]] std::vector<FoldedWord> literal_words(std::string_view text);
    /// The letters of words() without blanks, but not cut into words, which takes longest; and where they
    /// come from.
    [[nodiscard]] FoldedLetters letters(std::string_view text);
    /// words() with a blank between them.
    [[nodiscard]] std::string joined_words(std::string_view text);
    /// The same, but normalises the text first.
    [[nodiscard]] std::string line(std::string_view text);

private:
    struct How {
        bool cut_words, write_out;
    };
    /// Calls back with each word and the bytes it stands for.
    void fold(std::string_view text, const How& how, const auto& visit);
    [[nodiscard]] std::vector<FoldedWord> words_of(std::string_view text, const How& how);

    WordBreaker breaker_;
    std::unordered_map<std::string, std::vector<std::string>> full_;  ///< short form -> search words
};

}  // namespace saraban
