#include "pipeline/sinks/archive.h"
#include "tests/support/random_letters.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <sys/resource.h>

/// How the archive grows: `archive_growth DIRECTORY LETTERS...` fills a new archive with made-up letters up
/// to each of the given sizes and prints one row a size, tab-separated: speed of filing, size on disk,
/// latency of queries (CPU, ms: median, 95th percentile, worst; of all together the 99th). Without sizes it
/// asks an archive that is there.
namespace {

using namespace saraban;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double cpu_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// Of the thread that calls: the one that writes.
double thread_seconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// What some work took.
struct Cost {
    double wall = 0, cpu = 0, thread = 0;

    template <class Work>
    void add(Work work) {
        const auto start = Clock::now();
        const double cpu_start = cpu_seconds(), thread_start = thread_seconds();
        work();
        wall += seconds_since(start);
        cpu += cpu_seconds() - cpu_start;
        thread += thread_seconds() - thread_start;
    }
};

double bytes_in(const std::filesystem::path& directory) {
    double sum = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory))
        if (entry.is_regular_file()) sum += static_cast<double>(entry.file_size());
    return sum;
}

/// Most memory this process had, in MB.
double peak_memory() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Load {
    const char* name;
    std::vector<std::string> queries;
};

std::string chunk_of(const std::string& text, std::size_t line, std::size_t bytes) {
    std::size_t at = 0;
    for (; line > 0 && at != std::string::npos; --line)
        at = text.find('\n', at + 1);
    if (at == std::string::npos) return "หนังสือ";
    std::string out = text.substr(at + 1, bytes);
    while (!out.empty() && (out.back() & 0x80) != 0 && out.size() % 3 != 0)
        out.pop_back();
    return out.substr(0, out.find('\n'));
}

/// What people ask: common and rare words, several words, phrases, beginnings, numbers, filters, what is
/// misread, the words that nearly every letter has, and beginnings of one and two letters.
std::vector<Load> loads() {
    test::RandomLetters letters(7);
    std::vector<Load> out{{"word", {}},   {"words", {}}, {"phrase", {}}, {"prefix", {}}, {"number", {}},
                          {"filter", {}}, {"near", {}},  {"common", {}}, {"letter", {}}};
    const std::vector<std::string> common{
        "การ",      "ที่",         "จังหวัด",    "เรื่อง",           "พิจารณา",
        "ดำเนินการ", "การ จังหวัด", "เรื่อง การ", "ผู้ว่าราชการจังหวัด", "อำเภอ OR ตำบล"};
    const std::vector<std::string> beginnings{"ก*", "ส*", "กา*", "จั*", "ป*", "เร*", "น*", "ผู*", "พ*", "ด*"};
    for (int i = 0; i < 40; ++i) {
        const Record r = letters.next();
        const std::string& subject = r.subject->value;
        const std::string agency = r.issuer->name;
        out[0].queries.push_back(i % 2 == 0 ? agency : chunk_of(r.text, 6, 24));
        out[1].queries.push_back(subject + " " + agency);
        out[2].queries.push_back("\"" + subject + "\"");
        out[3].queries.push_back(agency.substr(0, 12) + "*");
        out[4].queries.push_back(r.doc_number->normalized);
        out[5].queries.push_back(agency + " วันที่:2566-01..2567-03 has:qr");
        out[6].queries.push_back(test::add_noise(subject, 0.1, static_cast<std::uint64_t>(i)));
        out[7].queries.push_back(common[static_cast<std::size_t>(i) % common.size()]);
        out[8].queries.push_back(beginnings[static_cast<std::size_t>(i) % beginnings.size()]);
    }
    return out;
}

void print_latencies(Archive& archive, std::size_t letters) {
    std::vector<double> all, waited;
    for (const Load& load : loads()) {
        std::vector<double> times;
        for (const auto& query : load.queries) {
            Cost cost;
            cost.add([&] { static_cast<void>(archive.search(query)); });
            times.push_back(cost.cpu * 1000);
            waited.push_back(cost.wall * 1000);
        }
        all.insert(all.end(), times.begin(), times.end());
        std::sort(times.begin(), times.end());
        std::printf("%zu\t%s\t%.2f\t%.2f\t%.2f\n", letters, load.name, times[times.size() / 2],
                    times[times.size() * 95 / 100], times.back());
    }
    std::sort(all.begin(), all.end());
    std::printf("%zu\tall\t%.2f\t%.2f\t%.2f\n", letters, all[all.size() / 2], all[all.size() * 99 / 100],
                all.back());
    std::sort(waited.begin(), waited.end());
    std::printf("# by the clock: median %.2f ms, 99th percentile %.2f ms\n", waited[waited.size() / 2],
                waited[waited.size() * 99 / 100]);
}

Filing filing_of(Record record) {
    Filing filing{.source = record.source};
    filing.records.push_back(std::move(record));
    return filing;
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 2) {
        std::fprintf(stderr, "usage: archive_growth DIRECTORY [LETTERS...]\n");
        return 2;
    }
    if (argc == 2) {
        Archive archive(argv[1], Archive::Mode::Read, {});
        print_latencies(archive, archive.count());
        return 0;
    }
    constexpr std::size_t kBatch = 10000;
    test::RandomLetters letters(1);
    std::size_t filed = 0;
    for (int i = 2; i < argc; ++i) {
        const std::size_t target = std::strtoul(argv[i], nullptr, 10);
        Cost cost;
        const std::size_t before = filed;
        auto writer = std::make_unique<Archive>(argv[1], Archive::Mode::Write, std::vector<Abbreviation>{});
        while (filed < target) {
            std::vector<Filing> batch;
            while (batch.size() < kBatch && filed + batch.size() < target)
                batch.push_back(filing_of(letters.next()));
            cost.add([&] { writer->add(batch, 2); });
            filed += batch.size();
        }
        const double joined = cost.thread;
        cost.add([&] { writer->settle(); });
        writer.reset();  // now the write-ahead log is part of the database
        Archive archive(argv[1], Archive::Mode::Read, {});
        const auto added = static_cast<double>(filed - before);
        std::printf(
            "# %zu letters: %.0f letters/s wall, %.0f letters a CPU second (%.0f of the thread that writes; "
            "%.0f s to "
            "join the index), %.2f kB a letter, peak %.0f MB\n",
            filed, added / cost.wall, added / cost.cpu, added / cost.thread, cost.thread - joined,
            bytes_in(argv[1]) / static_cast<double>(filed) / 1000, peak_memory());
        print_latencies(archive, filed);
        std::fflush(stdout);
    }
} catch (const std::exception& error) {
    std::fprintf(stderr, "archive_growth: %s\n", error.what());
    return 1;
}
