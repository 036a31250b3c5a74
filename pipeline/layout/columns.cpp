#include "pipeline/layout/columns.h"

#include "extractors/labelled_text.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <optional>
#include <utility>

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
        if (word.doubts) {
            std::erase_if(*word.doubts, [&](const DoubtfulDigit& d) { return d.at < begin || end <= d.at; });
            for (DoubtfulDigit& doubt : *word.doubts)
                doubt.at -= begin;
        }
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
        for (std::size_t i = 0; word.doubts && i < word.doubts->size(); ++i)
            (*word.doubts)[i].at += shift;
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

/// A white strip from the top to the bottom of some rows.
struct Gutter {
    int left = 0, right = 0;
    [[nodiscard]] int width() const { return right - left; }
};

Gutter shared(const Gutter& a, const Gutter& b) {
    return {std::max(a.left, b.left), std::min(a.right, b.right)};
}

/// The widest white strip in a row of several parts.
Gutter gutter_of(const Row& row) {
    Gutter widest;
    for (std::size_t i = 1; i < row.size(); ++i) {
        const Gutter here{row[i - 1].box->right, row[i].box->left};
        if (here.width() > widest.width()) widest = here;
    }
    return widest;
}

/// จำนวน ๑ ฉบับ at the right margin ends the item at its left; it is no column.
bool is_quantity(const Line& part, const RuleBook& rules) {
    const Marks marks = rules.marks.of(part.text);
    return has(marks, Mark::AttachmentPart) && has(marks, Mark::ItemEnd);
}

/// เรื่อง stands under number, letterhead and date: what is above it in columns ends there, however short it
/// is.
bool is_subject(const Line& line, const RuleBook& rules) {
    return std::ranges::any_of(rules.kinds, [&](const KindRule& kind) {
        return std::ranges::any_of(kind.anchors, [&](const Anchor& anchor) {
            return anchor.zone == ZoneKind::Subject && find_label(line.text, anchor.labels);
        });
    });
}

bool may_be_columns(const Row& row, const RuleBook& rules) {
    if (row.size() == 1 && is_subject(row.front(), rules)) return false;
    std::size_t length = 0;
    for (const Line& part : row) {
        const Marks marks = rules.marks.of(part.text);
        if (has(marks, Mark::Closing) || has(marks, Mark::BodyEnd)) return false;
        length += length_of(part.text);
    }
    return length <= kBodyRow && (row.size() == 1 || !is_quantity(row.back(), rules));
}

/// Rows [begin, end) in two columns.
struct Band {
    std::size_t begin = 0, end = 0;
    std::optional<Gutter> gutter;  ///< none: one row, or rows that are no columns
};

/// Rows of which each has parts on both sides of one gutter, or a part on one of them, the sides alternating.
class BandFinder {
public:
    BandFinder(const std::vector<Row>& rows, const RuleBook& rules) : rows_(rows), rules_(rules) {}

    [[nodiscard]] Band at(std::size_t first) const {
        const Band single{first, first + 1, std::nullopt};
        if (first + 1 >= rows_.size()) return single;
        std::optional<Gutter> common = gutter_at(first);
        if (!common) return single;
        Band band{first, first, common};
        int both = 0, changes = 0, side = 0;
        for (; band.end < rows_.size() && may_be_columns(rows_[band.end], rules_); ++band.end) {
            const Gutter next = shared(*band.gutter, around(rows_[band.end], *band.gutter));
            if (next.width() < box_of(rows_[band.end]).height()) break;
            band.gutter = next;
            const int here = side_of(rows_[band.end], next);
            both += here == 0 ? 1 : 0;
            changes += side != 0 && here != 0 && here != side ? 1 : 0;
            if (here != 0) side = here;
        }
        const bool columns = both >= 2 || changes >= 2 || (both == 1 && changes >= 1);
        return band.end - first > 1 && columns ? band : single;
    }

private:
    /// The gutter of a row, or the one between it and the next row at its side.
    [[nodiscard]] std::optional<Gutter> gutter_at(std::size_t row) const {
        if (!may_be_columns(rows_[row], rules_)) return std::nullopt;
        if (rows_[row].size() > 1) return gutter_of(rows_[row]);
        const Box here = box_of(rows_[row]), next = box_of(rows_[row + 1]);
        if (here.right <= next.left) return Gutter{here.right, next.left};
        if (next.right <= here.left) return Gutter{next.right, here.left};
        return std::nullopt;
    }

