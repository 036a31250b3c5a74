#include "extractors/abbreviations.h"
#include "pipeline/process/child.h"
#include "tools/archive_command.h"
#include "tools/archive_views.h"

#include <iostream>

namespace saraban {
namespace {

/// The pictures are made from the original, so they can be made again.
std::string restore_views(Archive& archive, const std::string& sha256, Session& session) {
    const TemporaryFolder folder;
    const auto original = archive.original(sha256);
    draw_views(folder.path() / "views", read_file(original, archive.pages(sha256), {}));
    const auto views = take_views(folder.path() / "views", original.string(), session);
    archive.keep_views(sha256, views);
    return "pages of " + sha256 + (views.empty() ? " cannot be shown" : " were lost and made anew");
}

ExitCode verify(const ArchiveOptions& asked, Session& session) {
    if (!std::filesystem::exists(asked.directory / "saraban.db"))
        throw Error(ExitCode::Unusable, asked.directory.string() +
                                            ": no archive here; `saraban ingest --archive " +
                                            asked.directory.string() + " FILE` makes one");
    Archive archive = asked.open(session, Archive::Mode::Write);
    Health health = archive.verify(load_abbreviations(session.schemas() / "vocabularies"));
    for (const auto& hash : health.unviewed)
        health.repaired.push_back(restore_views(archive, hash, session));
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
