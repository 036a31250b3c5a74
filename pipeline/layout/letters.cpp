#include "pipeline/layout/letters.h"

#include "extractors/labelled_text.h"
#include "pipeline/layout/catchword.h"
#include "pipeline/layout/head.h"
#include "pipeline/layout/page_lines.h"
#include "pipeline/layout/starts.h"
#include "pipeline/layout/tail.h"

#include <algorithm>

namespace saraban {
namespace {

/// A rule typed with underscores, dashes or equal signs under a title.
bool is_rule(std::string_view text) {
    static const RE2 kRule(R"([_\-–—=~*\s]{6,})");
    return RE2::FullMatch({text.data(), text.size()}, kRule);
}

void put_furniture(std::vector<PageLine>& lines, Range letter, std::size_t first) {
    for (std::size_t i = letter.begin; i < letter.end; ++i) {
        if (lines[i].has(Mark::PageNumber)) lines[i].put(ZoneKind::PageNumber);
        if (is_rule(lines[i].line.text)) lines[i].put(ZoneKind::Noise);
        const auto words = i > first ? catchword_in(lines[i].line.text) : std::nullopt;
        if (words && takes_up(lines, {i + 1, letter.end}, *words)) lines[i].put(ZoneKind::Catchword);
    }
}

/// Takes the lines out of their places.
Letter letter_of(std::vector<PageLine>& lines, Range range, const Start& start, int order) {
    Letter letter{.kind = start.kind->id, .order = order, .zones = {}};
    int part = 0;
    for (std::size_t i = range.begin; i < range.end; ++i) {
        PageLine& line = lines[i];
        const ZoneKind kind = line.zone.value_or(ZoneKind::Noise);
        if (letter.zones.empty() || letter.zones.back().kind != kind || part != line.part)
            letter.zones.push_back({.kind = kind, .lines = {}});
        letter.zones.back().lines.push_back(std::move(line.line));
        part = line.part;
    }
    return letter;
}

std::vector<std::string> addresses_in(const std::vector<Line>& lines) {
    static const RE2 kEmail(R"(([A-Za-z0-9._%+-]{3,}@[A-Za-z0-9.-]{3,}))");
    std::vector<std::string> found;
    for (const Line& line : lines) {
        if (line.text.find('@') == std::string::npos) continue;
        re2::StringPiece rest(line.text);
        std::string address;
        while (RE2::FindAndConsume(&rest, kEmail, &address))
            found.push_back(address);
    }
    return found;
}

bool quotes_address(const Letter& letter, const std::vector<std::string>& addresses) {
    if (addresses.empty()) return false;
    const auto own = addresses_in(lines_of(letter, ZoneKind::Body));
    return std::ranges::any_of(own,
                               [&](const std::string& a) { return std::ranges::count(addresses, a) > 0; });
}

/// A form behind the enclosed letter that quotes the cover's address is the cover's version of it.
void give_forms_to_their_letters(std::vector<Letter>& letters) {
    for (Letter& holder : letters) {
        for (std::size_t z = 0; z < holder.zones.size();) {
            const auto addresses = holder.zones[z].kind == ZoneKind::Form
                                       ? addresses_in(holder.zones[z].lines)
                                       : std::vector<std::string>{};
            const auto owner = std::ranges::find_if(
                letters, [&](const Letter& letter) { return quotes_address(letter, addresses); });
            if (addresses.empty() || quotes_address(holder, addresses) || owner == letters.end()) {
                ++z;
                continue;
            }
            owner->zones.push_back(std::move(holder.zones[z]));
            holder.zones.erase(holder.zones.begin() + static_cast<std::ptrdiff_t>(z));
        }
    }
}

}  // namespace

std::vector<Letter> find_letters(std::vector<OcrPage> pages, const RuleBook& rules) {
    std::vector<PageLine> lines = page_lines(std::move(pages), rules);
    const std::vector<Start> starts = find_starts(lines, rules);
    const auto range_of = [&](std::size_t s) {
        return Range{starts[s].begin, s + 1 < starts.size() ? starts[s + 1].begin : lines.size()};
    };
    for (std::size_t s = 0; s < starts.size(); ++s) {
        put_furniture(lines, range_of(s), starts[s].line);
        const std::size_t body = zone_head(lines, range_of(s), starts[s]);
        zone_tail(lines, range_of(s), body, starts[s]);
    }
    std::vector<Letter> letters;
    for (std::size_t s = 0; s < starts.size(); ++s)
        letters.push_back(letter_of(lines, range_of(s), starts[s], static_cast<int>(s) + 1));
    give_forms_to_their_letters(letters);
    return letters;
}

}  // namespace saraban
