#include "pipeline/image/large_words.h"

#include "pipeline/image/components.h"
#include "pipeline/image/line_segmenter.h"

#include <algorithm>
#include <cstddef>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

constexpr double kLeastTimes = 1.9, kMostTimes = 7;         ///< the page's letters
constexpr double kNarrowest = 0.15, kWidest = 1.8;          ///< width of a letter, of its height
constexpr double kOver = 1.2, kUnder = 0.8, kBeside = 0.3;  ///< room for marks, of the word's height
constexpr std::size_t kFewest = 3;

int overlap(int a_from, int a_to, int b_from, int b_to) {
    return std::min(a_to, b_to) - std::max(a_from, b_from);
}

/// Large letters side by side.
struct LargeWord {
    std::vector<Box> letters;
    Box box;
};

int median_height(const std::vector<Box>& boxes) {
    std::vector<int> heights;
    for (const Box& box : boxes)
        heights.push_back(box.height());
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    return *middle;
}

bool goes_on(const LargeWord& word, const Box& letter) {
    constexpr double kShared = 0.6, kGap = 0.9, kMostLarger = 2.4;
    const Box& last = word.letters.back();
    const int low = std::min(last.height(), letter.height()), high = std::max(last.height(), letter.height());
    const int gap = letter.left - word.box.right;
    return overlap(last.top, last.bottom, letter.top, letter.bottom) >= kShared * low &&
           high <= kMostLarger * low && gap <= kGap * high && gap >= -low;
}

/// `letters` from the left.
std::vector<LargeWord> chain(const std::vector<Box>& letters) {
    std::vector<LargeWord> words;
    for (const Box& letter : letters) {
        const auto word =
            std::ranges::find_if(words, [&](const LargeWord& open) { return goes_on(open, letter); });
        if (word == words.end()) {
            words.push_back({{letter}, letter});
            continue;
        }
        word->letters.push_back(letter);
        word->box = unite(word->box, letter);
    }
    std::erase_if(words, [](const LargeWord& word) { return word.letters.size() < kFewest; });
    return words;
}

std::vector<LargeWord> find_words(Pix* page, int height) {
    constexpr int kReduction = ClosedPage::kReduction;
    std::vector<Box> letters;
    const ClosedPage closed = close_page(page);
    for (const Box& shape : closed.boxes) {
        const Box box{shape.left * kReduction, shape.top * kReduction, shape.right * kReduction,
                      shape.bottom * kReduction};
        const double high = box.height(), wide = box.width();
        if (high < kLeastTimes * height || high > kMostTimes * height) continue;
        if (wide >= kNarrowest * high && wide <= kWidest * high) letters.push_back(box);
    }
    std::ranges::sort(letters, {}, &Box::left);
    return chain(letters);
}

bool within(const Box& part, const std::vector<Box>& letters) {
    const int x = (part.left + part.right) / 2, y = (part.top + part.bottom) / 2;
    return std::ranges::any_of(letters, [&](const Box& letter) {
        return x >= letter.left && x < letter.right && y >= letter.top && y < letter.bottom;
    });
}

/// Takes the lines of the page's own letters out of the piece around a large word.
void clear_small_lines(Pix* piece, const std::vector<Box>& letters, int height) {
    constexpr double kLeast = 0.6, kMost = 1.6, kOverLine = 0.6, kUnderLine = 0.5;
    constexpr std::ptrdiff_t kALine = 4;
    const auto small = [&](const Box& box) {
        return box.height() >= kLeast * height && box.height() <= kMost * height;
    };
    const std::vector<Component> parts = find_components(piece);
    std::vector<Box> others;
    for (const Component& part : parts)
        if (!within(part.box, letters)) others.push_back(part.box);
    for (const Box& seed : others) {
        if (!small(seed)) continue;
        const auto level = std::ranges::count_if(others, [&](const Box& other) {
            return small(other) && 2 * overlap(seed.top, seed.bottom, other.top, other.bottom) > height;
        });
        if (level < kALine) continue;
        for (const Component& part : parts) {
            const double y = (part.box.top + part.box.bottom) / 2.0;
            if (y < seed.top - kOverLine * height || y > seed.bottom + kUnderLine * height) continue;
            if (part.box.height() > kMost * height || within(part.box, letters)) continue;
            pixRasterop(piece, part.box.left, part.box.top, part.box.width(), part.box.height(),
                        PIX_NOT(PIX_SRC) & PIX_DST, part.image.get(), 0, 0);
        }
    }
}

Box moved(const Box& box, int x, int y) {
    return {box.left + x, box.top + y, box.right + x, box.bottom + y};
}

/// The word and its marks as a line; without an image when it falls to pieces.
TextLine cut(Pix* page, const LargeWord& word, int height, int dpi) {
    const int high = median_height(word.letters);
    const Box area{std::max(0, word.box.left - static_cast<int>(kBeside * high)),
                   std::max(0, word.box.top - static_cast<int>(kOver * high)),
                   std::min(pixGetWidth(page), word.box.right + static_cast<int>(kBeside * high)),
                   std::min(pixGetHeight(page), word.box.bottom + static_cast<int>(kUnder * high))};
    ::Box* clip = boxCreate(area.left, area.top, area.width(), area.height());
    const PixPtr piece(pixClipRectangle(page, clip, nullptr));
    boxDestroy(&clip);
    std::vector<Box> letters;
    for (const Box& letter : word.letters)
        letters.push_back(moved(letter, -area.left, -area.top));
    clear_small_lines(piece.get(), letters, height);
    const int gap = std::max(1, dpi / 60) | 1;
    const PixPtr closed(pixCloseSafeBrick(nullptr, piece.get(), gap, gap));
    std::vector<TextLine> lines = segment(find_components(closed.get()), high, {area.width(), area.height()});
    const auto longest = std::ranges::max_element(
        lines, {}, [](const TextLine& line) { return line.band.width() * line.band.height(); });
    if (longest == lines.end() || longest->parts.size() < kFewest) return {};
    TextLine line = std::move(*longest);
    line.area = moved(line.area, area.left, area.top);
    line.band = moved(line.band, area.left, area.top);
    for (Box& part : line.parts)
        part = moved(part, area.left, area.top);
    return line;
}

}  // namespace

std::vector<TextLine> take_large_words(Pix* page, int height, int dpi) {
    std::vector<TextLine> lines;
    for (const LargeWord& word : find_words(page, height)) {
        TextLine line = cut(page, word, height, dpi);
        if (!line.image || line.band.height() < kLeastTimes * height) continue;
        pixRasterop(page, line.area.left, line.area.top, line.area.width(), line.area.height(),
                    PIX_NOT(PIX_SRC) & PIX_DST, line.image.get(), 0, 0);
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace saraban
