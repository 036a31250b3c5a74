#pragma once

#include "extractors/rule_book.h"
#include "pipeline/layout/columns.h"
#include "pipeline/model/letter.h"
#include "pipeline/model/page.h"

#include <optional>
#include <vector>

namespace saraban {

/// A line of a file that is not blank, what it shows, and the zone it was given.
struct PageLine {
    Line line;  ///< text without blanks at its ends
    Marks marks;
    int gap = 0;  ///< blank lines before it on its page
    bool first_on_page = false;
    std::optional<ZoneKind> zone;
    int part = 0;   ///< tells zones of the same kind apart: the second stamp, the next form
    int frame = 0;  ///< the frame on its page that it stands in; 0: none

    [[nodiscard]] bool has(Mark mark) const { return saraban::has(marks, mark); }
    void put(ZoneKind kind, int new_part = 0) {
        zone = kind;
        part = new_part;
    }
};

/// Half-open range of indexes into the lines of a file.
struct Range {
    std::size_t begin = 0, end = 0;
    [[nodiscard]] std::size_t size() const { return end - begin; }
    [[nodiscard]] bool empty() const { return begin >= end; }
};

/// All lines of a file that are not blank, in reading order. A line that is two blocks side by side (number
/// left, letterhead right) becomes two; a label and its value, a date or a number with a gap in it stay one.
[[nodiscard]] std::vector<PageLine> page_lines(std::vector<OcrPage> pages, const RuleBook& rules);

/// The anchor of `kind` that stands at this line; null: none.
[[nodiscard]] const Anchor* find_anchor(const KindRule& kind, std::string_view line);

}  // namespace saraban
