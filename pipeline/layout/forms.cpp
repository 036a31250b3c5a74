#include "pipeline/layout/forms.h"

#include "extractors/labelled_text.h"

#include <algorithm>

namespace saraban {
namespace {

constexpr std::size_t kFormReach = 14;  ///< lines in which a form shows its blanks
constexpr std::size_t kLongLine = 60;   ///< code points: no caption is that long
constexpr double kSameTitle = 0.9;

/// Blanks to fill in, a signature to give, tabs: within the next lines, before anything of a letter's end.
bool looks_like_form(const std::vector<PageLine>& lines, std::size_t at, std::size_t end) {
    for (std::size_t i = at; i < std::min(end, at + kFormReach); ++i) {
        if (lines[i].has(Mark::FormLine)) return true;
        if (lines[i].has(Mark::Phone) && !lines[i].has(Mark::FormLine)) return false;
        if (lines[i].has(Mark::Coordinator) || lines[i].has(Mark::Closing) || lines[i].has(Mark::DocNumber))
            return false;
    }
    return false;
}

/// A line of the attachment list says the same.
bool is_listed(const std::vector<PageLine>& lines, Range letter, std::string_view title) {
    static const RE2 kItem(R"(^[-–\s]*(?:\p{Thai}*มาด้วย\s*)?(?:[0-9๐-๙]{1,2}\s*[.)]\s*)?)");
    for (std::size_t i = letter.begin; i < letter.end; ++i) {
        if (lines[i].zone != ZoneKind::Attachment) continue;
        re2::StringPiece item(lines[i].line.text);
        RE2::Consume(&item, kItem);
        const std::string_view text(item.data(), item.size());
        const auto [shorter, longer] =
            length_of(text) < length_of(title) ? std::pair{text, title} : std::pair{title, text};
        if (length_of(shorter) >= 10 && prefix_similarity(shorter, longer) >= kSameTitle) return true;
    }
    return false;
}

bool is_caption(const PageLine& line) {
    return line.has(Mark::QrCaption) && find_label(line.line.text, "สิ่งที่ส่งมาด้วย");
}

bool starts_form(const std::vector<PageLine>& lines, Range letter, std::size_t i) {
    const PageLine& line = lines[i];
    if (line.has(Mark::Phone) || line.has(Mark::Coordinator) || line.has(Mark::Name)) return false;
    const auto page_here = [&](std::size_t k) {
        if (k >= letter.end) return false;
        const bool title = lines[k].has(Mark::FormTitle);
        return (title && looks_like_form(lines, k, letter.end)) ||
               is_listed(lines, letter, lines[k].line.text);
    };
    if (is_caption(line) && i + 1 < letter.end) {
        const PageLine& next = lines[i + 1];
        if (next.has(Mark::Phone) || next.has(Mark::Coordinator) || next.has(Mark::Slogan)) return false;
        return page_here(i + 1) || (!next.has(Mark::Unit) && length_of(next.line.text) > kLongLine);
    }
    if (line.has(Mark::QrCaption)) {
        if (!line.has(Mark::FormTitle) || i + 1 == letter.end) return false;
        for (const Mark mark :
             {Mark::Unit, Mark::Phone, Mark::FormTitle, Mark::QrCaption, Mark::Slogan, Mark::RoutingUnit})
            if (lines[i + 1].has(mark) && !lines[i + 1].has(Mark::FormLine)) return false;
    }
    return page_here(i);
}

}  // namespace

std::size_t first_form(const std::vector<PageLine>& lines, Range letter, std::size_t body) {
    bool ended = false;
    for (std::size_t i = body; i < letter.end; ++i) {
        ended = ended || lines[i].has(Mark::Closing) || lines[i].has(Mark::Name);
        if (ended && !lines[i].zone && starts_form(lines, letter, i)) return i;
    }
    return letter.end;
}

void zone_forms(std::vector<PageLine>& lines, Range pages) {
    int form = 0;
    std::string_view title;
    for (std::size_t i = pages.begin; i < pages.end; ++i) {
        PageLine& line = lines[i];
        if (line.zone) continue;
        const bool new_page = i > pages.begin && (line.gap > 0 || line.first_on_page) &&
                              !is_caption(lines[i - 1]) && line.has(Mark::FormTitle) &&
                              length_of(line.line.text) > 12 &&
                              (title.empty() || prefix_similarity(line.line.text, title) < kSameTitle) &&
                              looks_like_form(lines, i, pages.end);
        if (i == pages.begin || new_page) {
            ++form;
            title = is_caption(line) && i + 1 < pages.end ? lines[i + 1].line.text : line.line.text;
        }
        line.put(line.has(Mark::QrCaption) && i + 1 == pages.end ? ZoneKind::Qr : ZoneKind::Form, form);
    }
}

}  // namespace saraban
