#include "pipeline/image/clean.h"

#include "pipeline/image/ink_layers.h"
#include "pipeline/image/orientation.h"
#include "pipeline/image/punch_holes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

constexpr double kRadians = 3.14159265358979323846 / 180;
constexpr int kOrientationDpi = 150;
constexpr int kWhite = 255;
/// Pages thinner than this hold no text.
constexpr int kLeastSide = 16;

Size size_of(const PixPtr& pix) {
    return {pixGetWidth(pix.get()), pixGetHeight(pix.get())};
}

/// 8 bits a pixel with shadows and yellowed paper evened out.
PixPtr even_grey(Pix* source) {
    PixPtr grey(pixGetDepth(source) == 8 ? pixClone(source) : pixConvertTo8(source, 0));
    constexpr int kTile = 32, kDark = 100, kLeastLight = 300, kPaper = 240, kSmooth = 2;
    if (PixPtr even{pixBackgroundNorm(grey.get(), nullptr, nullptr, kTile, kTile, kDark, kLeastLight, kPaper,
                                      kSmooth, kSmooth)})
        return even;
    return grey;  // too small or too dark for tiles
}

struct NumaDelete {
    void operator()(Numa* numa) const { numaDestroy(&numa); }
};

/// How many pixels there are of each grey.
std::unique_ptr<Numa, NumaDelete> histogram_of(Pix* grey) {
    constexpr std::size_t kGreys = 256;
    std::array<std::array<int, kGreys>, 4> parts{};  // neighbours are often equal: not one after the other
    auto& counts = parts[0];
    const int width = pixGetWidth(grey), height = pixGetHeight(grey);
    const l_uint32* line = pixGetData(grey);
    for (int y = 0; y < height; ++y, line += pixGetWpl(grey)) {
        for (int word = 0; word < width / 4; ++word)
            for (unsigned i = 0; i < parts.size(); ++i)
                ++parts[i][line[word] >> 8U * i & 0xFFU];
        for (int x = width / 4 * 4; x < width; ++x)
            ++counts[line[x / 4] >> (24U - 8U * (static_cast<unsigned>(x) % 4U)) & 0xFFU];
    }
    std::unique_ptr<Numa, NumaDelete> histogram(numaCreate(static_cast<int>(kGreys)));
    for (std::size_t grey_level = 0; grey_level < kGreys; ++grey_level)
        numaAddNumber(histogram.get(), static_cast<l_float32>(parts[0][grey_level] + parts[1][grey_level] +
                                                              parts[2][grey_level] + parts[3][grey_level]));
    return histogram;
}

/// Otsu's threshold of the whole page, kept off paper so that a blank page stays blank.
PixPtr black_and_white(Pix* grey) {
    constexpr int kMostThreshold = 200, kLeastThreshold = 90;
    constexpr l_float32 kScore = 0.1F;
    const std::unique_ptr<Numa, NumaDelete> histogram = histogram_of(grey);
    int threshold = 0;
    numaSplitDistribution(histogram.get(), kScore, &threshold, nullptr, nullptr, nullptr, nullptr, nullptr);
    const int level = std::clamp(threshold, kLeastThreshold, kMostThreshold);
    return PixPtr(pixThresholdToBinary(grey, level));
}

PixPtr binary_of(Pix* pix) {
    return pixGetDepth(pix) == 1 ? PixPtr(pixClone(pix)) : black_and_white(pix);
}

PixPtr resized(Pix* pix, double factor) {
    const auto scale = static_cast<l_float32>(factor);
    if (pixGetDepth(pix) != 1) return PixPtr(pixScale(pix, scale, scale));
    if (factor < 1) return PixPtr(pixScaleToGray(pix, scale));
    const PixPtr grey(pixConvert1To8(nullptr, pix, kWhite, 0));
    return PixPtr(pixScale(grey.get(), scale, scale));
}

/// Degrees clockwise that make the text lines level; 0 when there is no clear answer.
double find_skew(Pix* binary) {
    constexpr int kSweepReduction = 4, kSearchReduction = 2;
    constexpr l_float32 kRange = 7, kStep = 1, kPrecision = 0.02F;
    constexpr l_float32 kSure = 3;
    l_float32 angle = 0, confidence = 0;
    if (pixFindSkewSweepAndSearch(binary, &angle, &confidence, kSweepReduction, kSearchReduction, kRange,
                                  kStep, kPrecision) != 0)
        return 0;
    return confidence >= kSure ? double{angle} : 0;
}

PixPtr rotated(Pix* pix, double radians) {
    const PixPtr grey(pixGetDepth(pix) == 1 ? pixConvert1To8(nullptr, pix, kWhite, 0) : pixClone(pix));
    return PixPtr(pixRotateAMGray(grey.get(), static_cast<l_float32>(radians), kWhite));
}

