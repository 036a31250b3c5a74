#include "pipeline/layout/starts.h"

#include "extractors/classify.h"
#include "extractors/labelled_text.h"

#include <algorithm>

namespace saraban {
namespace {

constexpr std::size_t kClassifiedLines = 80;  ///< of a letter: head and, usually, closing
constexpr std::size_t kNoiseLength = 12;      ///< code points of what may stand between stamps

bool is_stamp_line(const PageLine& line) {
    return line.has(Mark::StampNumber) || line.has(Mark::StampTime) || line.has(Mark::StampDate) ||
           line.has(Mark::ShortDate);
}

bool is_stamped(const PageLine& line) {
    return line.zone == ZoneKind::ReceivedStamp || is_stamp_line(line) || line.has(Mark::RoutingUnit);
}

bool stands_at(const Anchor& anchor, std::string_view line) {
    if (anchor.pattern) return RE2::PartialMatch({line.data(), line.size()}, *anchor.pattern);
    return find_label(line, anchor.labels).has_value();
}

bool opens_here(const PageLine& line, const KindRule& kind) {
    // Most lines are no opening of any kind: ask for that anchor before asking for the first one.
    const bool may_open = std::ranges::any_of(kind.anchors, [&](const Anchor& anchor) {
        return anchor.zone == kind.opens.with && stands_at(anchor, line.line.text);
    });
    if (!may_open) return false;
    if (line.has(Mark::Citation)) return false;  // its own number is never cited with a date
    const Anchor* anchor = find_anchor(kind, line.line.text);
    return anchor && anchor->zone == kind.opens.with;
}

/// The zones of `then` that have an anchor after line `at`, up to the next line that opens a letter.
bool confirmed(const std::vector<PageLine>& lines, std::size_t at, const KindRule& kind) {
    std::vector<ZoneKind> missing = kind.opens.then;
    int reach = kind.opens.within;  // what was stamped between them takes no room
    for (std::size_t i = at + 1; i < lines.size() && reach > 0 && !missing.empty(); ++i) {
        reach -= is_stamped(lines[i]) ? 0 : 1;
        const Anchor* anchor = find_anchor(kind, lines[i].line.text);
        if (!anchor) continue;
        if (anchor->zone == kind.opens.with && opens_here(lines[i], kind)) break;
        std::erase(missing, anchor->zone);
    }
    const auto found = kind.opens.then.size() - missing.size();
    return found >= static_cast<std::size_t>(kind.opens.at_least);
}

std::string text_of(const std::vector<PageLine>& lines, std::size_t begin, std::size_t end) {
    std::string text;
    for (std::size_t i = begin; i < std::min(end, begin + kClassifiedLines); ++i)
        text += lines[i].line.text + "\n";
    return text;
}

/// Where the page of line `at` ends: what is enclosed begins on a page of its own.
std::size_t end_of_page(const std::vector<PageLine>& lines, std::size_t at) {
    std::size_t end = at;
    while (end < lines.size() && lines[end].line.page == lines[at].line.page)
        ++end;
    return end;
}

struct Candidate {
    std::size_t line;
    std::vector<const KindRule*> kinds;
};

/// The number under a title (บันทึกข้อความ) opens no letter of its own.
bool belongs_to_head_of(const Candidate& before, const PageLine& line, std::size_t at) {
    return std::ranges::any_of(before.kinds, [&](const KindRule* kind) {
        const Anchor* anchor = find_anchor(*kind, line.line.text);
        return anchor && anchor->zone != kind->opens.with &&
               std::ranges::count(kind->opens.then, anchor->zone) > 0 &&
               at - before.line <= static_cast<std::size_t>(kind->opens.within);
    });
}

std::vector<Candidate> find_candidates(const std::vector<PageLine>& lines, const RuleBook& rules) {
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Candidate here{i, {}};
        // ที่ กบ ๐๐๑๗.๒/ว ๖๒๖ over ลงวันที่ …: another letter is cited.
        const bool cited = i + 1 < lines.size() && lines[i + 1].has(Mark::Citation) &&
                           lines[i + 1].gap == 0 && lines[i + 1].has(Mark::AttachmentPart);
        if (cited) continue;
        for (const KindRule& kind : rules.kinds)
            if (opens_here(lines[i], kind) && confirmed(lines, i, kind)) here.kinds.push_back(&kind);
        if (here.kinds.empty()) continue;
        if (!candidates.empty() && belongs_to_head_of(candidates.back(), lines[i], i)) continue;
        candidates.push_back(std::move(here));
    }
    return candidates;
}

/// Stands in front of a letter's number without being part of the letter before.
bool may_precede(const PageLine& line) {
    if (line.zone == ZoneKind::ReceivedStamp) return true;
    for (const Mark mark :
         {Mark::Closing, Mark::Phone, Mark::Email, Mark::Coordinator, Mark::Name, Mark::ActingFor,
          Mark::CopyTo, Mark::FormTitle, Mark::Slogan, Mark::BodyEnd, Mark::QrCaption})
        if (line.has(mark)) return false;
    for (const Mark mark : {Mark::Speed, Mark::Secrecy, Mark::StampNumber, Mark::StampDate, Mark::StampTime,
                            Mark::ShortDate, Mark::RoutingUnit, Mark::Seat, Mark::Address, Mark::PageNumber})
        if (line.has(mark)) return true;
    return !line.has(Mark::OfficialTitle) && length_of(line.line.text) <= kNoiseLength;
}

bool is_bulleted(const PageLine& line) {
    const std::string& text = line.line.text;
    return text.starts_with("-") || text.starts_with("☐") || text.starts_with("□") || text.starts_with("(");
}

/// The letter before has had its telephone, mailbox or coordinator since somebody signed it.
bool has_contact(const std::vector<PageLine>& lines, std::size_t limit, std::size_t end) {
    for (std::size_t i = end; i-- > limit && !lines[i].has(Mark::Name) && !lines[i].has(Mark::Closing);)
        if (lines[i].has(Mark::Phone) || lines[i].has(Mark::Coordinator) || lines[i].has(Mark::Email))
            return true;
    return false;
}

/// The begin of what stands over `at`: speed, secrecy, and a letterhead, an office with its address.
std::size_t with_letterhead(const std::vector<PageLine>& lines, std::size_t at, std::size_t limit) {
    const auto over_classes = [&](std::size_t i) {
        while (i > limit && (lines[i - 1].has(Mark::Speed) || lines[i - 1].has(Mark::Secrecy)))
            --i;
        return i;
    };
    at = over_classes(at);
    std::size_t office = at;
    while (office > limit && lines[office - 1].has(Mark::Address) && !lines[office - 1].has(Mark::Seat))
        --office;
    if (office == at || office == limit || !lines[office - 1].has(Mark::Seat)) return at;
    return over_classes(office - 1);
}

/// Where the block in front of a letter's first line begins. Routing boxes look like the units of the letter
/// before: they belong to the stamp if they are bulleted, or if that letter has had its telephone line.
std::size_t begin_of_front(const std::vector<PageLine>& lines, std::size_t start, std::size_t limit) {
    std::size_t begin = start;
    const auto under_name = [&](std::size_t i) { return i > limit && lines[i - 1].has(Mark::Name); };
    while (begin > limit && lines[begin - 1].line.page == lines[start].line.page &&
           may_precede(lines[begin - 1]) && !under_name(begin - 1))
        --begin;
    if (begin == limit || lines[begin - 1].line.page != lines[start].line.page) return begin;
    const auto first_stamp = std::find_if(lines.begin() + static_cast<std::ptrdiff_t>(begin),
                                          lines.begin() + static_cast<std::ptrdiff_t>(start), is_stamp_line);
    const auto stamp = static_cast<std::size_t>(first_stamp - lines.begin());
    const bool letter_done = has_contact(lines, limit, begin);
    if (stamp == start) return with_letterhead(lines, start, begin);  // only letterhead, speed and secrecy
    // The stamp's own agency stands right over it.
    std::size_t first = stamp;
    const bool agency =
        first > begin && !is_bulleted(lines[first - 1]) && !lines[first - 1].has(Mark::Address);
    if (agency && lines[first].gap <= 1) --first;
    if (first > begin && (letter_done || is_bulleted(lines[first - 1]))) return begin;
    return with_letterhead(lines, first, begin);
}

}  // namespace

std::vector<Start> find_starts(const std::vector<PageLine>& lines, const RuleBook& rules) {
    const std::vector<Candidate> candidates = find_candidates(lines, rules);
    std::vector<Start> starts;
    for (std::size_t c = 0; c < candidates.size(); ++c) {
        const std::size_t at = candidates[c].line;
        const std::size_t end = c + 1 < candidates.size() ? candidates[c + 1].line : lines.size();
        // A letter's first page shows its kind; what lies behind it may be of another.
        const std::size_t page_end = std::min(end, end_of_page(lines, at));
        const KindRule* kind = classify(text_of(lines, at, page_end), candidates[c].kinds);
        if (!kind) kind = classify(text_of(lines, at, end), candidates[c].kinds);
        if (!kind) continue;
        const std::size_t begin = starts.empty() ? 0 : begin_of_front(lines, at, starts.back().line + 1);
        starts.push_back({.line = at, .begin = begin, .kind = kind});
    }
    return starts;
}

}  // namespace saraban
