#include "pipeline/image/pdf_page.h"

#include "pipeline/image/jpeg_file.h"
#include "pipeline/image/pnm_file.h"
#include "pipeline/image/reduce.h"
#include "pipeline/image/text_layer.h"
#include "pipeline/model/error.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

constexpr int kRenderDpi = 300;
constexpr int kLeastDpi = 100;
constexpr double kPointsPerInch = 72;
/// More picture than this under a text layer: the words may be in the picture.
constexpr double kMostImageCover = 0.35;

Error page_error(const std::filesystem::path& path, int number, const std::string& cause) {
    return {ExitCode::NothingRead, path.string() + ", page " + std::to_string(number) + ": " + cause};
}

/// Absolute, so that no file name is taken for an option.
std::string argument(const std::filesystem::path& path) {
    return std::filesystem::absolute(path).string();
}

std::vector<std::string> page_arguments(int number) {
    return {"-f", std::to_string(number), "-l", std::to_string(number)};
}

std::vector<std::string> command(const char* program, std::vector<std::string> options,
                                 const std::vector<std::string>& operands) {
    options.insert(options.begin(), program);
    options.insert(options.end(), operands.begin(), operands.end());
    return options;
}

/// The one file that a child left in `folder`; null when it left none, several, or one that is no whole
/// picture.
PixPtr read_only_picture(const std::filesystem::path& folder, const Limits& limits) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        files.push_back(entry.path());
    if (files.size() != 1) return nullptr;
    return read_pnm(files[0], limits);
}

Size turned(Size size, int quarter_turns) {
    return quarter_turns % 2 == 0 ? size : Size{size.height, size.width};
}

PixPtr turned(PixPtr pix, int quarter_turns) {
    return quarter_turns == 0 ? std::move(pix) : PixPtr(pixRotateOrth(pix.get(), quarter_turns));
}

/// A JPEG is decoded here: no program is started, and no picture goes through a file. Null: it is none, or is
/// damaged; poppler may still make something of it.
PixPtr decoded(const PdfFile& file, int number, const PdfPage& page, int reduction) {
    const auto jpeg = file.scanned_jpeg(number);
    const auto size = jpeg ? find_jpeg_size(*jpeg) : std::nullopt;
    if (!size || size->width != page.scan->width || size->height != page.scan->height) return nullptr;
    bool sound = false;
    PixPtr pix = decode_jpeg(*jpeg, reduction, sound);
    if (!pix || !sound || (pixGetDepth(pix.get()) == 32) != page.colour) return nullptr;
    return turned(std::move(pix), page.quarter_turns);
}

/// Pages of one scanned image keep its own pixels. Null when poppler's and libqpdf's views of the page
/// differ.
PixPtr extracted(const std::filesystem::path& path, int number, const PdfPage& page, const Limits& limits) {
    const TemporaryFolder folder;
    // Without -all or -png: PBM, PGM or PPM, nothing is compressed again.
    const auto run = run_child(
        command("pdfimages", page_arguments(number), {argument(path), (folder.path() / "image").string()}),
        limits.child);
    if (!run.ok()) return nullptr;
    PixPtr pix = read_only_picture(folder.path(), limits);
    if (!pix || pixGetWidth(pix.get()) != page.scan->width || pixGetHeight(pix.get()) != page.scan->height)
        return nullptr;
    if (pixGetDepth(pix.get()) == 32 && !page.colour) pix.reset(pixConvertTo8(pix.get(), 0));
    return turned(std::move(pix), page.quarter_turns);
}

PixPtr rendered(const std::filesystem::path& path, int number, const PdfPage& page, int dpi,
                const Limits& limits) {
    const TemporaryFolder folder;
    std::vector<std::string> options = page_arguments(number);
    options.insert(options.end(), {"-r", std::to_string(dpi), "-cropbox"});
    if (!page.colour) options.emplace_back("-gray");
    const auto run = run_child(
        command("pdftoppm", options, {argument(path), (folder.path() / "page").string()}), limits.child);
    PixPtr pix = read_only_picture(folder.path(), limits);
    if (run.ok() && pix) return pix;
    throw page_error(path, number,
                     "the page could not be rendered (pdftoppm: " +
                         (run.ok() ? "no picture came out" : run.reason) + "); print or scan the page again");
}

}  // namespace

int render_dpi(const PdfPage& page, const Limits& limits) {
    const double square_inches = page.width * page.height / (kPointsPerInch * kPointsPerInch);
    if (!(square_inches > 0)) return 0;
    // Poppler holds three bytes a pixel, and what comes out of it four.
    const double most =
        std::min(static_cast<double>(limits.pixels), static_cast<double>(limits.page_bytes) / 4);
    const int dpi = std::min(kRenderDpi, static_cast<int>(std::sqrt(most / square_inches)));
    return dpi < kLeastDpi ? 0 : dpi;
}

PageImage read_pdf_image(const std::filesystem::path& path, int number, const PdfFile& file,
                         const Limits& limits) {
    const PdfPage page = file.page(number);
    PageImage result;
    result.page = number;
    if (page.scan && std::int64_t{page.scan->width} * page.scan->height <= limits.pixels) {
        result.dpi = page.scan->dpi;
        const Size size{page.scan->width, page.scan->height};
        result.reduction = reduction_of(size, page.scan->dpi);
        result.pix = decoded(file, number, page, result.reduction);
        if (!result.pix && (result.pix = extracted(path, number, page, limits)))
            result.pix = reduced(std::move(result.pix), result.reduction);
        if (result.pix) {
            if (result.reduction > 1) result.size = turned(size, page.quarter_turns);
            return result;
        }
        result.reduction = 1;
    }
    result.dpi = render_dpi(page, limits);
    if (result.dpi == 0)
        throw page_error(path, number,
                         "the page measures " + std::to_string(std::lround(page.width)) + " x " +
                             std::to_string(std::lround(page.height)) + " points, more than " +
                             std::to_string(limits.pixels / 1'000'000) + " megapixels at " +
                             std::to_string(kLeastDpi) + " dpi; scan it again at its true size");
    result.pix = rendered(path, number, page, result.dpi, limits);
    return result;
}

std::optional<OcrPage> read_pdf_text(const std::filesystem::path& path, int number, const PdfPage& page,
                                     const Limits& limits) {
    const int dpi = render_dpi(page, limits);
    if (page.scan || !page.may_have_text || page.image_cover > kMostImageCover || dpi == 0)
        return std::nullopt;
    std::vector<std::string> options = page_arguments(number);
    options.insert(options.end(), {"-bbox-layout", "-cropbox", "-enc", "UTF-8"});
    const auto run = run_child(command("pdftotext", options, {argument(path), "-"}), limits.child);
    if (!run.ok()) return std::nullopt;
    OcrPage result = page_of_bbox_layout(run.output, number, dpi);
    if (!is_sound_text(result)) return std::nullopt;
    return result;
}

}  // namespace saraban
