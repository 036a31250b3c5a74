#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saraban {

/// Pixel rectangle on a source page image; origin top-left, as in hOCR `bbox`. Right and bottom are
/// exclusive.
struct Box {
    int left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] int width() const { return right - left; }
    [[nodiscard]] int height() const { return bottom - top; }
    bool operator==(const Box&) const = default;
};

/// The smallest box around both.
[[nodiscard]] Box unite(const Box& a, const Box& b);

/// One of the things that handwriting may say.
struct PenReading {
    std::string text;
    float confidence = 0;  ///< 0..1, calibrated: of readings of this confidence, that part is right
    bool operator==(const PenReading&) const = default;
};

/// A digit that the engine was not sure of, and what else it saw there.
struct DoubtfulDigit {
    /// Another digit, and its weight, 0..1. Weights of one place need not add up to one.
    struct Other {
        char digit = '0';  ///< ASCII, also where the digits are Thai
        float weight = 0;
        bool operator==(const Other&) const = default;
    };
    std::size_t at = 0;  ///< byte of the digit that was read, in Line::text or Evidence::text
    std::vector<Other> others;
    bool operator==(const DoubtfulDigit&) const = default;
};

/// Absent: whoever read this does not say which digits it was not sure of.
using DoubtfulDigits = std::optional<std::vector<DoubtfulDigit>>;

/// One OCR word: a byte range of its Line's text, plus what the engine said about it.
/// Thai has no blanks between words, so these are the engine's tokens, not words of the language.
struct Word {
    std::size_t begin = 0, end = 0;    ///< [begin, end) in Line::text
    Box box;                           ///< source pixels
    float confidence = 0;              ///< 0..1 (hOCR x_wconf / 100)
    bool pen = false;                  ///< written by hand or stamped in, never to be passed off as print
    std::vector<PenReading> readings;  ///< of pen: what it may say, the most probable first
    DoubtfulDigits doubts;             ///< of print, in their order
};

/// One text line of a page. Words are offsets, so text is stored once.
///
///   text   วันที่ ๑๒ มกราคม ๒๕๖๗
///   words  |----| |-| |-----| |---|
///
/// A line that was text already (no image) has no words and no box.
struct Line {
    int page = 1;    ///< 1-based
    int number = 1;  ///< 1-based on the page; for a text file, in the file
    std::string text;
    std::vector<Word> words;
    std::optional<Box> box;  ///< source pixels
    std::size_t first = 0;   ///< characters of the read line before `text`: not 0 for a part of a line
    int stamp = 0;           ///< 1-based, of OcrPage::stamps: read from that stamp; 0: from the page
};

/// Where a value was read and how sure the engine was: travels with every field. One a line touched.
struct Evidence {
    int page = 1;
    int line = 0;           ///< Line::number
    std::size_t begin = 0;  ///< [begin, end): characters (code points) of that line
    std::size_t end = 0;
    std::optional<Box> box;            ///< union of the words touched, source pixels; absent for text input
    float confidence = 1;              ///< the weakest word touched; 1 for text input
    std::string text;                  ///< as read, before normalisation
    bool pen = false;                  ///< a part of it was written by hand
    std::vector<PenReading> readings;  ///< of the handwritten part
    DoubtfulDigits doubts;             ///< of the words touched
    bool operator==(const Evidence&) const = default;
};

/// REQUIRES: `match` views into `line.text`.
[[nodiscard]] Evidence evidence_for(const Line& line, std::string_view match);

}  // namespace saraban
