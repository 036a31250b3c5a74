// What a page costs: cleaning and layers of ink, zones (stamps, frames, letters), and reading it, on the
// pages of corpus/demo. `share` of BM_CleanLayersZones: of the CPU time of reading the same page.
#include "extractors/rule_book.h"
#include "pipeline/image/clean.h"
#include "pipeline/image/document.h"
#include "pipeline/image/frames.h"
#include "pipeline/image/stamps.h"
#include "pipeline/layout/letters.h"
#include "pipeline/ocr/tesseract_engine.h"

#include <ctime>
#include <filesystem>
#include <vector>

#include <benchmark/benchmark.h>

namespace {

using namespace saraban;

const std::filesystem::path kRoot = SARABAN_ROOT;

/// The first pages of the demo's files, as they come from the scanner.
const std::vector<PageImage>& demo_pages() {
    static const std::vector<PageImage> kPages = [] {
        std::vector<PageImage> pages;
        for (const char* name :
             {"000_246f1678a40f034b.pdf", "001_233b5f556e17800b.tif", "002_42be99c79dc8a3fd.jpg",
              "003_3f1d791feddcb934.pdf", "004_6512c8666af8545a_p1.png"})
            pages.push_back(Document::open(kRoot / "corpus/demo" / name, {}).image(1));
        return pages;
    }();
    return kPages;
}

TesseractEngine& engine() {
    static TesseractEngine engine({.model = kRoot / "pipeline/ocr/models/tha_saraban.traineddata"});
    return engine;
}

const std::vector<OcrPage>& read_pages() {
    static const std::vector<OcrPage> kPages = [] {
        std::vector<OcrPage> pages;
        for (const PageImage& page : demo_pages())
            pages.push_back(engine().read(clean(page, {})));
        return pages;
    }();
    return kPages;
}

void clean_and_zone(std::size_t at, const RuleBook& rules) {
    const CleanPage page = clean(demo_pages()[at], {});
    benchmark::DoNotOptimize(cut_stamps(page));
    benchmark::DoNotOptimize(find_frames(page.image.get(), page.dpi));
    benchmark::DoNotOptimize(find_letters({read_pages()[at]}, rules));
}

void BM_Read(benchmark::State& state) {
    const auto at = static_cast<std::size_t>(state.range(0));
    const CleanPage page = clean(demo_pages()[at], {});
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(engine().read(page));
}
BENCHMARK(BM_Read)->DenseRange(0, 4)->Unit(benchmark::kMillisecond);

void BM_CleanLayersZones(benchmark::State& state) {
    static const RuleBook kRules = load_rule_book(kRoot / "schemas");
    const auto at = static_cast<std::size_t>(state.range(0));
    const CleanPage page = clean(demo_pages()[at], {});
    read_pages();  // not to be counted below
    const std::clock_t begin = std::clock();
    benchmark::DoNotOptimize(engine().read(page));
    const std::clock_t read = std::clock() - begin;
    std::clock_t spent = 0;
    for ([[maybe_unused]] auto _ : state) {
        const std::clock_t start = std::clock();
        clean_and_zone(at, kRules);
        spent += std::clock() - start;
    }
    state.counters["share"] =
        static_cast<double>(spent) / static_cast<double>(read) / static_cast<double>(state.iterations());
}
BENCHMARK(BM_CleanLayersZones)->DenseRange(0, 4)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
