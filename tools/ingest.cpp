#include "pipeline/ingest.h"

#include "pipeline/sinks/jsonl.h"
#include "pipeline/sinks/record_json.h"
#include "tools/archive_command.h"
#include "tools/archive_views.h"
#include "tools/batch.h"
#include "tools/files.h"

#include <iomanip>
#include <iostream>
#include <sstream>
#include <thread>

namespace saraban {
namespace {

struct Asked : ArchiveOptions {
    std::vector<std::filesystem::path> paths;
    std::filesystem::path output = "records.jsonl";
    int jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
};

/// One line of the table of letters: date, number, status, subject, file.
std::string row(const Record& record) {
    const std::string date =
        record.date && record.date->iso ? to_json(record)["date"]["iso"].get<std::string>() : "-";
    const std::string number = record.doc_number ? record.doc_number->normalized : "-";
    std::ostringstream out;
    out << std::left << std::setw(12) << date << std::setw(14)
        << (record.status == Status::Accepted ? "accepted" : "needs_review") << number << "  "
        << (record.subject ? record.subject->value : "-") << "  ("
        << std::filesystem::path(record.source.path).filename().string() << ", " << record.order << ")\n";
    return out.str();
}

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
    const auto read = [&](const std::filesystem::path& path, OcrEngine& engine, const Settings& settings) {
        return ingest(path, engine, workshop->rules, settings);
    };
    std::optional<Archive> archive;
    if (!asked.directory.empty()) archive.emplace(asked.open(session, Archive::Mode::Write));
    const auto store = [&](const Ingested& file) {
        if (archive && !file.records.empty())
            archive->add(Filing{.source = file.source,
                                .original = file.source.path,
                                .pages = file.pages,
                                .views = make_views(file.source.path, file.pages, file.records, session),
                                .records = file.records,
                                .rules_version = workshop->rules_version,
                                .include_secret = asked.include_secret});
        output.write(file.records);
        for (const Record& record : file.records)
            std::cout << row(record) << std::flush;
    };
    const BatchResult result = run_batch(
        files, {.read = read, .store = store, .settings = workshop->settings, .jobs = asked.jobs}, session);
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
    CLI::App* command = app.add_subcommand(
        "ingest", "read files, folders and lists of letters into records.jsonl; prints one line a letter");
    command->add_option("PATH", asked->paths, "files, folders, - for a list of paths on standard input")
        ->required();
    command->add_option("--archive", asked->directory, "file them in this archive as well")
        ->envname("SARABAN_ARCHIVE");
    asked->add_secret(*command);
    command->add_option("--output", asked->output, "where the records go, JSON lines")->capture_default_str();
    command->add_option("--jobs", asked->jobs, "files read at the same time")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    command->callback(
        [asked, &session] { session.run = [asked, &session] { return ingest_paths(*asked, session); }; });
}

}  // namespace saraban
