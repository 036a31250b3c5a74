#include "pipeline/image/page_source.h"

#include "pipeline/image/pix.h"
#include "pipeline/image/raster_file.h"
#include "pipeline/model/error.h"

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

struct CompressedDelete {
    void operator()(L_COMP_DATA* data) const { l_CIDataDestroy(&data); }
};
struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using Compressed = std::unique_ptr<L_COMP_DATA, CompressedDelete>;

/// A JPEG's own bytes; null where PDF cannot hold them.
Compressed from_jpeg(const std::filesystem::path& path) {
    L_COMP_DATA* data = nullptr;
    l_generateCIData(path.c_str(), L_JPEG_ENCODE, 0, 0, &data);
    return Compressed(data);
}

Compressed from_pixels(Pix* pix) {
    L_COMP_DATA* data = nullptr;
    pixGenerateCIData(pix, pixGetDepth(pix) == 1 ? L_G4_ENCODE : L_FLATE_ENCODE, 0, 0, &data);
    return Compressed(data);
}

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
    std::uint32_t out = 0;
    for (std::size_t i = at; i < at + 4; ++i)
        out = out << 8U | static_cast<unsigned char>(bytes[i]);
    return out;
}

/// A PNG's own compressed rows, which PDF reads the same way: without transparency, palette and interlacing,
/// of no more than 8 bits. Nothing for any other.
std::optional<EncodedPicture> from_png(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    const std::string file{std::istreambuf_iterator<char>(in), {}};
    constexpr std::size_t kSignature = 8, kHead = 8, kCheck = 4, kHeader = 33;
    if (file.size() < kHeader || file.compare(12, 4, "IHDR") != 0) return std::nullopt;
    const int bits = file[24], colour = file[25], interlaced = file[28];
    if (bits > 8 || (colour != 0 && colour != 2) || interlaced != 0) return std::nullopt;
    EncodedPicture out{.coding = EncodedPicture::Coding::FlateOfPng,
                       .width = static_cast<int>(big_endian(file, 16)),
                       .height = static_cast<int>(big_endian(file, 20)),
                       .bits = bits,
                       .samples = colour == 0 ? 1 : 3};
    for (std::size_t at = kSignature; at + kHead + kCheck <= file.size();) {
        const std::size_t size = big_endian(file, at);
        if (at + kHead + size + kCheck > file.size()) return std::nullopt;
        if (file.compare(at + 4, 4, "tRNS") == 0) return std::nullopt;
        if (file.compare(at + 4, 4, "IDAT") == 0) out.bytes += file.substr(at + kHead, size);
        at += kHead + size + kCheck;
    }
    return out;
}

EncodedPicture picture_of(const L_COMP_DATA& data) {
    EncodedPicture out{.width = data.w, .height = data.h, .bits = data.bps, .samples = data.spp};
    using enum EncodedPicture::Coding;
    out.coding = data.type == L_JPEG_ENCODE ? Jpeg : data.type == L_G4_ENCODE ? Fax4 : Flate;
    out.one_is_black = data.minisblack != 0;
    out.bytes.assign(reinterpret_cast<const char*>(data.datacomp), data.nbytescomp);
    return out;
}

int png_dpi(const std::filesystem::path& path) {
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
    int across = 0, down = 0;
    if (file) fgetPngResolution(file.get(), &across, &down);
    return across;
}

/// The bytes of the file as they are, where PDF can hold them.
std::optional<PageSource> as_it_is(const std::filesystem::path& path, FileType type, int page) {
    PageSource out{.page = page, .dpi = 0, .picture = std::nullopt, .area = std::nullopt};
    if (type == FileType::Png) {
        out.picture = from_png(path);
        out.dpi = png_dpi(path);
    } else if (const Compressed data = type == FileType::Jpeg ? from_jpeg(path) : nullptr) {
        out.picture = picture_of(*data);
        out.dpi = data->res;
    }
    return out.picture ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

PageSource read_raster_source(const std::filesystem::path& path, FileType type, int page,
                              const Limits& limits) {
    if (auto source = as_it_is(path, type, page)) return *std::move(source);
    const PageImage image = read_raster_page(path, type, page, limits);  // a palette becomes plain samples
    const Compressed data = from_pixels(image.pix.get());
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
