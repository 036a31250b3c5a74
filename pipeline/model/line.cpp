#include "pipeline/model/line.h"

#include <algorithm>

namespace saraban {
namespace {

/// Number of UTF-8 code points in `text`.
std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Adds those of `word` that stand in [begin, end). All words touched must speak, else nobody does.
void add_doubts(const Word& word, std::size_t begin, std::size_t end, Evidence& found, bool first) {
    if (first) found.doubts.emplace();
    if (!word.doubts) found.doubts.reset();
    if (!found.doubts) return;
    for (const DoubtfulDigit& doubt : *word.doubts)
        if (begin <= doubt.at && doubt.at < end)
            found.doubts->push_back({.at = doubt.at - begin, .others = doubt.others});
}

}  // namespace

Box unite(const Box& a, const Box& b) {
    return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
            std::max(a.bottom, b.bottom)};
}

Evidence evidence_for(const Line& line, std::string_view match) {
    const std::string_view text = line.text;
    const auto begin = static_cast<std::size_t>(match.data() - text.data());
    const auto end = begin + match.size();
    Evidence found{.page = line.page,
                   .line = line.number,
                   .begin = line.first + code_points(text.substr(0, begin)),
                   .end = line.first + code_points(text.substr(0, end)),
                   .box = {},
                   .confidence = 1,
                   .text = std::string(match),
                   .pen = false,
                   .readings = {},
                   .doubts = {}};
    for (const Word& w : line.words) {
        if (w.end <= begin || end <= w.begin) continue;
        add_doubts(w, begin, end, found, !found.box);
        found.box = found.box ? unite(*found.box, w.box) : w.box;
        found.confidence = std::min(found.confidence, w.confidence);
        if (!w.pen) continue;
        found.pen = true;
        if (found.readings.empty()) found.readings = w.readings;
    }
    if (!found.box) found.box = line.box;
    return found;
}

}  // namespace saraban
