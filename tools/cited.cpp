#include "tools/archive_command.h"

#include <iostream>

namespace saraban {
namespace {

ExitCode cited(const ArchiveOptions& asked, Session& session) {
    Archive archive = asked.open(session, Archive::Mode::Read);
    for (const Missing& missing : archive.cited_not_held()) {
        std::cout << missing.number << "  " << (missing.date.empty() ? "-" : missing.date) << "  cited by";
        for (const auto& id : missing.cited_by)
            std::cout << ' ' << id;
        std::cout << '\n';
    }
    return ExitCode::Done;
}

}  // namespace

void add_cited(CLI::App& app, Session& session) {
    auto asked = std::make_shared<ArchiveOptions>();
    CLI::App* command = app.add_subcommand("cited", "letters that are cited and not held");
    asked->add_archive(*command);
    command->callback(
        [asked, &session] { session.run = [asked, &session] { return cited(*asked, session); }; });
}

}  // namespace saraban
