#include "pipeline/layout/page_lines.h"

#include "extractors/labelled_text.h"

#include <algorithm>

namespace saraban {
namespace {

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

void add_image_page(const OcrPage& page, const RuleBook& rules, std::vector<PageLine>& out) {
    bool first = true;
    for (Placed& placed : in_columns(page.lines, rules)) {
        add(std::move(placed.line), placed.gap, first, rules, out);
        first = false;
    }
}

}  // namespace

std::vector<PageLine> page_lines(const std::vector<OcrPage>& pages, const RuleBook& rules) {
    std::vector<PageLine> out;
    for (const OcrPage& page : pages) {
        const bool boxes =
            std::ranges::all_of(page.lines, [](const Line& line) { return line.box.has_value(); });
        if (boxes)
            add_image_page(page, rules, out);
        else
            add_text_page(page, rules, out);
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
