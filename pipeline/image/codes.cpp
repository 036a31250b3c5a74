#include "pipeline/image/codes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include <ZXing/ReadBarcode.h>
#include <leptonica/allheaders.h>

namespace saraban {
namespace {

/// 8 bits a pixel, from left to right in memory.
PixPtr grey_of(Pix* pix) {
    if (pixGetDepth(pix) == 8) return PixPtr(pixEndianByteSwapNew(pix));
    PixPtr grey(pixConvertTo8(pix, 0));
    pixEndianByteSwap(grey.get());
    return grey;
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
    const PixPtr grey = grey_of(page.pix.get());
    const ZXing::ImageView view(reinterpret_cast<const std::uint8_t*>(pixGetData(grey.get())),
                                pixGetWidth(grey.get()), pixGetHeight(grey.get()), ZXing::ImageFormat::Lum,
                                4 * pixGetWpl(grey.get()));
    const auto hints =
        ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode).setMaxNumberOfSymbols(kMost);
    std::vector<Code> codes;
    for (const ZXing::Result& result : ZXing::ReadBarcodes(view, hints)) {
        std::string text = result.text();
        if (!result.isValid() || text.empty()) continue;
        const Box box = box_of(result.position());
        const int times = page.reduction;
        codes.push_back(
            {std::move(text), {box.left * times, box.top * times, box.right * times, box.bottom * times}});
    }
    std::ranges::sort(codes, {}, [](const Code& code) { return code.box.top; });
    return codes;
}

}  // namespace saraban
