#include "pipeline/ocr/stamp_lines.h"

#include "pipeline/image/text_lines.h"

#include <algorithm>
#include <utility>

namespace saraban {
namespace {

struct Row {
    Box band;
    std::vector<ReadLine> parts;
};

bool on_row(const Box& row, const Box& part) {
    const int shared = std::min(row.bottom, part.bottom) - std::max(row.top, part.top);
    return 2 * shared > std::min(row.height(), part.height());
}

Line line_of(Row row, int page) {
    std::ranges::stable_sort(row.parts, {}, [](const ReadLine& part) { return part.line.band.left; });
    std::vector<ReadWord> words;
    for (ReadLine& part : row.parts) {
        if (!part.words.empty()) part.words.front().blank_before = true;
        std::ranges::move(part.words, std::back_inserter(words));
    }
    return make_line(page, words);
}

}  // namespace

std::vector<Line> read_stamp(const Stamp& stamp,
                             const std::function<void(ReadLine&, const CleanPage&)>& read) {
    constexpr int kSmallest = 18;  // letters to the inch, one over another: lower is dirt and rests of print
    std::vector<Row> rows;
    for (TextLine& text_line : find_text_lines(stamp.page.image.get(), stamp.page.dpi)) {
        if (text_line.band.height() * kSmallest < stamp.page.dpi) continue;
        ReadLine line{.line = std::move(text_line), .words = {}, .symbols = {}};
        read(line, stamp.page);
        if (line.words.empty()) continue;
        const Box band = line.line.band;
        auto row = std::ranges::find_if(rows, [&](const Row& open) { return on_row(open.band, band); });
        if (row == rows.end()) row = rows.insert(row, Row{band, {}});
        row->parts.push_back(std::move(line));
    }
    std::vector<Line> lines;
    for (Row& row : rows) {
        Line line = line_of(std::move(row), stamp.page.page);
        if (!line.text.empty()) lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace saraban
