#include "pipeline/layout/page_order.h"

#include "pipeline/layout/catchword.h"
#include "pipeline/layout/starts.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>

namespace saraban {
namespace {

/// What a page says of its place.
struct Sheet {
    std::vector<PageLine> lines;
    int number = 0;       ///< printed on it; 1 where a letter opens; 0: nothing
    bool closed = false;  ///< a letter ends on it
    std::optional<std::string> catchword;
};

int number_on(const std::vector<PageLine>& lines) {
    constexpr std::size_t kTop = 4;  // lines; what a stamp or a note says may stand over it
    for (std::size_t i = 0; i < std::min(kTop, lines.size()); ++i) {
        if (!lines[i].has(Mark::PageNumber)) continue;
        int number = 0;
        for (const char c : ascii_digits(lines[i].line.text))
            if (c >= '0' && c <= '9') number = number * 10 + (c - '0');
        return number;
    }
    return 0;
}

Sheet sheet_of(const OcrPage& page, const RuleBook& rules) {
    constexpr std::size_t kFoot = 3;  // lines
    Sheet sheet{page_lines({page}, rules), 0, false, std::nullopt};
    const auto& lines = sheet.lines;
    sheet.number = number_on(lines);
    if (sheet.number == 0 && !find_starts(lines, rules).empty()) sheet.number = 1;
    sheet.closed = std::ranges::any_of(lines, [](const PageLine& line) { return line.has(Mark::Closing); });
    for (std::size_t i = lines.size() - std::min(kFoot, lines.size()); i < lines.size(); ++i)
        if (const auto words = catchword_in(lines[i].line.text)) sheet.catchword = std::string(*words);
    return sheet;
}

/// A page and the one that goes on from it.
struct Turn {
    std::size_t from = 0, to = 0;
    int weight = 0;
};

/// The page turns that the numbers allow, the most probable first.
std::vector<Turn> turns_between(const std::vector<Sheet>& sheets) {
    constexpr int kTakenUp = 4, kNext = 2, kNotTakenUp = -2, kClosed = -3;
    std::vector<Turn> turns;
    for (std::size_t from = 0; from < sheets.size(); ++from)
        for (std::size_t to = 0; to < sheets.size(); ++to) {
            const Sheet &a = sheets[from], &b = sheets[to];
            if (from == to || b.number < 2 || a.number != b.number - 1) continue;
            int weight = from + 1 == to ? kNext : 0;
            if (a.catchword)
                weight += takes_up(b.lines, {0, b.lines.size()}, *a.catchword) ? kTakenUp : kNotTakenUp;
            if (a.closed) weight += kClosed;
            if (weight >= 0) turns.push_back({from, to, weight});
        }
    std::ranges::stable_sort(turns, std::ranges::greater{}, &Turn::weight);
    return turns;
}

/// For each page the one that goes on from it; sheets.size(): none.
std::vector<std::size_t> followers_of(const std::vector<Sheet>& sheets) {
    const std::size_t none = sheets.size();
    std::vector<std::size_t> follower(sheets.size(), none);
    std::vector<bool> follows(sheets.size(), false);
    const auto join = [&](std::size_t from, std::size_t to) {
        if (follower[from] != none || follows[to]) return;
        follower[from] = to;
        follows[to] = true;
    };
    for (const Turn& turn : turns_between(sheets))
        join(turn.from, turn.to);
    for (std::size_t i = 0; i + 1 < sheets.size(); ++i)
        if (sheets[i + 1].number == 0) join(i, i + 1);
    return follower;
}

}  // namespace

std::vector<std::size_t> page_order(const std::vector<OcrPage>& pages, const RuleBook& rules) {
    std::vector<std::size_t> order(pages.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (pages.size() < 2) return order;
    std::vector<Sheet> sheets;
    for (const OcrPage& page : pages)
        sheets.push_back(sheet_of(page, rules));
    const std::vector<std::size_t> follower = followers_of(sheets);
    std::vector<bool> follows(pages.size(), false);
    for (const std::size_t next : follower)
        if (next < pages.size()) follows[next] = true;
    order.clear();
    for (std::size_t head = 0; head < pages.size(); ++head)
        for (std::size_t at = head; !follows[head] && at < pages.size(); at = follower[at])
            order.push_back(at);
    return order;
}

}  // namespace saraban
