#pragma once

#include "pipeline/model/line.h"

#include <string>
#include <vector>

namespace saraban {

/// A piece of a line as an engine gives it. Tesseract's "words" of Thai are not words: some begin with a
/// mark.
struct ReadWord {
    std::string text;
    Box box;  ///< source pixels
    float confidence = 0;
    bool blank_before = false;
    bool pen = false;                  ///< Word::pen
    std::vector<PenReading> readings;  ///< Word::readings
    DoubtfulDigits doubts;             ///< Word::doubts, `at` in `text`
};

/// The line they make: in normal form, blanks only where the engine saw them, a piece that begins with a mark
/// joined to the one before it. Pieces that hold nothing are dropped; number is left for the caller.
[[nodiscard]] Line make_line(int page, const std::vector<ReadWord>& words);

}  // namespace saraban
