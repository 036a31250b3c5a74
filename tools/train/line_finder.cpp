// Tesseract's own layout analysis as a small shared library for training: which rectangles of a page does the
// engine feed to its line network, and what 48 rows does the network then see? Recognition itself is not run.
//
// The rectangle repeats what Tesseract::LSTMRecognizeWord does: the words of a line joined
// (merge_similar_words), the box stretched to the line's ascenders and descenders, four pixels of padding.
// Marks of the neighbouring lines that fall inside stay inside.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <memory>

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>

namespace {

constexpr int kPadding = 4;
constexpr int kNetworkRows = 48;

struct PixDeleter {
    void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

PixPtr pix_of(const std::uint8_t* pixels, int width, int height) {
    PixPtr pix(pixCreate(width, height, 8));
    for (int y = 0; y < height; ++y) {
        l_uint32* row = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix.get());
        for (int x = 0; x < width; ++x)
            SET_DATA_BYTE(row, x, pixels[static_cast<std::ptrdiff_t>(y) * width + x]);
    }
    return pix;
}

/// Left, top, right, bottom of the crop of the iterator's word.
void write_crop(const tesseract::PageIterator& word, int width, int height, std::int32_t* out) {
    int left = 0, top = 0, right = 0, bottom = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0;
    float row_height = 0, descenders = 0, ascenders = 0;
    word.BoundingBox(tesseract::RIL_WORD, &left, &top, &right, &bottom);
    word.Baseline(tesseract::RIL_TEXTLINE, &x1, &y1, &x2, &y2);
    word.RowAttributes(&row_height, &descenders, &ascenders);
    const double middle = (left + right) / 2.0;
    const double slope = x2 == x1 ? 0 : static_cast<double>(y2 - y1) / (x2 - x1);
    const double baseline = y1 + slope * (middle - x1);
    const double x_height = row_height - ascenders + descenders;
    bottom = std::max(bottom, static_cast<int>(std::lround(baseline - descenders)));
    top = std::min(top, static_cast<int>(std::lround(baseline - x_height - ascenders)));
    out[0] = std::max(0, left - kPadding);
    out[1] = std::max(0, top - kPadding);
    out[2] = std::min(width, right + kPadding);
    out[3] = std::min(height, bottom + kPadding);
}

}  // namespace

extern "C" {

void* line_finder_new(const char* tessdata, const char* language) {
    auto api = std::make_unique<tesseract::TessBaseAPI>();
    if (api->Init(tessdata, language, tesseract::OEM_LSTM_ONLY) != 0) return nullptr;
    return api.release();
}

/// Crops of a grey page as (left, top, right, bottom); returns how many were written, at most `capacity`.
int line_finder_find(void* handle, const std::uint8_t* page, int width, int height, int dpi, int mode,
                     std::int32_t* boxes, int capacity) {
    auto* api = static_cast<tesseract::TessBaseAPI*>(handle);
    const PixPtr pix = pix_of(page, width, height);
    api->SetPageSegMode(static_cast<tesseract::PageSegMode>(mode));
    api->SetImage(pix.get());
    api->SetSourceResolution(dpi);
    const std::unique_ptr<tesseract::PageIterator> word(api->AnalyseLayout(true));
    int count = 0;
    if (word) {
        word->SetBoundingBoxComponents(true, true);
        do {
            if (!word->Empty(tesseract::RIL_WORD) && count < capacity)
                write_crop(*word, width, height, boxes + 4 * count++);
        } while (word->Next(tesseract::RIL_WORD));
    }
    api->Clear();
    return count;
}

/// Scales a grey crop to the network's 48 rows the way Tesseract does; returns the new width, at most
/// `capacity`.
int line_finder_scale(const std::uint8_t* crop, int width, int height, std::uint8_t* out, int capacity) {
    const PixPtr pix = pix_of(crop, width, height);
    const float factor = static_cast<float>(kNetworkRows) / static_cast<float>(height);
    const PixPtr scaled(pixScale(pix.get(), factor, factor));
    if (!scaled) return 0;
    const int columns = std::min(pixGetWidth(scaled.get()), capacity);
    std::memset(out, 255, static_cast<std::size_t>(kNetworkRows) * static_cast<std::size_t>(columns));
    for (int y = 0; y < std::min(kNetworkRows, pixGetHeight(scaled.get())); ++y) {
        const l_uint32* row =
            pixGetData(scaled.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(scaled.get());
        for (int x = 0; x < columns; ++x)
            out[static_cast<std::ptrdiff_t>(y) * columns + x] =
                static_cast<std::uint8_t>(GET_DATA_BYTE(row, x));
    }
    return columns;
}

}  // extern "C"
