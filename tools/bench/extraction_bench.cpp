#include "extractors/apply.h"
#include "extractors/rule_book.h"
#include "pipeline/layout/letters.h"
#include "pipeline/text/thai.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <benchmark/benchmark.h>

/// Extraction alone: pages that are text already become records. Letters a second on one core.
namespace {

using namespace saraban;

/// The letters of corpus/letters, a page each, read once.
std::vector<std::vector<OcrPage>> files() {
    std::vector<std::vector<OcrPage>> out;
    for (const auto& entry : std::filesystem::directory_iterator(SARABAN_ROOT "/corpus/letters")) {
        if (entry.path().extension() != ".txt") continue;
        std::ifstream in(entry.path());
        OcrPage page;
        for (std::string text; std::getline(in, text);)
            page.lines.push_back(
                {.number = static_cast<int>(page.lines.size()) + 1, .text = normalise(text)});
        out.push_back({std::move(page)});
    }
    return out;
}

void extraction(benchmark::State& state) {
    const RuleBook rules = load_rule_book(SARABAN_ROOT "/schemas");
    const auto all = files();
    ApplyContext context;
    context.today = std::chrono::year{2026} / 3 / 1;
    std::int64_t letters = 0;
    for (auto _ : state) {
        for (const auto& pages : all) {
            const auto found = find_letters(pages, rules);
            const auto applied = apply_all(rules, found, context);
            letters += static_cast<std::int64_t>(applied.size());
            benchmark::DoNotOptimize(applied);
        }
    }
    state.SetItemsProcessed(letters);
}
BENCHMARK(extraction)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
