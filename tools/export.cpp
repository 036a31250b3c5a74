#include "pipeline/sinks/csv.h"
#include "pipeline/sinks/ecms.h"
#include "pipeline/sinks/mask.h"
#include "pipeline/sinks/record_json.h"
#include "tools/archive_command.h"

#include <fstream>
#include <iostream>

namespace saraban {
namespace {

struct Asked : ArchiveOptions {
    std::string format = "jsonl";
    std::filesystem::path output;
    bool mask = false;
};

/// The record and its text, so that nothing is lost on the way back.
std::string jsonl_with_text(const Record& record) {
    nlohmann::ordered_json json = to_json(record);
    json["text"] = record.text;
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string one_letter(const Record& record, const std::string& format) {
    if (format == "csv") return csv_row(record);
    if (format == "ecms") return to_ecms(record);
    return jsonl_with_text(record);
}

void write(std::ostream& out, const std::string& text, const std::string& name) {
    if (!(out << text << std::flush))
        throw Error(ExitCode::Unusable, name + ": cannot be written; check the disk and the directory");
}

ExitCode export_letters(const Asked& asked, Session& session) {
    Archive archive = asked.open(session, Archive::Mode::Read);
    const bool to_files = asked.format == "ecms";
    if (to_files && asked.output.empty())
        throw Error(ExitCode::Usage, "export --format ecms writes a file a letter; give --output DIRECTORY");
    if (to_files) std::filesystem::create_directories(asked.output);
    std::ofstream file;
    if (!to_files && !asked.output.empty()) file.open(asked.output, std::ios::binary);
    std::ostream& stream = asked.output.empty() ? std::cout : file;
    const std::string name = asked.output.empty() ? "standard output" : asked.output.string();
    if (asked.format == "csv") write(stream, csv_header(), name);
    std::size_t letters = 0, withheld = 0;
    archive.for_each([&](const StoredLetter& letter) {
        if (letter.secret && !asked.include_secret) {
            ++withheld;
            return;
        }
        ++letters;
        const std::string text = one_letter(asked.mask ? mask(letter.record) : letter.record, asked.format);
        if (!to_files) return write(stream, text, name);
        const auto path = asked.output / (letter.record.id + ".xml");
        std::ofstream out(path, std::ios::binary);
        write(out, text, path.string());
    });
    session.say(std::to_string(letters) + " letters exported" +
                (withheld > 0 ? ", " + std::to_string(withheld) + " secret ones withheld" : ""));
    return ExitCode::Done;
}

}  // namespace

void add_export(CLI::App& app, Session& session) {
    auto asked = std::make_shared<Asked>();
    CLI::App* command = app.add_subcommand("export", "write letters of the archive in another form");
    asked->add_archive(*command);
    asked->add_secret(*command);
    command
        ->add_option("--format", asked->format,
                     "jsonl: everything, `import` reads it; csv: register; ecms: XML files")
        ->check(CLI::IsMember({"jsonl", "csv", "ecms"}))
        ->capture_default_str();
    command->add_option("--output", asked->output,
                        "file, or directory for ecms; standard output if not given");
    command->add_flag("--mask", asked->mask, "black out personal names, phones and e-mail addresses");
    command->callback(
        [asked, &session] { session.run = [asked, &session] { return export_letters(*asked, session); }; });
}

}  // namespace saraban
