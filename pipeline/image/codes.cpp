#include "pipeline/image/codes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include <ZXing/ReadBarcode.h>
#include <leptonica/allheaders.h>

namespace saraban {
namespace {

/// 8 bits a pixel, rows without padding, as ZXing reads it.
std::vector<std::uint8_t> grey_of(Pix* pix) {
    const PixPtr grey(pixConvertTo8(pix, 0));
    const int width = pixGetWidth(grey.get()), height = pixGetHeight(grey.get());
    const l_uint32* row = pixGetData(grey.get());
    std::vector<std::uint8_t> pixels;
    pixels.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y, row += pixGetWpl(grey.get()))
        for (int x = 0; x < width; ++x)  // four pixels a word, the first in its highest byte
            pixels.push_back(
                static_cast<std::uint8_t>(row[x / 4] >> (24U - 8U * (static_cast<unsigned>(x) % 4U))));
    return pixels;
}

Box box_of(const ZXing::Position& corners) {
    const auto [left, right] = std::minmax(
        {corners.topLeft().x, corners.topRight().x, corners.bottomRight().x, corners.bottomLeft().x});
    const auto [top, bottom] = std::minmax(
        {corners.topLeft().y, corners.topRight().y, corners.bottomRight().y, corners.bottomLeft().y});
    return {left, top, right + 1, bottom + 1};
}

}  // namespace

std::vector<Code> find_codes(const PageImage& page) {
    constexpr int kMost = 32;
    const std::vector<std::uint8_t> pixels = grey_of(page.pix.get());
    const ZXing::ImageView view(pixels.data(), pixGetWidth(page.pix.get()), pixGetHeight(page.pix.get()),
                                ZXing::ImageFormat::Lum);
    const auto hints =
        ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode).setMaxNumberOfSymbols(kMost);
    std::vector<Code> codes;
    for (const ZXing::Result& result : ZXing::ReadBarcodes(view, hints)) {
        std::string text = result.text();
        if (result.isValid() && !text.empty()) codes.push_back({std::move(text), box_of(result.position())});
    }
    std::ranges::sort(codes, {}, [](const Code& code) { return code.box.top; });
    return codes;
}

}  // namespace saraban
