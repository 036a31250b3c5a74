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

void check_secrecy(const StoredLetter& letter, bool include_secret) {
    if (letter.secret && !include_secret)
        throw Error(ExitCode::Usage,
                    letter.record.id + ": the letter is, or may be, secret; --include-secret shows it");
}

}  // namespace saraban
