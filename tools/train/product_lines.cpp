// The product's own way from a page to lines as a small shared library for training: clean() and
// find_text_lines() of pipeline/image, then 48 rows as Tesseract makes them of a line image (mode 13: no
// layout analysis).

#include "pipeline/image/clean.h"
#include "pipeline/image/text_lines.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include <leptonica/allheaders.h>

namespace {

using saraban::PixPtr;
constexpr int kNetworkRows = 48;
constexpr int kWhite = 255;
constexpr int kNumbersALine = 7;

PixPtr pix_of(const std::uint8_t* pixels, int width, int height, bool bilevel) {
    constexpr int kThreshold = 128;
    PixPtr pix(pixCreate(width, height, 8));
    for (int y = 0; y < height; ++y) {
        l_uint32* row = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix.get());
        for (int x = 0; x < width; ++x)
            SET_DATA_BYTE(row, x, pixels[static_cast<std::ptrdiff_t>(y) * width + x]);
    }
    if (bilevel) pix.reset(pixThresholdToBinary(pix.get(), kThreshold));
    return pix;
}

/// Source pixels as an affine map of the cleaned page's: (xx, xy, dx, yx, yy, dy), from where three far
/// points lie.
std::array<double, 6> map_of(const saraban::CleanPage& page) {
    const int w = pixGetWidth(page.image.get()), h = pixGetHeight(page.image.get());
    const auto at = [&](int x, int y) {
        const saraban::Box box = page.to_source({x - 1, y - 1, x + 1, y + 1});
        return std::array{(box.left + box.right) / 2.0, (box.top + box.bottom) / 2.0};
    };
    const int x0 = w / 10, y0 = h / 10, x1 = w - x0, y1 = h - y0;
    const auto origin = at(x0, y0), right = at(x1, y0), below = at(x0, y1);
    const double xx = (right[0] - origin[0]) / (x1 - x0), xy = (below[0] - origin[0]) / (y1 - y0);
    const double yx = (right[1] - origin[1]) / (x1 - x0), yy = (below[1] - origin[1]) / (y1 - y0);
    return {xx, xy, origin[0] - xx * x0 - xy * y0, yx, yy, origin[1] - yx * x0 - yy * y0};
}

/// Tesseract makes a line of one bit grey first, then scales it.
PixPtr as_seen(Pix* line) {
    const PixPtr grey(pixConvert1To8(nullptr, line, kWhite, 0));
    const float factor = static_cast<float>(kNetworkRows) / static_cast<float>(pixGetHeight(line));
    return PixPtr(pixScale(grey.get(), factor, factor));
}

}  // namespace

extern "C" {

/// Cleans a grey page (`bilevel`: one bit deep) and cuts it. `map` takes the six numbers of map_of; of each
/// line `lines` takes left, top, right, bottom on the cleaned page, top and bottom of its letters, and its
/// width when 48 rows high; `pixels` takes those rows, line after line. Returns the number of lines that
/// found room.
int product_lines_cut(const std::uint8_t* page, int width, int height, int dpi, int bilevel, double* map,
                      std::int32_t* lines, int capacity, std::uint8_t* pixels, std::int64_t room) {
    saraban::PageImage source;
    source.pix = pix_of(page, width, height, bilevel != 0);
    source.dpi = dpi;
    const saraban::CleanPage cleaned = saraban::clean(source, {});
    std::ranges::copy(map_of(cleaned), map);
    int count = 0;
    for (const saraban::TextLine& line : saraban::find_text_lines(cleaned.image.get(), cleaned.dpi)) {
        const PixPtr seen = as_seen(line.image.get());
        if (!seen || count == capacity) break;
        const int columns = pixGetWidth(seen.get());
        const std::int64_t size = std::int64_t{kNetworkRows} * columns;
        if (size > room) break;
        std::memset(pixels, kWhite, static_cast<std::size_t>(size));
        for (int y = 0; y < std::min(kNetworkRows, pixGetHeight(seen.get())); ++y) {
            const l_uint32* row =
                pixGetData(seen.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(seen.get());
            for (int x = 0; x < columns; ++x)
                pixels[static_cast<std::ptrdiff_t>(y) * columns + x] =
                    static_cast<std::uint8_t>(GET_DATA_BYTE(row, x));
        }
        const std::int32_t numbers[kNumbersALine] = {line.area.left,   line.area.top, line.area.right,
                                                     line.area.bottom, line.band.top, line.band.bottom,
                                                     columns};
        std::ranges::copy(numbers, lines + static_cast<std::ptrdiff_t>(kNumbersALine) * count++);
        pixels += size;
        room -= size;
    }
    return count;
}

}  // extern "C"
