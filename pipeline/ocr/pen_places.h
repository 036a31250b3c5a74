#pragma once

#include "pipeline/image/clean.h"
#include "pipeline/image/text_lines.h"
#include "pipeline/ocr/pen_decode.h"
#include "pipeline/ocr/pen_net.h"
#include "pipeline/ocr/read_line.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace saraban {

/// A character as the engine gives it, and where it stands: on the cleaned page, within half a letter.
struct ReadSymbol {
    std::string text;
    int left = 0, right = 0;
    std::size_t word = 0;                      ///< index of its word
    float confidence = 1;                      ///< 0..1
    std::vector<DoubtfulDigit::Other> others;  ///< digits that the engine saw in the place of this digit
};

/// A text line of a cleaned page with what the engine read in it.
struct ReadLine {
    TextLine line;
    std::vector<ReadWord> words;
    std::vector<ReadSymbol> symbols;
};

/// Finds the two places of a letter that are filled by pen, the running number behind the `/` of its number
/// and the day before the month of its date, and reads them again as digits where they are not print.
///
///   ที่ มท 0809.2/ว [29]          [3] มีนาคม 2551
///
/// What is print, the engine's reading stays. Else the word of the place is what the digit reader makes of
/// it, marked as pen, with its readings; a place that cannot be read at all has the text `…`.
class PenPlaces {
public:
    explicit PenPlaces(const std::filesystem::path& weights) : net_(weights) {}

    /// `read`: the engine, for what remains of a line when the pen is taken out.
    using ReadAgain = std::function<void(ReadLine&)>;
    void find(std::vector<ReadLine>& lines, const CleanPage& page, const ReadAgain& read) const;

private:
    [[nodiscard]] std::optional<Box> fill(ReadLine& line, PenPlace place, const CleanPage& page, int limit,
                                          const ReadAgain& read) const;
    PenNet net_;
};

}  // namespace saraban
