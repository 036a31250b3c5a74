#include "pipeline/image/jpeg_file.h"

#include <cmath>
#include <memory>
#include <string_view>

#include <leptonica/allheaders.h>
#include <turbojpeg.h>

namespace saraban {
namespace {

struct Destroy {
    void operator()(void* handle) const { tjDestroy(handle); }
};
using Decoder = std::unique_ptr<void, Destroy>;

const unsigned char* data_of(const std::string& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

struct Header {
    int width = 0, height = 0, subsampling = 0, colours = TJCS_GRAY;
};

std::optional<Header> header_of(const Decoder& decoder, const std::string& bytes) {
    Header h;
    const int result = tjDecompressHeader3(decoder.get(), data_of(bytes), bytes.size(), &h.width, &h.height,
                                           &h.subsampling, &h.colours);
    if (result != 0 && tjGetErrorCode(decoder.get()) == TJERR_FATAL) return std::nullopt;
    if (h.width <= 0 || h.height <= 0) return std::nullopt;  // tables without a picture
    return h;
}

/// Decodes straight into Leptonica's rows: words of 32 bits, red first, whose bytes are turned round in
/// memory.
bool decode_into(Pix& pix, const Decoder& decoder, const std::string& bytes, bool grey) {
    const int result = tjDecompress2(
        decoder.get(), data_of(bytes), bytes.size(), reinterpret_cast<unsigned char*>(pixGetData(&pix)),
        pixGetWidth(&pix), 4 * pixGetWpl(&pix), pixGetHeight(&pix), grey ? TJPF_GRAY : TJPF_XBGR, 0);
    if (grey)
        pixEndianByteSwap(&pix);
    else
        pixSetComponentArbitrary(&pix, L_ALPHA_CHANNEL, 0);
    return result == 0;
}

}  // namespace

std::optional<Size> find_jpeg_size(const std::string& bytes) {
    const Decoder decoder(tjInitDecompress());
    const auto header = header_of(decoder, bytes);
    if (!header) return std::nullopt;
    return Size{header->width, header->height};
}

// In the JFIF segment, which stands first.
int find_jpeg_dpi(std::string_view bytes) {
    constexpr std::size_t kName = 6, kUnit = 13, kDensity = 14;
    if (bytes.size() < kDensity + 2 || bytes.substr(kName, 4) != "JFIF") return 0;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
    const int density = byte(kDensity) * 256 + byte(kDensity + 1);
    constexpr double kCentimetresPerInch = 2.54;
    return byte(kUnit) == 1   ? density
           : byte(kUnit) == 2 ? static_cast<int>(std::lround(density * kCentimetresPerInch))
                              : 0;
}

PixPtr decode_jpeg(const std::string& bytes, int reduction, bool& sound) {
    const Decoder decoder(tjInitDecompress());
    const auto header = header_of(decoder, bytes);
    if (!header) return nullptr;
    PixPtr pix;
    if (header->colours == TJCS_CMYK ||
        header->colours == TJCS_YCCK) {  // of printers; Leptonica knows their inks
        pix.reset(pixReadMemJpeg(data_of(bytes), bytes.size(), 0, reduction, nullptr, 0));
        sound = pix != nullptr;
    } else {
        const bool grey = header->colours == TJCS_GRAY;
        const tjscalingfactor scale{1, reduction};
        pix.reset(pixCreate(TJSCALED(header->width, scale), TJSCALED(header->height, scale), grey ? 8 : 32));
        sound = pix && decode_into(*pix, decoder, bytes, grey);
        if (!sound && tjGetErrorCode(decoder.get()) == TJERR_FATAL) return nullptr;
    }
    if (pix) pixSetResolution(pix.get(), find_jpeg_dpi(bytes), find_jpeg_dpi(bytes));
    return pix;
}

}  // namespace saraban
