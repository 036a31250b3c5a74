#include "tools/archive_command.h"

#include <iostream>

namespace saraban {
namespace {

ExitCode copies(const ArchiveOptions& asked, Session& session) {
    Archive archive = asked.open(session, Archive::Mode::Read);
    for (const std::vector<Link>& letter : archive.copies()) {
        const Link& first = letter.front();
        std::cout << (first.secret ? "(secret)"
                                   : first.number + "  " + (first.date.empty() ? "-" : first.date))
                  << "  held as";
        for (const Link& copy : letter)
            std::cout << ' ' << copy.id;
        std::cout << '\n';
    }
    return ExitCode::Done;
}

}  // namespace

void add_copies(CLI::App& app, Session& session) {
    auto asked = std::make_shared<ArchiveOptions>();
    CLI::App* command = app.add_subcommand(
        "copies", "letters that are held more than once: another scan, or another way they came");
    asked->add_archive(*command);
    command->callback(
        [asked, &session] { session.run = [asked, &session] { return copies(*asked, session); }; });
}

}  // namespace saraban
