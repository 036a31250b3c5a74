#include "pipeline/sinks/record_json.h"
#include "tools/archive_command.h"
#include "tools/archive_says.h"

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
           (link.number.empty() ? "-" : link.number) + "  " + link.sender + "  " + link.subject + "  (" +
           std::filesystem::path(link.path).filename().string() + ")\n";
}

/// What other files of the archive add to the record, one line a check.
std::string story(const Reconciled& said) {
    std::string out = "archive says  " + said.field + " ";
    if (said.value) {
        out += "is " + *said.value;
    } else {
        for (std::size_t i = 0; i < said.candidates.size(); ++i)
            out += (i == 0 ? "is " : " or ") + said.candidates[i];
        if (said.candidates.empty()) out += "is damaged";
    }
    for (std::size_t i = 0; i < said.evidence.size(); ++i)
        out +=
            "\n              " + said.checks[std::min(i, said.checks.size() - 1)] + ": " + said.evidence[i];
    return out + '\n';
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
    const auto links = archive.links(id);
    for (const Link& link : links)
        std::cout << link.relation << "  " << line(link);
    if (!links.empty())
        for (const Reconciled& said :
             archive_says(archive, letter->record, load_reconciler(session.schemas())))
            std::cout << story(said);
    return ExitCode::Done;
}

}  // namespace

void add_show(CLI::App& app, Session& session) {
    auto asked = std::make_shared<Asked>();
    CLI::App* command = app.add_subcommand(
        "show", "a letter, its other copies, what it encloses, cites, answers and who cites it");
    asked->add_archive(*command);
    asked->add_secret(*command);
    command->add_option("ID", asked->id, "its id, or the beginning")->required();
    command->add_flag("--chain", asked->chain, "all letters it is linked with, however far, by date");
    command->add_flag("--json", asked->json, "the record");
    command->callback(
        [asked, &session] { session.run = [asked, &session] { return show(*asked, session); }; });
}

}  // namespace saraban
