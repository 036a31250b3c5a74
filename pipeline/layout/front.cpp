#include "pipeline/layout/front.h"

#include "extractors/labelled_text.h"

#include <algorithm>

namespace saraban {
namespace {

constexpr std::size_t kFragment = 10;       ///< code points of an unlabelled piece of a stamp
constexpr std::size_t kShortestOffice = 4;  ///< code points: less is a speck or a stray numeral

using Indexes = std::vector<std::size_t>;

bool is_stamp_line(const PageLine& line) {
    return line.has(Mark::StampNumber) || line.has(Mark::StampTime) || line.has(Mark::StampDate) ||
           line.has(Mark::ShortDate);
}

bool is_bulleted(const PageLine& line) {
    static const RE2 kBullet(R"(^(?:[-–☐□○✓]|\(\s*[/✓]?\s*\)))");
    return RE2::PartialMatch(line.line.text, kBullet);
}

bool has_letters(std::string_view text) {
    std::size_t letters = 0;
    for (std::size_t i = 0; i + 2 < text.size(); ++i)
        if (text[i] == '\xE0' && (text[i + 1] == '\xB8' || text[i + 1] == '\xB9') &&
            !(text[i + 1] == '\xB9' && static_cast<unsigned char>(text[i + 2]) >= 0x90U))
            ++letters;
    return letters >= kShortestOffice;
}

class Front {
public:
    Front(std::vector<PageLine>& lines, Indexes before, Indexes between)
        : lines_(lines), before_(std::move(before)), between_(std::move(between)) {}

    void zone(bool dated, bool headed) {
        put_classes(before_);
        put_classes(between_);
        if (!dated) put_date();
        headed = headed || put_letterhead_over_number();
        put_stamps(before_, false);
        put_stamps(between_, !headed);
        put_routing();
        if (!headed) put_letterhead();
        for (const Indexes* all : {&before_, &between_})
            for (const std::size_t i : *all)
                if (!lines_[i].zone) lines_[i].put(ZoneKind::Noise);
    }

private:
    void put_classes(const Indexes& indexes) {
        for (const std::size_t i : indexes) {
            if (lines_[i].zone) continue;
            if (lines_[i].has(Mark::Secrecy)) lines_[i].put(ZoneKind::Secrecy);
            if (lines_[i].has(Mark::Speed)) lines_[i].put(ZoneKind::Speed);
        }
    }

    /// The last full date between number and first label; without one the last short date that stands apart
    /// from any stamp.
    void put_date() {
        const auto is_date = [&](std::size_t k, Mark mark) {
            const PageLine& line = lines_[between_[k]];
            if (line.zone || !line.has(mark) || line.has(Mark::StampNumber) || line.has(Mark::StampTime))
                return false;
            if (mark == Mark::FullDate) return true;
            const bool under_stamp = k > 0 && is_stamp_line(lines_[between_[k - 1]]);
            const bool over_stamp = k + 1 < between_.size() && is_stamp_line(lines_[between_[k + 1]]);
            return !under_stamp && !over_stamp && !line.has(Mark::StampDate);
        };
        for (const Mark mark : {Mark::FullDate, Mark::ShortDate}) {
            for (std::size_t k = between_.size(); k-- > 0;) {
                if (!is_date(k, mark)) continue;
                lines_[between_[k]].put(ZoneKind::Date);
                return;
            }
        }
    }

    [[nodiscard]] bool may_be_agency(const Indexes& indexes, std::size_t at, bool letterhead_here) const {
        const PageLine& line = lines_[indexes[at]];
        const bool street = line.has(Mark::Address) && !line.has(Mark::Seat);
        if (line.zone || street || line.has(Mark::FullDate) || is_bulleted(line) ||
            !has_letters(line.line.text))
            return false;
        // The last line of a letterhead stands close to the line over it, not to the stamp.
        if (at > 0 && line.gap == 0 && lines_[indexes[at + 1]].gap > 0) return false;
        if (!letterhead_here) return true;
        // Somebody else must be left to be the letterhead.
        return std::ranges::any_of(indexes, [&](std::size_t i) {
            return i != indexes[at] && !lines_[i].zone && !is_stamp_line(lines_[i]) &&
                   (lines_[i].has(Mark::Seat) || lines_[i].has(Mark::Address));
        });
    }

