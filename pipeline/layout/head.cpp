#include "pipeline/layout/head.h"

#include "extractors/labelled_text.h"
#include "pipeline/layout/front.h"

#include <algorithm>
#include <set>

namespace saraban {
namespace {

constexpr std::size_t kFullLine = 60;    ///< code points: a line this long wraps
constexpr std::size_t kLongLine = 75;    ///< code points: longer than an item's second line
constexpr std::size_t kLabelAhead = 4;   ///< lines in which a label shows that the head goes on
constexpr std::size_t kParagraph = 110;  ///< code points: no head has so long a line without a label

class Head {
public:
    Head(std::vector<PageLine>& lines, Range letter, const Start& start)
        : lines_(lines), letter_(letter), start_(start) {}

    std::size_t zone();

private:
    [[nodiscard]] const Anchor* anchor_at(std::size_t i) const {
        return find_anchor(*start_.kind, lines_[i].line.text);
    }
    [[nodiscard]] bool is_label(const Anchor* anchor) const {
        return anchor && !anchor->labels.empty() && anchor->zone != ZoneKind::Closing;
    }
    /// Where an earlier letter may be cited.
    [[nodiscard]] bool in_list() const {
        return current_ && (*current_ == ZoneKind::Subject || *current_ == ZoneKind::Addressee ||
                            *current_ == ZoneKind::Reference || *current_ == ZoneKind::Attachment);
    }
    void put_number_over_title();
    [[nodiscard]] bool label_ahead(std::size_t i) const;
    [[nodiscard]] bool starts_body(std::size_t i) const;
    [[nodiscard]] bool body_after_addressee(std::size_t i) const;
    [[nodiscard]] bool body_after_reference(std::size_t i) const;
    [[nodiscard]] bool body_after_attachment(std::size_t i) const;
    [[nodiscard]] bool zone_has(Mark mark, std::size_t before) const;
    [[nodiscard]] bool item_has(Mark mark, std::size_t before) const;

