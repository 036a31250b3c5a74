#include "pipeline/image/view_image.h"

#include "pipeline/model/error.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

constexpr float kViewDpi = 150, kThumbnailDpi = 50;
constexpr int kJpegQuality = 75;

struct Free {
    void operator()(l_uint8* bytes) const { std::free(bytes); }
};

ViewImage scaled(const PageImage& page, int dpi, int quarter_turns, float most_dpi) {
    const float own = static_cast<float>(dpi) / static_cast<float>(page.reduction);
    const float scale = dpi > 0 ? std::min(1.0F, most_dpi / own) : 1.0F;
    Pix* source = page.pix.get();
    PixPtr small;
    if (scale == 1.0F)
        small.reset(pixClone(source));
    else  // black on white becomes grey: thin strokes stay
        small.reset(pixGetDepth(source) == 1 ? pixScaleToGray(source, scale)
                                             : pixScaleAreaMap(source, scale, scale));
    if (small && quarter_turns != 0) small.reset(pixRotateOrth(small.get(), quarter_turns));
    l_uint8* bytes = nullptr;
    std::size_t size = 0;
    const bool png = small && pixGetDepth(small.get()) == 1;
    if (png)
        pixWriteMemPng(&bytes, &size, small.get(), 0);
    else if (small)
        pixWriteMemJpeg(&bytes, &size, small.get(), kJpegQuality, 0);
    const std::unique_ptr<l_uint8, Free> owned(bytes);
    if (size == 0)
        throw Error(ExitCode::NothingRead,
                    "page " + std::to_string(page.page) + ": no picture for viewing could be made");
    return {.extension = png ? ".png" : ".jpg",
            .bytes = std::string(reinterpret_cast<const char*>(bytes), size)};
}

}  // namespace

ViewImage view_image(const PageImage& page, int dpi, int quarter_turns) {
    return scaled(page, dpi, quarter_turns, kViewDpi);
}

ViewImage thumbnail_image(const PageImage& page, int dpi, int quarter_turns) {
    return scaled(page, dpi, quarter_turns, kThumbnailDpi);
}

}  // namespace saraban
