#pragma once

#include "extractors/rule_book.h"
#include "pipeline/model/page.h"

#include <vector>

namespace saraban {

/// A line, or a part of one, in reading order.
struct Placed {
    Line line;
    int gap = 0;    ///< white space over its row, in lines, beyond what is usual on the page
    int frame = 0;  ///< 1-based: the frame or stamp of the page that it stands in; 0: in none
};

/// The lines of a page with boxes as a reader takes them: rows from the top; parts of a row that stand far
/// apart are lines of their own, unless they are one thing with a gap in it (ที่ มท ๐๘๐๘.๒/ว … ๓๐๗); rows that
/// show the same gutter are two columns, the left one first.
///
///   กลุ่มงานยุทธศาสตร์ | ๑๕ ม.ค. ๒๕๖๘          กลุ่มงานยุทธศาสตร์
///   เลขที่รับ ๘๙        | ฝ่ายสารบรรณ     ->   เลขที่รับ ๘๙
///                                             ๑๕ ม.ค. ๒๕๖๘
///                                             ฝ่ายสารบรรณ
/// Parts that alternate between two sides without sharing rows are columns too. Behind the closing the right
/// column, the signature, comes first.
/// REQUIRES: every line has a box; rows from the top, parts of a row from the left.
[[nodiscard]] std::vector<Placed> in_columns(const std::vector<Line>& lines, const RuleBook& rules);

/// The same with what stands in a frame of the page (a stamp, routing boxes) or was read from a stamp kept
/// together, row by row, in front of the first line that begins lower. `Placed::frame` counts frames, then
/// stamps.
[[nodiscard]] std::vector<Placed> in_blocks(const OcrPage& page, const RuleBook& rules);

/// The parts of a text line that many blanks keep apart, by the same rules.
[[nodiscard]] std::vector<Line> parts_of(const Line& line, const RuleBook& rules);

/// Code points of a text.
[[nodiscard]] std::size_t length_of(std::string_view text);

}  // namespace saraban
