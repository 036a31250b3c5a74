#include "pipeline/layout/page_lines.h"

#include "extractors/labelled_text.h"
#include "pipeline/text/thai.h"

#include <algorithm>

namespace saraban {
namespace {

constexpr std::string_view kBlanks = " \t\r\f\v";
constexpr std::size_t kWideGap = 4;      ///< blanks in text that part two blocks
constexpr double kWideGapHeights = 2.5;  ///< the same on a page, in line heights

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

/// Where a line's blocks begin and end, blanks left out.
std::vector<Range> blocks_of(const Line& line) {
    const std::string& text = line.text;
    std::vector<Range> blocks;
    std::size_t at = text.find_first_not_of(kBlanks);
    while (at != std::string::npos) {
        std::size_t end = at;
        std::size_t next = at;
        while (true) {
            end = std::min(text.find_first_of(kBlanks, next), text.size());
            next = text.find_first_not_of(kBlanks, end);
            if (next == std::string::npos || next - end >= kWideGap) break;
        }
        blocks.push_back({at, end});
        at = next;
    }
    return blocks;
}

/// The same for a line with boxes: words further apart than a few line heights are two blocks.
std::vector<Range> blocks_by_box(const Line& line) {
    std::vector<Range> blocks;
    const Word* last = nullptr;
    for (const Word& word : line.words) {
        const double height = line.box ? line.box->height() : word.box.height();
        const bool apart = last && word.box.left - last->box.right > kWideGapHeights * height;
        if (!last || apart)
            blocks.push_back({word.begin, word.end});
        else
            blocks.back().end = word.end;
        last = &word;
    }
    return blocks;
}

/// Blank lines' worth of white space over a line with a box.
int gap_over(const Line& line, const Line* above) {
    if (!line.box || !above || !above->box) return 0;
    const int white = line.box->top - above->box->bottom;
    return white <= 0 ? 0 : white / std::max(1, line.box->height());
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

/// Joins blocks that are one thing with a gap in it.
std::vector<Range> joined(std::vector<Range> blocks, const Line& line, const RuleBook& rules) {
    const std::string_view text = line.text;
    const auto part = [&](const Range& r) { return text.substr(r.begin, r.size()); };
    for (std::size_t i = 0; i + 1 < blocks.size();) {
        const Range both{blocks[i].begin, blocks[i + 1].end};
        const bool date = has(rules.marks.of(part(both)), Mark::FullDate) &&
                          !has(rules.marks.of(part(blocks[i])), Mark::FullDate);
        if (date || is_number(part(blocks[i + 1])) || is_bare_label(rules, part(blocks[i]))) {
            blocks[i] = both;
            blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        } else {
            ++i;
        }
    }
    return blocks;
}

void add_lines(const OcrPage& page, const RuleBook& rules, std::vector<PageLine>& out) {
    int blank = 0;
    bool first = true;
    const Line* above = nullptr;
    for (const Line& line : page.lines) {
        const auto blocks = joined(line.words.empty() ? blocks_of(line) : blocks_by_box(line), line, rules);
        if (blocks.empty()) {
            ++blank;
            continue;
        }
        int gap = line.box ? gap_over(line, above) : blank;
        for (const Range& block : blocks) {
            PageLine entry{.line = part_of(line, block.begin, block.end), .marks = {}, .gap = gap};
            entry.first_on_page = first;
            entry.marks = rules.marks.of(entry.line.text);
            out.push_back(std::move(entry));
            first = false;
            gap = 0;
        }
        blank = 0;
        above = &line;
    }
}

}  // namespace

std::size_t length_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::vector<PageLine> page_lines(const std::vector<OcrPage>& pages, const RuleBook& rules) {
    std::vector<PageLine> out;
    for (const OcrPage& page : pages)
        add_lines(page, rules, out);
    return out;
}

const Anchor* find_anchor(const KindRule& kind, std::string_view line) {
    for (const Anchor& anchor : kind.anchors) {
        if (anchor.pattern && RE2::PartialMatch({line.data(), line.size()}, *anchor.pattern)) return &anchor;
        if (!anchor.labels.empty() && find_label(line, anchor.labels)) return &anchor;
    }
    return nullptr;
}

}  // namespace saraban