    /// Stamps: lines with a stamp's labels, the agency over the first, and pieces under the last.
    void put_stamps(const Indexes& indexes, bool letterhead_here) {
        bool open = false, numbered = false;
        for (std::size_t k = 0; k < indexes.size(); ++k) {
            PageLine& line = lines_[indexes[k]];
            if (line.zone) {
                open = false;
                continue;
            }
            const bool next_is_stamp = k + 1 < indexes.size() && !lines_[indexes[k + 1]].zone &&
                                       is_stamp_line(lines_[indexes[k + 1]]);
            if (is_stamp_line(line)) {
                if (!open || (numbered && line.has(Mark::StampNumber))) start_stamp(numbered);
                open = true;
                numbered = numbered || line.has(Mark::StampNumber);
                line.put(ZoneKind::ReceivedStamp, stamp_);
            } else if (next_is_stamp && starts_stamp(indexes, k) &&
                       may_be_agency(indexes, k, letterhead_here)) {
                start_stamp(numbered);
                open = true;
                line.put(ZoneKind::ReceivedStamp, stamp_);
            } else if (open && line.gap == 0 && length_of(line.line.text) <= kFragment &&
                       !line.has(Mark::Address)) {
                line.put(ZoneKind::ReceivedStamp, stamp_);
            } else {
                open = false;
            }
        }
    }

    /// The agency stands over the number; a second one under a date opens the next stamp.
    [[nodiscard]] bool starts_stamp(const Indexes& indexes, std::size_t k) const {
        const PageLine& next = lines_[indexes[k + 1]];
        return next.has(Mark::StampNumber) || next.has(Mark::StampDate);
    }

    void start_stamp(bool& numbered) {
        ++stamp_;
        numbered = false;
    }

    void put_routing() {
        for (const Indexes* all : {&before_, &between_})
            for (const std::size_t i : *all) {
                const bool box = is_bulleted(lines_[i]) || (all == &before_ && stamp_ > 0);
                if (box && !lines_[i].zone && lines_[i].has(Mark::RoutingUnit))
                    lines_[i].put(ZoneKind::RoutingSlip);
            }
    }

    /// An office right over its address, in front of the number: what stands behind is stamped.
    bool put_letterhead_over_number() {
        for (std::size_t k = 0; k + 1 < before_.size(); ++k) {
            PageLine& office = lines_[before_[k]];
            if (office.zone || !office.has(Mark::Seat) || is_stamp_line(office)) continue;
            std::size_t end = k + 1;
            while (end < before_.size() && is_street(lines_[before_[end]]))
                ++end;
            if (end == k + 1) continue;
            for (std::size_t i = k; i < end; ++i)
                lines_[before_[i]].put(ZoneKind::Letterhead);
            return true;
        }
        return false;
    }

    static bool is_street(const PageLine& line) {
        return !line.zone && line.gap == 0 && line.has(Mark::Address) && !line.has(Mark::Seat) &&
               !is_stamp_line(line);
    }

    void put_letterhead() {
        bool found = false;
        for (const std::size_t i : between_) {
            PageLine& line = lines_[i];
            if (line.zone || !(has_letters(line.line.text) || line.has(Mark::Address))) continue;
            if (line.has(Mark::FullDate)) continue;  // a second date is nobody's office
            line.put(ZoneKind::Letterhead);
            found = true;
        }
        if (found) return;
        // The right block of a page may stand a little higher than the number.
        for (const std::size_t i : before_) {
            PageLine& line = lines_[i];
            if (line.zone || !(line.has(Mark::Seat) || (found && line.has(Mark::Address)))) continue;
            line.put(ZoneKind::Letterhead);
            found = true;
        }
    }

    std::vector<PageLine>& lines_;
    Indexes before_, between_;
    int stamp_ = 0;
};

}  // namespace

void zone_front(std::vector<PageLine>& lines, const std::vector<std::size_t>& before,
                const std::vector<std::size_t>& between, bool dated, bool headed) {
    Front(lines, before, between).zone(dated, headed);
}

}  // namespace saraban
