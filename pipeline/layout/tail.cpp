#include "pipeline/layout/tail.h"

#include "extractors/labelled_text.h"
#include "pipeline/layout/forms.h"

#include <algorithm>
#include <cstdlib>

namespace saraban {
namespace {

constexpr std::size_t kTitleLines = 4;  ///< after a name: title, acting for, the principal's title
constexpr std::size_t kNoteOpener = 60;  ///< code points of "เรียน นายอำเภอ…" on a received copy
constexpr std::size_t kShortLine = 90;  ///< code points of a unit, a caption
constexpr std::size_t kLabelBlank = 1;
constexpr std::size_t kStroke = 8;  ///< code points

/// `… ปฏิบัติราชการแทน`: whose place it is stands in the next line.
bool ends_acting(const std::string& text) {
    return text.ends_with("แทน") || text.ends_with("รักษาการในตำแหน่ง");
}

/// สิ่งที่ส่งมาด้วย under a QR code, one letter damaged or not.
bool is_caption(const PageLine& line) {
    const auto found = find_label(line.line.text, "สิ่งที่ส่งมาด้วย");
    return found && length_of(found->rest) <= 4;
}

/// Under the line before it, as the lines of one block are; text without boxes says so by having no gap.
bool continues(const PageLine& above, const PageLine& line) {
    if (line.gap > 0) return false;
    if (!above.line.box || !line.line.box) return true;
    return std::abs(above.line.box->left - line.line.box->left) <= 2 * line.line.box->height() &&
           line.line.box->top >= above.line.box->top;
}

bool says_something(std::string_view text) {
    static const RE2 kWord(R"([\p{L}\p{N}])");
    return RE2::PartialMatch({text.data(), text.size()}, kWord);
}

/// Strokes of a signature and corners of a QR code on a page, read as a few characters that make no word.
bool is_stroke(const PageLine& line) {
    static const RE2 kWord(R"((?:[ก-ฮ][^ก-ฮ]*){3}|[A-Za-z]{4}|[0-9๐-๙]{5})");
    return line.line.box && line.marks.none() && length_of(line.line.text) <= kStroke &&
           !RE2::PartialMatch(line.line.text, kWord);
}

class Tail {
public:
    Tail(std::vector<PageLine>& lines, Range letter, const Start& start)
        : lines_(lines), letter_(letter), start_(start) {
        closes_ = std::ranges::any_of(start.kind->anchors,
                                      [](const Anchor& a) { return a.zone == ZoneKind::Closing; });
    }

    void zone(std::size_t body);

private:
    void zone_body_line(std::size_t i);
    void zone_tail_line(std::size_t i);
    [[nodiscard]] bool opens_note(std::size_t i) const;
    [[nodiscard]] bool ends_body(std::size_t i) const;
    [[nodiscard]] bool is_lone_date(std::size_t i) const;
    void put_issuer_over(std::size_t date);
    std::size_t put_signature(std::size_t i);
    [[nodiscard]] std::size_t end_of_titles(std::size_t name) const;
    [[nodiscard]] bool names_issuer(std::size_t begin, std::size_t end) const;
    [[nodiscard]] bool has_zone(ZoneKind kind) const;

