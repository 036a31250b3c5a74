#pragma once

#include "pipeline/model/line.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace saraban {

/// Lines joined into one running text for the extractors: every run of white space, line breaks included, is
/// one blank, none at the ends. A match in it leads back to the lines, so that evidence is never recomputed
/// by searching.
///
///   lines  "ลงวันที่ ๕ "  "กุมภาพันธ์  ๒๕๖๙"
///   text   "ลงวันที่ ๕ กุมภาพันธ์ ๒๕๖๙"
///
/// REQUIRES: the lines outlive the passage and do not move.
class Passage {
public:
    Passage() = default;
    explicit Passage(const std::vector<Line>& lines);
    /// Of a text set as a block: where a line of a page runs up to the right edge of the others, the next one
    /// goes on without a blank, since Thai has none between words.
    [[nodiscard]] static Passage of_block(const std::vector<Line>& lines);

    void append(const Line& line) { append(line, line.text); }
    /// REQUIRES: `part` views into `line.text`.
    void append(const Line& line, std::string_view part);

    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }

    /// One evidence a line touched. REQUIRES: `match` views into text().
    [[nodiscard]] std::vector<Evidence> evidence_for(std::string_view match) const;

private:
    /// Bytes of text_ from `begin` to the next piece stand so in a line, from `offset` on.
    struct Piece {
        std::size_t begin = 0, line = 0, offset = 0;
    };
    void append(const Line& line, std::string_view part, bool joined);
    std::string text_;
    std::vector<Piece> pieces_;
    std::vector<const Line*> lines_;
};

}  // namespace saraban
