#include "pipeline/layout/page_lines.h"

#include "extractors/labelled_text.h"

#include <algorithm>

namespace saraban {
namespace {

constexpr int kFirstFrame = 1000;  ///< parts of zones: those of stamps without a frame are lower

void add(Line line, int gap, bool first, const RuleBook& rules, std::vector<PageLine>& out) {
    PageLine entry{.line = std::move(line), .marks = {}, .gap = gap, .first_on_page = first, .zone = {}};
    entry.marks = rules.marks.of(entry.line.text);
    out.push_back(std::move(entry));
}

void add_text_page(const OcrPage& page, const RuleBook& rules, std::vector<PageLine>& out) {
    int blank = 0;
    bool first = true;
    for (const Line& line : page.lines) {
        for (Line& part : parts_of(line, rules)) {
            add(std::move(part), blank, first, rules, out);
            first = false;
            blank = 0;
        }
        if (trim(line.text).empty()) ++blank;
    }
}

/// `10_นย 2553` in coloured ink: day, a few letters and a year of the Buddhist era are a worn dater's.
bool has_worn_date(const PageLine& line) {
    static const RE2 kWorn(R"((?:^|[^0-9๐-๙/])[0-9๐-๙]{1,2}[^0-9๐-๙/]{1,8}(?:25|๒๕)[0-9๐-๙]{2}\D{0,3}$)");
    return line.line.stamp > 0 && RE2::PartialMatch(line.line.text, kWorn);
}

/// A frame with a register number, a time or a date to fill in is a stamp, whatever else stands in it.
void zone_stamp(std::vector<PageLine>& lines, Range block) {
    const auto any = [&](Mark mark) {
        return std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(block.begin),
                           lines.begin() + static_cast<std::ptrdiff_t>(block.end),
                           [&](const PageLine& line) { return line.has(mark); });
    };
    const bool worn = std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(block.begin),
                                  lines.begin() + static_cast<std::ptrdiff_t>(block.end), has_worn_date);
    const bool stamp = worn || any(Mark::StampNumber) || any(Mark::StampTime) || any(Mark::ShortDate) ||
                       any(Mark::StampDate);
    if (!stamp || any(Mark::DocNumber) || any(Mark::FormTitle)) return;
    for (std::size_t i = block.begin; i < block.end; ++i)
        lines[i].put(ZoneKind::ReceivedStamp, kFirstFrame + lines[i].frame);
}

void turn(Line& line, const OcrPage& page) {
    if (line.box) line.box = upright(*line.box, page);
    for (Word& word : line.words)
        word.box = upright(word.box, page);
}

/// In reading order. What is above and left of what shows on the upright page; boxes stay those of the
/// source.
std::vector<Placed> in_order(const OcrPage& page, const RuleBook& rules) {
    constexpr int kFull = 4;
    const int turns = page.quarter_turns;
    if (turns == 0) return in_blocks(page, rules);
    OcrPage standing = page;
    standing.quarter_turns = 0;
    for (Line& line : standing.lines)
        turn(line, page);
    for (std::vector<Box>* boxes : {&standing.frames, &standing.stamps})
        for (Box& box : *boxes)
            box = upright(box, page);
    OcrPage back;
    back.quarter_turns = (kFull - turns) % kFull;
    back.size = turns % 2 == 0 ? page.size : Size{page.size.height, page.size.width};
    std::vector<Placed> placed = in_blocks(standing, rules);
    for (Placed& one : placed)
        turn(one.line, back);
    return placed;
}

void add_image_page(const OcrPage& page, const RuleBook& rules, std::vector<PageLine>& out) {
    const std::size_t begin = out.size();
    for (Placed& placed : in_order(page, rules)) {
        add(std::move(placed.line), placed.gap, out.size() == begin, rules, out);
        out.back().frame = placed.frame;
    }
    for (std::size_t i = begin, end = begin; i < out.size(); i = end) {
        while (end < out.size() && out[end].frame == out[i].frame)
            ++end;
        if (out[i].frame > 0) zone_stamp(out, {i, end});
    }
}

}  // namespace

std::vector<PageLine> page_lines(std::vector<OcrPage> pages, const RuleBook& rules) {
    std::vector<PageLine> out;
    for (OcrPage& page : pages) {
        const bool boxes =
            std::ranges::all_of(page.lines, [](const Line& line) { return line.box.has_value(); });
        if (boxes)
            add_image_page(page, rules, out);
        else
            add_text_page(page, rules, out);
        page.lines = {};  // there may be thousands of pages
    }
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
