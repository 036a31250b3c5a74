#include "pipeline/image/raster_file.h"

#include "pipeline/image/jpeg_file.h"
#include "pipeline/image/reduce.h"
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

/// What is known of a page before it is decoded.
struct Header {
    Size size;
    int reduction = 1;        ///< that it is decoded with
    std::uint64_t bytes = 0;  ///< when it is decoded
};

/// Rows are whole words of 32 bits.
std::uint64_t bytes_of(Size size, int depth) {
    constexpr std::uint64_t kWord = 32;
    const auto across =
        (static_cast<std::uint64_t>(size.width) * static_cast<std::uint64_t>(depth) + kWord - 1) / kWord;
    return across * 4 * static_cast<std::uint64_t>(size.height);
}

std::optional<Header> find_jpeg_header(const std::string& bytes) {
    const auto size = find_jpeg_size(bytes);
    if (!size) return std::nullopt;
    Header out{.size = *size, .reduction = reduction_of(*size, find_jpeg_dpi(bytes))};
    const Size held{size->width / out.reduction + 1, size->height / out.reduction + 1};
    out.bytes = bytes_of(held, 32);
    return out;
}

/// Nothing when it cannot be understood.
std::optional<Header> find_header(const std::filesystem::path& path, FileType type, int page) {
    if (type == FileType::Jpeg) return find_jpeg_header(bytes_of(path));
    Header out;
    int bits = 0, samples = 0, resolution = 0, mapped = 0, format = 0;
    const int failed = type == FileType::Tiff
                           ? readHeaderTiff(path.c_str(), page - 1, &out.size.width, &out.size.height, &bits,
                                            &samples, &resolution, &mapped, &format)
                           : pixReadHeader(path.c_str(), &format, &out.size.width, &out.size.height, &bits,
                                           &samples, &mapped);
    if (failed != 0) return std::nullopt;
    out.bytes = bytes_of(out.size, samples > 1 || mapped != 0 ? 32 : bits);
    return out;
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

PixPtr decode(const std::filesystem::path& path, FileType type, int page, int reduction, bool& sound) {
    sound = true;
    if (type == FileType::Tiff) return PixPtr(pixReadTiff(path.c_str(), page - 1));
    const std::string bytes = bytes_of(path);
    if (type == FileType::Jpeg) return decode_jpeg(bytes, reduction, sound);
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
    if (pages == 0 || !find_header(path, type, 1))
        throw Error(ExitCode::NothingRead, path.string() + ": is damaged and cannot be read as a " +
                                               std::string(name_of(type)) + "; scan it again");
    return pages;
}

PageImage read_raster_page(const std::filesystem::path& path, FileType type, int page, const Limits& limits) {
    const auto header = find_header(path, type, page);
    if (!header) throw page_error(path, page, "the picture is damaged; scan the page again");
    if (std::int64_t{header->size.width} * header->size.height > limits.pixels)
        throw page_error(path, page,
                         "the picture has " + std::to_string(header->size.width) + " x " +
                             std::to_string(header->size.height) + " pixels, more than the limit of " +
                             std::to_string(limits.pixels / 1'000'000) +
                             " megapixels; scan it again at 300 dpi");
    if (header->bytes > limits.page_bytes)
        throw page_error(path, page,
                         "the picture takes " + std::to_string(header->bytes >> 20U) +
                             " MiB of memory, more than the limit of " +
                             std::to_string(limits.page_bytes >> 20U) + " MiB; scan it again at 300 dpi");
    bool sound = true;
    PageImage result;
    result.page = page;
    result.reduction = header->reduction;
    result.pix = decode(path, type, page, header->reduction, sound);
    if (result.pix) result.pix = plain(std::move(result.pix));
    if (!result.pix)
        throw page_error(path, page, "the picture is damaged or ends too early; scan the page again");
    result.dpi = pixGetXRes(result.pix.get());
    if (type != FileType::Jpeg) {
        result.reduction = reduction_of(header->size, result.dpi);
        result.pix = reduced(std::move(result.pix), result.reduction);
    }
    if (result.reduction > 1) result.size = header->size;
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
