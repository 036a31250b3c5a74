#include "pipeline/ingest.h"

#include "pipeline/sinks/jsonl.h"
#include "tools/batch.h"
#include "tools/files.h"

#include <iostream>
#include <thread>

namespace saraban {
namespace {

struct Asked {
    std::vector<std::filesystem::path> paths;
    std::filesystem::path output = "records.jsonl";
    int jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
};

std::string summary(const BatchResult& result, std::size_t files, const std::filesystem::path& output) {
    std::string out = std::to_string(result.files) + " of " + std::to_string(files) +
                      " files: " + std::to_string(result.letters) + " letters, " +
                      std::to_string(result.need_review) + " need review; " +
                      std::to_string(result.without_letter) + " files without a letter, " +
                      std::to_string(result.failed) + " failed; records in " + output.string();
    if (result.interrupted) out += "; interrupted";
    return out;
}

ExitCode ingest_paths(const Asked& asked, Session& session) {
    const auto workshop = open_workshop(session);
    const auto files = find_files(asked.paths, std::cin);
    JsonlFile output(asked.output);
    const auto read = [&](const std::filesystem::path& path, OcrEngine& engine) {
        return ingest(path, engine, workshop->rules, workshop->settings);
    };
    const auto store = [&](const Ingested& file) { output.write(file.records); };
    const BatchResult result = run_batch(files, asked.jobs, read, store, session);
    session.say(summary(result, files.size(), asked.output), "summary",
                {{"files", result.files},
                 {"letters", result.letters},
                 {"need_review", result.need_review},
                 {"without_letter", result.without_letter},
                 {"failed", result.failed}});
    return result.exit_code();
}

}  // namespace

void add_ingest(CLI::App& app, Session& session) {
    auto asked = std::make_shared<Asked>();
    CLI::App* command =
        app.add_subcommand("ingest", "read files, folders and lists of letters into records.jsonl");
    command->add_option("PATH", asked->paths, "files, folders, - for a list of paths on standard input")
        ->required();
    command->add_option("--output", asked->output, "where the records go, JSON lines")->capture_default_str();
    command->add_option("--jobs", asked->jobs, "files read at the same time")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    command->callback(
        [asked, &session] { session.run = [asked, &session] { return ingest_paths(*asked, session); }; });
}

}  // namespace saraban
