#include "pipeline/image/page_source.h"

#include "pipeline/image/pix.h"
#include "pipeline/image/raster_file.h"
#include "pipeline/model/error.h"

#include <memory>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

struct CompressedDelete {
    void operator()(L_COMP_DATA* data) const { l_CIDataDestroy(&data); }
};
using Compressed = std::unique_ptr<L_COMP_DATA, CompressedDelete>;

/// The file's own bytes; null where PDF cannot hold them.
Compressed from_file(const std::filesystem::path& path, FileType type) {
    L_COMP_DATA* data = nullptr;
    const int coding = type == FileType::Jpeg ? L_JPEG_ENCODE : L_FLATE_ENCODE;
    l_generateCIData(path.c_str(), coding, 0, 0, &data);
    return Compressed(data);
}

Compressed from_pixels(Pix* pix) {
    L_COMP_DATA* data = nullptr;
    pixGenerateCIData(pix, pixGetDepth(pix) == 1 ? L_G4_ENCODE : L_FLATE_ENCODE, 0, 0, &data);
    return Compressed(data);
}

/// Whether PDF can hold the bytes of a PNG: rows one after the other, no transparency, no more than 8 bits.
bool is_plain_png(const std::filesystem::path& path) {
    int interlaced = 1, format = 0, width = 0, height = 0, bits = 0, samples = 0, mapped = 0;
    if (isPngInterlaced(path.c_str(), &interlaced) != 0 || interlaced != 0) return false;
    if (pixReadHeader(path.c_str(), &format, &width, &height, &bits, &samples, &mapped) != 0) return false;
    return bits <= 8 && mapped == 0 && (samples == 1 || samples == 3);
}

EncodedPicture picture_of(const L_COMP_DATA& data) {
    EncodedPicture out{.width = data.w, .height = data.h, .bits = data.bps, .samples = data.spp};
    using enum EncodedPicture::Coding;
    out.coding = data.type == L_JPEG_ENCODE ? Jpeg
                 : data.type == L_G4_ENCODE ? Fax4
                 : data.predictor != 0      ? FlateOfPng
                                            : Flate;
    out.one_is_black = data.minisblack != 0;
    out.bytes.assign(reinterpret_cast<const char*>(data.datacomp), data.nbytescomp);
    return out;
}

}  // namespace

PageSource read_raster_source(const std::filesystem::path& path, FileType type, int page,
                              const Limits& limits) {
    // Decoded first: what the reader refuses must not be handed on, and a palette becomes plain samples.
    const PageImage image = read_raster_page(path, type, page, limits);
    Compressed data;
    if (type == FileType::Jpeg || (type == FileType::Png && is_plain_png(path))) data = from_file(path, type);
    const bool same = data && data->w == pixGetWidth(image.pix.get()) && data->ncolors == 0;
    if (!same) data = from_pixels(image.pix.get());
    if (!data)
        throw Error(ExitCode::NothingRead, path.string() + ", page " + std::to_string(page) +
                                               ": the picture cannot be packed; scan the page again");
    return {.page = page, .dpi = image.dpi, .picture = picture_of(*data), .area = std::nullopt};
}

PageSource read_pdf_source(int number, const PdfPage& page) {
    return {.page = number,
            .dpi = page.scan ? page.scan->dpi : 0,
            .picture = std::nullopt,
            .area = page.scan ? page.scan->area : page.crop};
}

}  // namespace saraban
