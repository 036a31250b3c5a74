#include "tools/archive_command.h"

#include "extractors/abbreviations.h"

namespace saraban {

void ArchiveOptions::add_archive(CLI::App& command) {
    command.add_option("--archive", directory, "the archive")->envname("SARABAN_ARCHIVE")->required();
}

void ArchiveOptions::add_secret(CLI::App& command) {
    command.add_flag("--include-secret", include_secret, "letters classed ลับ or above, too");
}

Archive ArchiveOptions::open(const Session& session, Archive::Mode mode) const {
    return {directory, mode, load_abbreviations(session.schemas() / "vocabularies")};
}

std::vector<std::vector<std::string>> ids_of(const std::vector<std::vector<Link>>& copies) {
    std::vector<std::vector<std::string>> out;
    for (const std::vector<Link>& letter : copies) {
        out.emplace_back();
        for (const Link& copy : letter)
            out.back().push_back(copy.id);
    }
    return out;
}

void check_secrecy(const StoredLetter& letter, bool include_secret) {
    if (letter.secret && !include_secret)
        throw Error(ExitCode::Usage,
                    letter.record.id + ": the letter is, or may be, secret; --include-secret shows it");
}

}  // namespace saraban