    /// The white in `row` around the middle of `gutter`.
    static Gutter around(const Row& row, const Gutter& gutter) {
        const int middle = (gutter.left + gutter.right) / 2;
        Gutter white = gutter;
        for (const Line& part : row) {
            const int centre = (part.box->left + part.box->right) / 2;
            if (centre < middle)
                white.left = std::max(white.left, part.box->right);
            else
                white.right = std::min(white.right, part.box->left);
        }
        return white;
    }

    /// -1: all at the left, 1: all at the right, 0: on both sides.
    static int side_of(const Row& row, const Gutter& gutter) {
        if (row.back().box->right <= gutter.left) return -1;
        return row.front().box->left >= gutter.right ? 1 : 0;
    }

    const std::vector<Row>& rows_;
    const RuleBook& rules_;
};

/// The frame that most of a line stands in, 1-based; 0: none.
int frame_of(const Line& line, const std::vector<Box>& frames) {
    int best = 0;
    for (std::size_t f = 0; f < frames.size(); ++f) {
        const Box& frame = frames[f];
        const int wide = std::min(frame.right, line.box->right) - std::max(frame.left, line.box->left);
        const int middle = (line.box->top + line.box->bottom) / 2;
        if (10 * wide < 9 * line.box->width() || middle < frame.top || middle > frame.bottom) continue;
        if (best == 0 || frame.width() < frames[static_cast<std::size_t>(best) - 1].width())
            best = static_cast<int>(f) + 1;
    }
    return best;
}

/// The rows of a frame as one line each.
std::vector<Placed> placed_in_frame(std::vector<Line> lines, int frame) {
    std::ranges::stable_sort(lines, {}, [](const Line& line) { return line.box->top + line.box->bottom; });
    std::vector<Row> rows;
    for (const Line& line : lines) {
        if (rows.empty() || !same_row(box_of(rows.back()), *line.box)) rows.emplace_back();
        rows.back().push_back(line);
    }
    std::vector<Placed> out;
    for (Row& row : rows) {
        std::ranges::stable_sort(row, {}, [](const Line& line) { return line.box->left; });
        Line whole = row.front();
        for (std::size_t i = 1; i < row.size(); ++i)
            whole = join(whole, row[i]);
        out.push_back({std::move(whole), 0, frame});
    }
    return out;
}

/// Rows already, in the order of the stamp, which may be slanted on the page.
std::vector<Placed> placed_in_stamp(std::vector<Line> lines, int frame) {
    std::vector<Placed> out;
    for (Line& line : lines)
        out.push_back({std::move(line), 0, frame});
    return out;
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
    const BandFinder bands(rows, rules);
    std::vector<Placed> out;
    bool closed = false;
    for (std::size_t r = 0; r < rows.size();) {
        const Band band = bands.at(r);
        const int gutter = band.gutter ? band.gutter->left : 0;
        const bool right_first = closed;
        for (const bool right : {right_first, !right_first}) {
            for (std::size_t k = r; k < band.end; ++k) {
                bool first = true;
                for (const Line& part : rows[k]) {
                    const bool here = band.gutter ? part.box->left >= gutter : right_first;
                    if (here != right) continue;
                    out.push_back({part, std::exchange(first, false) ? gaps[k] : 0});
                    closed = closed || has(rules.marks.of(part.text), Mark::Closing);
                }
            }
        }
        r = band.end;
    }
    return out;
}

std::vector<Placed> in_blocks(const OcrPage& page, const RuleBook& rules) {
    const std::size_t frames = page.frames.size();
    std::vector<Line> free;
    std::vector<std::vector<Line>> framed(frames + page.stamps.size());
    for (const Line& line : page.lines) {
        const std::size_t block = line.stamp > 0 ? frames + static_cast<std::size_t>(line.stamp)
                                                 : static_cast<std::size_t>(frame_of(line, page.frames));
        (block == 0 ? free : framed[block - 1]).push_back(line);
    }
    std::vector<Placed> out = in_columns(free, rules);
    for (std::size_t f = 0; f < framed.size(); ++f) {
        const int number = static_cast<int>(f) + 1;
        const Box& box = f < frames ? page.frames[f] : page.stamps[f - frames];
        const auto block = f < frames ? placed_in_frame(std::move(framed[f]), number)
                                      : placed_in_stamp(std::move(framed[f]), number);
        const auto lower = std::ranges::find_if(
            out, [&](const Placed& placed) { return placed.frame == 0 && placed.line.box->top > box.top; });
        out.insert(lower, block.begin(), block.end());
    }
    return out;
}

}  // namespace saraban
