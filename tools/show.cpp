#include "pipeline/sinks/record_json.h"
#include "tools/archive_command.h"

#include <iostream>

namespace saraban {
namespace {

struct Asked : ArchiveOptions {
    std::string id;
    bool chain = false, json = false;
};

std::string line(const Link& link) {
    if (link.secret) return link.id + "  (secret)\n";
    return link.id + "  " + (link.date.empty() ? "-" : link.date) + "  " +
           (link.number.empty() ? "-" : link.number) + "  " + link.sender + "  " + link.subject + "\n";
}

ExitCode show(const Asked& asked, Session& session) {
    Archive archive = asked.open(session, Archive::Mode::Read);
    const auto letter = archive.find(asked.id);
    if (!letter)
        throw Error(ExitCode::Usage, asked.id + ": no letter with this id; `saraban search` shows ids");
    check_secrecy(*letter, asked.include_secret);
    const std::string& id = letter->record.id;
    if (asked.chain) {
        for (const Link& link : archive.chain(id))
            std::cout << (link.id == id ? "* " : "  ") << line(link);
        return ExitCode::Done;
    }
    if (asked.json) {
        std::cout << to_json(letter->record).dump(2, ' ', false, nlohmann::json::error_handler_t::replace)
                  << '\n';
        return ExitCode::Done;
    }
    const auto original = archive.original(letter->record.source.sha256);
    std::cout << letter->record.text << "\n-- " << id << ", letter " << letter->record.order << " of "
              << letter->record.source.path << (original.empty() ? "" : ", " + original.string()) << '\n';
    for (const Link& link : archive.links(id))
        std::cout << link.relation << "  " << line(link);
    return ExitCode::Done;
}

}  // namespace

void add_show(CLI::App& app, Session& session) {
    auto asked = std::make_shared<Asked>();
    CLI::App* command =
        app.add_subcommand("show", "a letter, and what it encloses, cites, answers and who cites it");
    asked->add_archive(*command);
    asked->add_secret(*command);
    command->add_option("ID", asked->id, "its id, or the beginning")->required();
    command->add_flag("--chain", asked->chain, "all letters it is linked with, however far, by date");
    command->add_flag("--json", asked->json, "the record");
    command->callback(
        [asked, &session] { session.run = [asked, &session] { return show(*asked, session); }; });
}

}  // namespace saraban