    std::vector<PageLine>& lines_;
    Range letter_;
    const Start& start_;
    std::optional<ZoneKind> current_;  ///< none: between number and first label
    std::size_t current_begin_ = 0;
    std::set<ZoneKind> seen_;
};

/// A certificate has its number over its title.
void Head::put_number_over_title() {
    if (start_.kind->opens.with == ZoneKind::Number) return;
    for (std::size_t i = letter_.begin; i < start_.line; ++i) {
        const Anchor* anchor = anchor_at(i);
        if (lines_[i].zone || !anchor || anchor->zone != ZoneKind::Number) continue;
        lines_[i].put(ZoneKind::Number);
        seen_.insert(ZoneKind::Number);
        return;
    }
}

/// A label of a zone that is still missing stands in one of the next lines.
bool Head::label_ahead(std::size_t i) const {
    const std::size_t end = std::min(letter_.end, i + 1 + kLabelAhead);
    for (std::size_t k = i + 1; k < end; ++k) {
        if (lines_[k].has(Mark::BodyStart) || lines_[k].has(Mark::Closing)) return false;
        const Anchor* anchor = anchor_at(k);
        if (is_label(anchor) && !seen_.contains(anchor->zone)) return true;
    }
    return false;
}

bool Head::zone_has(Mark mark, std::size_t before) const {
    for (std::size_t k = current_begin_; k < before; ++k)
        if (lines_[k].zone == current_ && lines_[k].has(mark)) return true;
    return false;
}

/// The same of the list's last item.
bool Head::item_has(Mark mark, std::size_t before) const {
    for (std::size_t k = before; k-- > current_begin_;) {
        if (lines_[k].zone != current_) continue;
        if (lines_[k].has(mark)) return true;
        if (lines_[k].has(Mark::ListItem)) return false;
    }
    return false;
}

bool Head::body_after_addressee(std::size_t i) const {
    const PageLine& line = lines_[i];
    const std::string& above = lines_[i - 1].line.text;
    if (line.has(Mark::OfficialTitle) || line.line.text.starts_with("และ") || above.ends_with("และ"))
        return false;
    return line.has(Mark::BodyStart) || line.gap > 0 || length_of(above) < kFullLine;
}

bool Head::body_after_reference(std::size_t i) const {
    const PageLine& line = lines_[i];
    if (line.has(Mark::AttachmentPart) || line.has(Mark::ListItem)) return false;
    const bool complete = zone_has(Mark::Citation, i);
    if (line.has(Mark::BodyStart)) return complete || line.gap > 0;
    if (line.gap > 0) return complete || length_of(line.line.text) > kLongLine;
    return complete && !line.line.text.starts_with("หนังสือ");
}

bool Head::body_after_attachment(std::size_t i) const {
    const PageLine& line = lines_[i];
    if (line.has(Mark::AttachmentPart) || line.has(Mark::ItemEnd) || line.has(Mark::ListItem)) return false;
    const std::size_t length = length_of(line.line.text);
    if (line.has(Mark::BodyStart)) return true;
    if (length > kLongLine) return true;
    const bool complete = item_has(Mark::ItemEnd, i);
    if (line.gap > 0) return complete;
    if (!complete) return false;
    // The quantity at the right margin may be read before the second line of its item.
    const bool paragraph_ends =
        i + 1 < letter_.end && (lines_[i + 1].gap > 0 || lines_[i + 1].has(Mark::BodyStart));
    return !paragraph_ends;
}

bool Head::starts_body(std::size_t i) const {
    const PageLine& line = lines_[i];
    if (line.has(Mark::Closing) || line.has(Mark::BodyEnd)) return true;
    if (!current_) return line.has(Mark::BodyStart) || length_of(line.line.text) > kParagraph;
    if (label_ahead(i) && !line.has(Mark::BodyStart)) return false;
    switch (*current_) {
        case ZoneKind::Addressee:
            return body_after_addressee(i);
        case ZoneKind::Reference:
            return body_after_reference(i);
        case ZoneKind::Attachment:
            return body_after_attachment(i);
        default:
            if (label_ahead(i)) return false;
            return line.has(Mark::BodyStart) || line.has(Mark::ListItem) || line.gap > 0 ||
                   length_of(line.line.text) > kLongLine;
    }
}

std::size_t Head::zone() {
    std::vector<std::size_t> before, between;
    for (std::size_t i = letter_.begin; i < start_.line; ++i)
        before.push_back(i);
    put_number_over_title();
    lines_[start_.line].put(start_.kind->opens.with);
    seen_.insert(start_.kind->opens.with);
    std::size_t i = start_.line + 1;
    for (; i < letter_.end; ++i) {
        PageLine& line = lines_[i];
        if (line.zone) continue;
        const Anchor* anchor = anchor_at(i);
        const bool same = anchor && current_ && anchor->zone == *current_;
        const bool opens_zone = is_label(anchor) && (same || !seen_.contains(anchor->zone));
        const bool one_line = anchor && anchor->pattern && anchor->zone == ZoneKind::Number;
        if (one_line && !in_list() && seen_.insert(ZoneKind::Number).second) {
            line.put(ZoneKind::Number);
        } else if (opens_zone) {
            if (!same) current_begin_ = i;
            current_ = anchor->zone;
            seen_.insert(anchor->zone);
            line.put(anchor->zone);
            if (anchor->zone == ZoneKind::Date) current_.reset();  // one line
        } else if (current_ && !in_list() && (line.gap > 0 || line.has(Mark::StampNumber))) {
            current_.reset();  // ส่วนราชการ, จาก: what stands apart is something else
            between.push_back(i);
        } else if (starts_body(i)) {
            break;
        } else if (!current_) {
            between.push_back(i);
        } else if (line.has(Mark::StampNumber) || line.has(Mark::StampTime)) {
            line.put(ZoneKind::ReceivedStamp, 100);
        } else {
            line.put(*current_);
        }
    }
    zone_front(lines_, before, between, seen_.contains(ZoneKind::Date), seen_.contains(ZoneKind::Letterhead));
    return i;
}

}  // namespace

std::size_t zone_head(std::vector<PageLine>& lines, Range letter, const Start& start) {
    return Head(lines, letter, start).zone();
}

}  // namespace saraban
