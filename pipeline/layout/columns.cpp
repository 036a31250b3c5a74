#include "pipeline/layout/columns.h"

#include "extractors/labelled_text.h"
#include "pipeline/text/thai.h"

#include <algorithm>

namespace saraban {
namespace {

constexpr std::string_view kBlanks = " \t\r\f\v";
constexpr std::size_t kWideGap = 4;      ///< blanks in text that part two blocks
constexpr double kWideGapHeights = 2.5;  ///< the same on a page, in line heights
constexpr double kParagraphGap = 0.4;    ///< line heights more white than usual: a new block
constexpr std::size_t kBodyRow = 75;  ///< code points: a row this long is a justified line, not two columns

using Row = std::vector<Line>;

/// The part [begin, end) of a line, with the words that stand in it.
Line part_of(const Line& line, std::size_t begin, std::size_t end) {
    Line part{.page = line.page,
              .number = line.number,
              .text = line.text.substr(begin, end - begin),
              .words = {},
              .box = line.box,
              .first = line.first + length_of(std::string_view(line.text).substr(0, begin))};
    std::optional<Box> box;
    for (Word word : line.words) {
        if (word.end <= begin || end <= word.begin) continue;
        word.begin = std::max(word.begin, begin) - begin;
        word.end = std::min(word.end, end) - begin;
        box = box ? unite(*box, word.box) : word.box;
        part.words.push_back(word);
    }
    if (box) part.box = box;
    return part;
}

/// Two lines of a row as one.
Line join(const Line& left, const Line& right) {
    Line both = left;
    const std::size_t shift = left.text.size() + 1;
    both.text += " " + right.text;
    for (Word word : right.words) {
        word.begin += shift;
        word.end += shift;
        both.words.push_back(word);
    }
    if (left.box && right.box) both.box = unite(*left.box, *right.box);
    return both;
}

/// Splits where many blanks stand, or where words are far apart.
Row split(const Line& line) {
    Row parts;
    if (line.words.empty()) {
        const std::string& text = line.text;
        std::size_t at = text.find_first_not_of(kBlanks);
        while (at != std::string::npos) {
            std::size_t end = at, next = at;
            while (true) {
                end = std::min(text.find_first_of(kBlanks, next), text.size());
                next = text.find_first_not_of(kBlanks, end);
                if (next == std::string::npos || next - end >= kWideGap) break;
            }
            parts.push_back(part_of(line, at, end));
            at = next;
        }
        return parts;
    }
    std::size_t begin = 0;
    for (std::size_t w = 1; w <= line.words.size(); ++w) {
        const bool last = w == line.words.size();
        const int height = line.box ? line.box->height() : line.words[w - 1].box.height();
        if (!last && line.words[w].box.left - line.words[w - 1].box.right <= kWideGapHeights * height)
            continue;
        parts.push_back(part_of(line, line.words[begin].begin, line.words[w - 1].end));
        begin = w;
    }
    return parts;
}

bool is_bare_label(const RuleBook& rules, std::string_view text) {
    return std::ranges::any_of(rules.kinds, [&](const KindRule& kind) {
        return std::ranges::any_of(kind.anchors, [&](const Anchor& anchor) {
            const auto found = find_label(text, anchor.labels);
            return found && found->rest.empty();
        });
    });
}

bool is_number(std::string_view text) {
    const auto digits = ascii_digits(text);
    return !digits.empty() && digits.find_first_not_of("0123456789 ./-") == std::string::npos;
}

/// Two parts of a row that are one thing with a gap in it.
bool belong_together(const Line& left, const Line& right, const RuleBook& rules) {
    if (is_number(right.text) || is_bare_label(rules, left.text)) return true;
    return !has(rules.marks.of(left.text), Mark::FullDate) &&
           has(rules.marks.of(left.text + " " + right.text), Mark::FullDate);
}

Row joined(Row parts, const RuleBook& rules) {
    for (std::size_t i = 0; i + 1 < parts.size();) {
        if (belong_together(parts[i], parts[i + 1], rules)) {
            parts[i] = join(parts[i], parts[i + 1]);
            parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        } else {
            ++i;
        }
    }
    return parts;
}

bool same_row(const Box& a, const Box& b) {
    const int overlap = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
    return 2 * overlap > std::min(a.height(), b.height());
}

std::vector<Row> rows_of(const std::vector<Line>& lines, const RuleBook& rules) {
    std::vector<Row> rows;
    for (const Line& line : lines) {
        Row parts = split(line);
        if (parts.empty()) continue;
        const bool goes_on = !rows.empty() && same_row(*rows.back().front().box, *parts.front().box) &&
                             parts.front().box->left >= rows.back().back().box->right;
        if (!goes_on) rows.emplace_back();
        rows.back().insert(rows.back().end(), parts.begin(), parts.end());
    }
    for (Row& row : rows)
        row = joined(std::move(row), rules);
    return rows;
}

Box box_of(const Row& row) {
    Box box = *row.front().box;
    for (const Line& line : row)
        box = unite(box, *line.box);
    return box;
}

int median(std::vector<int> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// White space over each row beyond the usual, in lines.
std::vector<int> gaps_of(const std::vector<Row>& rows) {
    std::vector<int> whites, heights;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const Box box = box_of(rows[r]);
        heights.push_back(box.height());
        if (r > 0) whites.push_back(box.top - box_of(rows[r - 1]).bottom);
    }
    const double usual = median(whites), height = std::max(1, median(heights));
    std::vector<int> gaps(rows.size(), 0);
    for (std::size_t r = 1; r < rows.size(); ++r) {
        const double more = (whites[r - 1] - usual) / height;
        if (more >= kParagraphGap) gaps[r] = 1 + static_cast<int>(more);
    }
    return gaps;
}

/// The widest white strip in a row.
struct Gutter {
    int left = 0, right = 0;
    std::size_t part = 0;  ///< first part behind it
    [[nodiscard]] int width() const { return right - left; }
};

Gutter gutter_of(const Row& row) {
    Gutter widest;
    for (std::size_t i = 1; i < row.size(); ++i) {
        const Gutter here{row[i - 1].box->right, row[i].box->left, i};
        if (here.width() > widest.width()) widest = here;
    }
    return widest;
}

bool may_be_columns(const Row& row) {
    std::size_t length = 0;
    for (const Line& part : row)
        length += length_of(part.text);
    return row.size() > 1 && length <= kBodyRow;
}

/// One past the rows from `first` on that share a gutter.
std::size_t end_of_band(const std::vector<Row>& rows, std::size_t first) {
    if (!may_be_columns(rows[first])) return first + 1;
    Gutter common = gutter_of(rows[first]);
    std::size_t end = first + 1;
    for (; end < rows.size() && may_be_columns(rows[end]); ++end) {
        const Gutter here = gutter_of(rows[end]);
        const Gutter both{std::max(common.left, here.left), std::min(common.right, here.right), 0};
        if (both.width() < box_of(rows[end]).height()) break;
        common = both;
    }
    return end;
}

}  // namespace

std::size_t length_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::vector<Line> parts_of(const Line& line, const RuleBook& rules) {
    return joined(split(line), rules);
}

std::vector<Placed> in_columns(const std::vector<Line>& lines, const RuleBook& rules) {
    const std::vector<Row> rows = rows_of(lines, rules);
    const std::vector<int> gaps = gaps_of(rows);
    std::vector<Placed> out;
    for (std::size_t r = 0; r < rows.size();) {
        const std::size_t end = end_of_band(rows, r);
        for (const bool right : {false, true}) {
            for (std::size_t k = r; k < end; ++k) {
                const std::size_t split_at = end - r > 1 ? gutter_of(rows[k]).part : rows[k].size();
                for (std::size_t i = 0; i < rows[k].size(); ++i)
                    if ((i >= split_at) == right)
                        out.push_back({rows[k][i], i == 0 || i == split_at ? gaps[k] : 0});
            }
        }
        r = end;
    }
    return out;
}

}  // namespace saraban