/// Without the dark edges of the scanner's lid and of neighbouring sheets: what touches the rim and is larger
/// than letters. A frame or a table that reaches the rim holds text and stays.
PixPtr without_edges(const PixPtr& binary, int dpi) {
    PixPtr result(pixCopy(nullptr, binary.get()));
    const int letter = dpi / 5;
    const PixPtr touching(pixExtractBorderConnComps(binary.get(), 8));
    const PixPtr large(touching ? pixSelectBySize(touching.get(), letter, letter, 8, L_SELECT_IF_EITHER,
                                                  L_SELECT_IF_GT, nullptr)
                                : nullptr);
    if (!large) return result;
    const Size size = size_of(binary);
    const int rim = std::min({dpi / 6, (size.width - 1) / 2, (size.height - 1) / 2});
    const PixPtr inner(pixRemoveBorder(large.get(), rim));
    l_int32 whole = 0, inside = 0;
    pixCountPixels(large.get(), &whole, nullptr);
    if (inner) pixCountPixels(inner.get(), &inside, nullptr);
    constexpr double kThin = 0.01;  // of the page: lines, not shadows
    const bool frame = inside > whole / 2 && inside < kThin * size.width * size.height;
    if (!frame) pixSubtract(result.get(), result.get(), large.get());
    return result;
}

/// Dust: smaller than any dot or mark of Thai print (0.2 mm).
PixPtr despeckled(PixPtr binary, int dpi) {
    const int dust = dpi / 130;
    if (dust < 1) return binary;
    PixPtr kept(pixSelectBySize(binary.get(), dust, dust, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GT, nullptr));
    return kept ? std::move(kept) : std::move(binary);
}

int upright_turns(Pix* binary, int dpi) {
    const double factor = double(kOrientationDpi) / dpi;
    if (factor >= 1) return quarter_turns_to_upright(binary);
    const PixPtr grey(pixScaleToGray(binary, static_cast<l_float32>(factor)));
    const PixPtr small(grey ? pixThresholdToBinary(grey.get(), 160) : nullptr);
    return small ? quarter_turns_to_upright(small.get()) : 0;
}

/// What was written on the page, a layer for each ink: print, then coloured ink where there is some. 1 or 8
/// bits.
std::vector<PixPtr> layers_of(Pix* page) {
    std::vector<PixPtr> layers;
    std::optional<InkLayers> inks;
    if (pixGetDepth(page) == 32) inks = part_inks(page);
    if (inks) {
        layers.push_back(even_grey(inks->print.get()));
        layers.push_back(even_grey(inks->coloured.get()));
    } else {
        layers.push_back(pixGetDepth(page) == 1 ? PixPtr(pixClone(page)) : even_grey(page));
    }
    return layers;
}

/// The layer upright, straight, scaled, black on white, without edges.
PixPtr straightened(PixPtr layer, const CleanPage& page, double factor) {
    if (page.quarter_turns != 0) layer.reset(pixRotateOrth(layer.get(), page.quarter_turns));
    if (page.skew != 0) layer = rotated(layer.get(), page.skew * kRadians);
    if (factor != 1) layer = resized(layer.get(), factor);
    return without_edges(binary_of(layer.get()), page.dpi);
}

/// Without punch holes and dust.
PixPtr finished(PixPtr binary, int dpi) {
    clear_punch_holes(binary.get(), dpi);
    PixPtr result = despeckled(std::move(binary), dpi);
    pixSetResolution(result.get(), dpi, dpi);
    return result;
}

}  // namespace

int plausible_dpi(Size size, int said) {
    constexpr double kShortest = 4, kLongest = 18;  // inches of a sheet's sides: A6 to A3
    const double shorter = std::min(size.width, size.height), longer = std::max(size.width, size.height);
    if (said > 0 && shorter / said >= kShortest && longer / said <= kLongest) return said;
    constexpr double kA4Short = 8.27, kA4Long = 11.69;
    return std::max(1, static_cast<int>(std::lround(std::max(shorter / kA4Short, longer / kA4Long))));
}

CleanPage clean(const PageImage& page, const CleanSettings& settings) {
    CleanPage result;
    result.page = page.page;
    result.issues = page.issues;
    result.source = size_of(page);
    result.source_dpi = plausible_dpi(result.source, page.dpi);
    result.dpi = result.source_dpi / page.reduction;
    result.map.scaled(1.0 / page.reduction);

    std::vector<PixPtr> layers = layers_of(page.pix.get());
    if (std::min(result.source.width, result.source.height) < kLeastSide) {
        result.image = binary_of(layers[0].get());
        return result;
    }
    PixPtr binary = without_edges(binary_of(layers[0].get()), result.dpi);
    result.quarter_turns = upright_turns(binary.get(), result.dpi);
    if (result.quarter_turns != 0) binary.reset(pixRotateOrth(binary.get(), result.quarter_turns));
    const double skew = find_skew(binary.get());
    if (std::abs(skew) >= settings.least_skew) result.skew = skew;
    double factor = double(settings.dpi) / result.dpi;
    if (factor >= 0.9 && factor <= 1.1)
        factor = 1;
    else
        result.dpi = settings.dpi;

    result.map.turned(result.quarter_turns, size_of(binary));
    if (result.skew != 0) result.map.rotated(result.skew * kRadians, size_of(binary));
    if (factor != 1) result.map.scaled(factor);
    const bool as_it_lay = result.quarter_turns == 0 && result.skew == 0 && factor == 1;
    if (!as_it_lay) binary = straightened(std::move(layers[0]), result, factor);
    result.image = finished(std::move(binary), result.dpi);
    if (layers.size() > 1)
        result.coloured = finished(straightened(std::move(layers[1]), result, factor), result.dpi);
    return result;
}

}  // namespace saraban
