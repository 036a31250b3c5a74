#include "pipeline/sinks/record_json.h"
#include "tools/archive_command.h"

#include <fstream>
#include <iostream>

namespace saraban {
namespace {

struct Asked : ArchiveOptions {
    std::filesystem::path file;
};

constexpr std::size_t kBatch = 2000;

Record read_record(const std::string& line, const std::string& place) try {
    const auto json = nlohmann::json::parse(line);
    Record record = record_from_json(json);
    record.text = json.value("text", "");
    return record;
} catch (const std::exception& error) {
    throw Error(ExitCode::Unusable, place + ": not a letter of `saraban export`: " + error.what());
}

ExitCode import(const Asked& asked, Session& session) {
    std::ifstream file;
    if (asked.file != "-") file.open(asked.file, std::ios::binary);
    std::istream& in = asked.file == "-" ? std::cin : file;
    if (!in) throw Error(ExitCode::NothingRead, asked.file.string() + ": cannot be read");
    Archive archive = asked.open(session, Archive::Mode::Write);
    std::vector<Filing> filings;
    std::size_t letters = 0, number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.empty()) continue;
        Record record = read_record(line, asked.file.string() + ":" + std::to_string(number));
        ++letters;
        // Letters of one file stand together.
        if (filings.empty() || filings.back().source.sha256 != record.source.sha256) {
            if (filings.size() >= kBatch) {
                archive.add(filings);
                filings.clear();
            }
            filings.push_back({.source = record.source, .include_secret = asked.include_secret});
        }
        filings.back().records.push_back(std::move(record));
    }
    archive.add(filings);
    session.say(std::to_string(letters) + " letters imported");
    return ExitCode::Done;
}

}  // namespace

void add_import(CLI::App& app, Session& session) {
    auto asked = std::make_shared<Asked>();
    CLI::App* command =
        app.add_subcommand("import", "read what `export --format jsonl` wrote; originals are not in it");
    asked->add_archive(*command);
    asked->add_secret(*command);
    command->add_option("FILE", asked->file, "JSON lines; - for standard input")->required();
    command->callback(
        [asked, &session] { session.run = [asked, &session] { return import(*asked, session); }; });
}

}  // namespace saraban