    std::vector<PageLine>& lines_;
    Range letter_;
    const Start& start_;
    bool closes_ = false;  ///< the kind has a closing (ขอแสดงความนับถือ)
    bool in_tail_ = false;
    bool body_ended_ = false;  ///< จึงเรียนมา has been seen
    bool note_open_ = false;
    bool note_since_closing_ = false;
    bool signed_ = false;
    int note_ = 0;
};

bool Tail::has_zone(ZoneKind kind) const {
    for (std::size_t i = letter_.begin; i < letter_.end; ++i)
        if (lines_[i].zone == kind) return true;
    return false;
}

/// เรียน and an office, where a letter's head cannot be: somebody wrote on the received copy.
bool Tail::opens_note(std::size_t i) const {
    const std::string_view text = lines_[i].line.text;
    if (length_of(text) > kNoteOpener) return false;
    const auto found = find_label(text, "เรียน");
    if (!found || !found->exact || found->rest.empty()) return false;
    const auto blank =
        static_cast<std::size_t>(found->rest.data() - found->label.data()) - found->label.size();
    return blank >= kLabelBlank && (in_tail_ || body_ended_ || lines_[i].gap > 0);
}

/// The date under the text: `สั่ง ณ วันที่ …`, or alone under the office's name.
bool Tail::is_lone_date(std::size_t i) const {
    const Anchor* anchor = find_anchor(*start_.kind, lines_[i].line.text);
    return anchor && anchor->zone == ZoneKind::Date && anchor->pattern && !has_zone(ZoneKind::Date);
}

bool Tail::ends_body(std::size_t i) const {
    const PageLine& line = lines_[i];
    if (line.has(Mark::Closing)) return true;
    const bool name = line.has(Mark::Name) || line.has(Mark::Rank);
    if (note_open_ && name && closes_) return false;  // who wrote the note
    if (closes_) return body_ended_ && name;
    return name || is_lone_date(i) || (body_ended_ && line.gap > 0 && line.has(Mark::Unit));
}

/// A stamped letter has its office and its date under the text.
void Tail::put_issuer_over(std::size_t date) {
    if (has_zone(ZoneKind::Letterhead)) return;
    for (std::size_t i = date; i-- > letter_.begin && date - i <= 2;) {
        if (!lines_[i].has(Mark::Seat) || length_of(lines_[i].line.text) > kShortLine) continue;
        if (lines_[i].zone != ZoneKind::Body) return;
        lines_[i].put(ZoneKind::Letterhead);
        return;
    }
}

void Tail::zone_body_line(std::size_t i) {
    PageLine& line = lines_[i];
    if (!says_something(line.line.text)) {
        line.put(ZoneKind::Noise);
    } else if (opens_note(i)) {
        note_open_ = true;
        line.put(ZoneKind::MarginalNote, ++note_);
    } else if (note_open_ && (line.has(Mark::Name) || line.has(Mark::Rank))) {
        const std::size_t end = end_of_titles(i);
        for (std::size_t k = i; k < end; ++k)
            lines_[k].put(ZoneKind::MarginalNote, note_);
        note_open_ = false;
    } else if (note_open_ && (line.has(Mark::NoteLine) || line.has(Mark::BodyEnd))) {
        line.put(ZoneKind::MarginalNote, note_);
    } else {
        line.put(ZoneKind::Body);
        body_ended_ = body_ended_ || line.has(Mark::BodyEnd);
    }
}

/// One past the lines of titles under a name.
std::size_t Tail::end_of_titles(std::size_t name) const {
    std::size_t i = name + 1, above = name, titles = 0;
    for (; i < letter_.end && titles < kTitleLines; ++i) {
        const PageLine& line = lines_[i];
        if (line.zone == ZoneKind::Noise) continue;
        if (line.zone || line.has(Mark::Phone) || line.has(Mark::Email) || line.has(Mark::Coordinator) ||
            line.has(Mark::Name) || line.has(Mark::Rank) || line.has(Mark::CopyTo) ||
            line.has(Mark::FormTitle) || line.has(Mark::Slogan) || line.has(Mark::QrCaption) ||
            line.has(Mark::NoteLine) || opens_note(i))
            break;
        const bool goes_on = ends_acting(lines_[above].line.text) || line.has(Mark::ActingFor);
        const bool first = above == name;
        if (first && line.has(Mark::Unit) && line.gap > 1) break;
        if (!first && !goes_on && (!line.has(Mark::OfficialTitle) || line.has(Mark::Unit) || line.gap > 0))
            break;
        above = i;
        ++titles;
    }
    return i;
}

/// The titles name the office of the letterhead, with its rank: ศาลากลางจังหวัดX signs as …จังหวัดX, never as
/// นายอำเภอX.
bool Tail::names_issuer(std::size_t begin, std::size_t end) const {
    static const RE2 kOffice("^(?:ศาลากลาง|ที่ว่าการ|สำนักงาน|ที่ทำการ)?(\\p{Thai}{5,})");
    for (std::size_t h = letter_.begin; h < letter_.end; ++h) {
        if (lines_[h].zone != ZoneKind::Letterhead) continue;
        re2::StringPiece office;
        if (!RE2::PartialMatch(lines_[h].line.text, kOffice, &office)) continue;
        for (std::size_t i = begin; i < end; ++i)
            if (lines_[i].line.text.find(office.data(), 0, office.size()) != std::string::npos) return true;
        return false;
    }
    return false;
}

/// Name and titles; who wrote on the copy is not who signed. Returns the last line used.
std::size_t Tail::put_signature(std::size_t i) {
    std::size_t name = i;
    while (name < letter_.end && !lines_[name].has(Mark::Name))
        ++name;
    const std::size_t end = name < letter_.end ? end_of_titles(name) : i + 1;
    const bool own = !signed_ && (!note_since_closing_ || (names_issuer(name, end) && !note_open_));
    if (!own && note_open_ == false) ++note_;
    for (std::size_t k = i; k < end; ++k)
        if (!lines_[k].zone)
            lines_[k].put(own ? ZoneKind::Signature : ZoneKind::MarginalNote, own ? 0 : note_);
    signed_ = signed_ || own;
    if (!own) note_open_ = false;
    return end - 1;
}

void Tail::zone_tail_line(std::size_t i) {
    PageLine& line = lines_[i];
    const bool unit = line.has(Mark::Unit) && length_of(line.line.text) <= kShortLine;
    if (line.has(Mark::Closing)) {
        line.put(ZoneKind::Closing);
    } else if (line.has(Mark::Secrecy)) {
        line.put(ZoneKind::Secrecy);  // at the foot of every page too
    } else if (opens_note(i)) {
        note_open_ = note_since_closing_ = true;
        line.put(ZoneKind::MarginalNote, ++note_);
    } else if (line.has(Mark::Coordinator)) {
        line.put(ZoneKind::Coordinator);
    } else if (line.has(Mark::Phone) || line.has(Mark::Email) || line.has(Mark::CopyTo)) {
        const bool of_coordinator = i > letter_.begin && lines_[i - 1].zone == ZoneKind::Coordinator &&
                                    line.gap == 0 && !line.has(Mark::Unit) && !lines_[i - 1].has(Mark::Phone);
        line.put(of_coordinator ? ZoneKind::Coordinator : ZoneKind::Owner);
    } else if (line.has(Mark::NoteLine) && !line.has(Mark::QrCaption)) {
        note_since_closing_ = true;
        line.put(ZoneKind::MarginalNote, note_);
    } else if (note_open_ && line.has(Mark::BodyEnd)) {
        line.put(ZoneKind::MarginalNote, note_);
    } else if (line.has(Mark::Slogan)) {
        line.put(ZoneKind::Slogan);
    } else if (line.has(Mark::QrCaption) || is_caption(line)) {
        line.put(ZoneKind::Qr);
    } else if (unit) {
        line.put(ZoneKind::Owner);
    } else if (line.has(Mark::StampNumber) || line.has(Mark::StampTime)) {
        line.put(ZoneKind::ReceivedStamp, 200);
    } else if (i > letter_.begin && lines_[i - 1].zone == ZoneKind::Owner && continues(lines_[i - 1], line) &&
               length_of(line.line.text) <= kShortLine) {
        line.put(ZoneKind::Owner);
    } else {
        line.put(ZoneKind::Noise);
    }
}

void Tail::zone(std::size_t body) {
    const std::size_t forms = first_form(lines_, letter_, body);
    bool closed = false;
    for (std::size_t i = body; i < forms; ++i) {
        closed = closed || lines_[i].has(Mark::Closing) || lines_[i].has(Mark::Name);
        if (closed && !lines_[i].zone && is_stroke(lines_[i])) lines_[i].put(ZoneKind::Noise);
    }
    for (std::size_t i = body; i < forms; ++i) {
        if (lines_[i].zone) continue;
        if (!in_tail_ && ends_body(i)) {
            in_tail_ = true;
            note_since_closing_ = false;
            if (!closes_ && is_lone_date(i)) {
                lines_[i].put(ZoneKind::Date);
                put_issuer_over(i);
                continue;
            }
        }
        const bool signature = lines_[i].has(Mark::Name) || lines_[i].has(Mark::Rank);
        if (in_tail_ && signature)
            i = put_signature(i);
        else if (in_tail_)
            zone_tail_line(i);
        else
            zone_body_line(i);
    }
    zone_forms(lines_, {forms, letter_.end});
}

}  // namespace

void zone_tail(std::vector<PageLine>& lines, Range letter, std::size_t body, const Start& start) {
    Tail(lines, letter, start).zone(body);
}

}  // namespace saraban
