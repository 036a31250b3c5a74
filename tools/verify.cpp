#include "extractors/abbreviations.h"
#include "tools/archive_command.h"

#include <iostream>

namespace saraban {
namespace {

ExitCode verify(const ArchiveOptions& asked, Session& session) {
    if (!std::filesystem::exists(asked.directory / "saraban.db"))
        throw Error(ExitCode::Unusable, asked.directory.string() +
                                            ": no archive here; `saraban ingest --archive " +
                                            asked.directory.string() + " FILE` makes one");
    Archive archive = asked.open(session, Archive::Mode::Write);
    const Health health = archive.verify(load_abbreviations(session.schemas() / "vocabularies"));
    for (const auto& damage : health.damage)
        std::cout << "damage: " << damage << '\n';
    for (const auto& orphan : health.orphans)
        std::cout << "orphan: " << orphan << '\n';
    for (const auto& repaired : health.repaired)
        std::cout << "repaired: " << repaired << '\n';
    session.say(std::to_string(health.files) + " files, " + std::to_string(health.letters) + " letters; " +
                std::to_string(health.damage.size()) + " damaged, " + std::to_string(health.orphans.size()) +
                " orphans, " + std::to_string(health.repaired.size()) + " repaired");
    return health.damage.empty() ? ExitCode::Done : ExitCode::SomeNeedReview;
}

}  // namespace

void add_verify(CLI::App& app, Session& session) {
    auto asked = std::make_shared<ArchiveOptions>();
    CLI::App* command =
        app.add_subcommand("verify", "hash every original again, look for orphans, repair the index");
    asked->add_archive(*command);
    command->callback(
        [asked, &session] { session.run = [asked, &session] { return verify(*asked, session); }; });
}

}  // namespace saraban
