#include "pipeline/image/stage_images.h"

#include "pipeline/image/frames.h"
#include "pipeline/image/stamps.h"
#include "pipeline/image/text_lines.h"
#include "pipeline/model/error.h"

#include <algorithm>
#include <string>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

struct Colour {
    l_uint8 red, green, blue;
};
constexpr Colour kBand{0, 150, 0}, kArea{90, 130, 255}, kFrame{230, 0, 0};

void draw(Pix* picture, const Box& box, int width, const Colour& colour) {
    ::Box* outline = boxCreate(box.left, box.top, box.width(), box.height());
    pixRenderBoxArb(picture, outline, width, colour.red, colour.green, colour.blue);
    boxDestroy(&outline);
}

/// Both layers, grey, with what was found in them.
PixPtr drawing_of(const CleanPage& page) {
    constexpr int kThin = 2, kThick = 5;
    PixPtr ink(pixCopy(nullptr, page.image.get()));
    if (page.coloured) pixOr(ink.get(), ink.get(), page.coloured.get());
    PixPtr picture(pixConvertTo32(ink.get()));
    for (Pix* layer : {page.image.get(), page.coloured.get()}) {
        if (layer == nullptr) continue;
        for (const TextLine& line : find_text_lines(layer, page.dpi)) {
            draw(picture.get(), line.area, kThin, kArea);
            draw(picture.get(), line.band, kThin, kBand);
        }
        for (const Box& frame : find_frames(layer, page.dpi))
            draw(picture.get(), frame, kThick, kFrame);
    }
    return picture;
}

}  // namespace

std::vector<std::filesystem::path> write_stages(const CleanPage& page, const std::filesystem::path& folder) {
    constexpr std::size_t kDigits = 3;
    std::string number = std::to_string(page.page);
    number.insert(0, kDigits - std::min(kDigits, number.size()), '0');
    std::vector<std::filesystem::path> written;
    const auto write = [&](const std::string& stage, Pix* image) {
        const auto path = folder / ("page_" + number + "_" + stage + ".png");
        if (image == nullptr || pixWritePng(path.c_str(), image, 0) != 0)
            throw Error(ExitCode::Unusable, path.string() + ": cannot be written; name another folder");
        written.push_back(path);
    };
    write("print", page.image.get());
    if (page.coloured) write("coloured", page.coloured.get());
    const PixPtr drawing = drawing_of(page);
    write("lines", drawing.get());
    int count = 0;
    for (const Stamp& stamp : cut_stamps(page)) {
        const PixPtr straight = drawing_of(stamp.page);
        write("stamp_" + std::to_string(++count), straight.get());
    }
    return written;
}

}  // namespace saraban
