#include "pipeline/image/raster_file.h"

#include "pipeline/model/error.h"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using FilePtr = std::unique_ptr<std::FILE, CloseFile>;

Error page_error(const std::filesystem::path& path, int page, const std::string& cause) {
    return {ExitCode::NothingRead, path.string() + ", page " + std::to_string(page) + ": " + cause};
}

struct Header {
    bool ok = false;
    int width = 0, height = 0;
};

Header header_of(const std::filesystem::path& path, FileType type, int page) {
    Header header;
    int bits = 0, samples = 0, resolution = 0, mapped = 0, format = 0;
    header.ok = type == FileType::Tiff ? readHeaderTiff(path.c_str(), page - 1, &header.width, &header.height,
                                                        &bits, &samples, &resolution, &mapped, &format) == 0
                                       : pixReadHeader(path.c_str(), &format, &header.width, &header.height,
                                                       &bits, &samples, &mapped) == 0;
    return header;
}

PixPtr decode(const std::filesystem::path& path, FileType type, int page, bool& sound) {
    sound = true;
    if (type == FileType::Tiff) return PixPtr(pixReadTiff(path.c_str(), page - 1));
    if (type == FileType::Png) return PixPtr(pixRead(path.c_str()));
    const FilePtr file(std::fopen(path.c_str(), "rb"));
    if (!file) return nullptr;
    int warnings = 0;
    PixPtr pix(pixReadStreamJpeg(file.get(), 0, 1, &warnings, L_JPEG_CONTINUE_WITH_BAD_DATA));
    sound = warnings == 0;
    return pix;
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
        const FilePtr file(std::fopen(path.c_str(), "rb"));
        if (!file || tiffGetCount(file.get(), &pages) != 0) pages = 0;
    }
    if (pages == 0 || !header_of(path, type, 1).ok)
        throw Error(ExitCode::NothingRead, path.string() + ": is damaged and cannot be read as a " +
                                               std::string(name_of(type)) + "; scan it again");
    return pages;
}

PageImage read_raster_page(const std::filesystem::path& path, FileType type, int page, const Limits& limits) {
    const Header header = header_of(path, type, page);
    if (!header.ok) throw page_error(path, page, "the picture is damaged; scan the page again");
    if (std::int64_t{header.width} * header.height > limits.pixels)
        throw page_error(path, page,
                         "the picture has " + std::to_string(header.width) + " x " +
                             std::to_string(header.height) + " pixels, more than the limit of " +
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
