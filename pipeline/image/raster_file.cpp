#include "pipeline/image/raster_file.h"

#include "pipeline/image/jpeg_file.h"
#include "pipeline/model/error.h"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include <leptonica/allheaders.h>
#include <tiffio.h>

namespace saraban {
namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using FilePtr = std::unique_ptr<std::FILE, CloseFile>;

Error page_error(const std::filesystem::path& path, int page, const std::string& cause) {
    return {ExitCode::NothingRead, path.string() + ", page " + std::to_string(page) + ": " + cause};
}

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Width and height of a page; nothing when it cannot be understood.
std::optional<Size> find_size(const std::filesystem::path& path, FileType type, int page) {
    if (type == FileType::Jpeg) return find_jpeg_size(bytes_of(path));
    Size size;
    int bits = 0, samples = 0, resolution = 0, mapped = 0, format = 0;
    const int failed =
        type == FileType::Tiff
            ? readHeaderTiff(path.c_str(), page - 1, &size.width, &size.height, &bits, &samples, &resolution,
                             &mapped, &format)
            : pixReadHeader(path.c_str(), &format, &size.width, &size.height, &bits, &samples, &mapped);
    if (failed != 0) return std::nullopt;
    return size;
}

/// A PNG is a signature of 8 bytes, then pieces of length, name, data and checksum; the last is IEND.
/// libpng says what it misses on standard error, which is ours.
bool is_whole_png(const std::string& bytes) {
    constexpr std::size_t kSignature = 8, kFrame = 12;
    std::size_t at = kSignature;
    while (at + kFrame <= bytes.size()) {
        std::size_t length = 0;
        for (std::size_t i = 0; i < 4; ++i)
            length = length * 256 + static_cast<unsigned char>(bytes[at + i]);
        if (bytes.compare(at + 4, 4, "IEND") == 0) return true;
        at += kFrame + length;
    }
    return false;
}

PixPtr decode(const std::filesystem::path& path, FileType type, int page, bool& sound) {
    sound = true;
    if (type == FileType::Tiff) return PixPtr(pixReadTiff(path.c_str(), page - 1));
    const std::string bytes = bytes_of(path);
    if (type == FileType::Jpeg) return decode_jpeg(bytes, sound);
    if (!is_whole_png(bytes)) return nullptr;
    return PixPtr(pixReadMemPng(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
}

/// Depth 1 stays; palettes, 2, 4 and 16 bits become 8 or 32; transparency is laid on white.
PixPtr plain(PixPtr pix) {
    if (pixGetColormap(pix.get()) != nullptr)
        pix.reset(pixRemoveColormap(pix.get(), REMOVE_CMAP_BASED_ON_SRC));
    if (pix && pixGetDepth(pix.get()) == 32 && pixGetSpp(pix.get()) == 4)
        pix.reset(pixAlphaBlendUniform(pix.get(), 0xFFFFFF00));
    if (pix && pixGetDepth(pix.get()) != 1 && pixGetDepth(pix.get()) != 8 && pixGetDepth(pix.get()) != 32)
        pix.reset(pixConvertTo8(pix.get(), 0));
    return pix;
}

}  // namespace

int count_raster_pages(const std::filesystem::path& path, FileType type) {
    int pages = 1;
    if (type == FileType::Tiff) {
        TIFFSetErrorHandler(nullptr);  // what libtiff finds is reported by us, with file and page
        TIFFSetWarningHandler(nullptr);
        const FilePtr file(std::fopen(path.c_str(), "rb"));
        if (!file || tiffGetCount(file.get(), &pages) != 0) pages = 0;
    }
    if (pages == 0 || !find_size(path, type, 1))
        throw Error(ExitCode::NothingRead, path.string() + ": is damaged and cannot be read as a " +
                                               std::string(name_of(type)) + "; scan it again");
    return pages;
}

PageImage read_raster_page(const std::filesystem::path& path, FileType type, int page, const Limits& limits) {
    const auto size = find_size(path, type, page);
    if (!size) throw page_error(path, page, "the picture is damaged; scan the page again");
    if (std::int64_t{size->width} * size->height > limits.pixels)
        throw page_error(path, page,
                         "the picture has " + std::to_string(size->width) + " x " +
                             std::to_string(size->height) + " pixels, more than the limit of " +
                             std::to_string(limits.pixels / 1'000'000) +
                             " megapixels; scan it again at 300 dpi");
    bool sound = true;
    PageImage result;
    result.page = page;
    result.pix = decode(path, type, page, sound);
    if (result.pix) result.pix = plain(std::move(result.pix));
    if (!result.pix)
        throw page_error(path, page, "the picture is damaged or ends too early; scan the page again");
    result.dpi = pixGetXRes(result.pix.get());
    if (!sound)
        result.issues.push_back(
            {.code = "image_damaged",
             .severity = Severity::Error,
             .field = {},
             .message = path.string() + ", page " + std::to_string(page) +
                        ": the picture is damaged or ends too early, parts of it were not read; scan the "
                        "page again",
             .evidence = std::nullopt});
    return result;
}

}  // namespace saraban
