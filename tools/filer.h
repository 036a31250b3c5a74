#pragma once

#include "pipeline/page_journal.h"
#include "pipeline/sinks/archive.h"
#include "tools/archive_command.h"
#include "tools/batch.h"

#include <filesystem>
#include <string>
#include <vector>

namespace saraban {

/// An archive to file in, and the pages read for it so far.
class Filer {
public:
    Filer(const ArchiveOptions& asked, std::string rules_version, Session& session);

    /// Pages go through the journal of the archive, and their pictures with them.
    void take_part(Settings& settings) const;
    /// In the process of the file: its pictures and its searchable PDF, for file() to take.
    void draw(const Input& input, const Ingested& file) const;
    /// Nothing where there is no letter.
    void file(const Input& input, const FileResult& file);
    /// Other copies of a letter that was filed.
    [[nodiscard]] std::vector<Link> copies_of(const Record& record, std::size_t most) {
        return archive_.copies_of(record.id, most);
    }
    /// At the end: makes searches fast if much was filed.
    void settle() { archive_.settle(); }
    /// True if these bytes are filed. What cannot be read is not: reading it says why.
    [[nodiscard]] bool holds(Input& input);

private:
    [[nodiscard]] std::filesystem::path drawn(const Input& input) const;

    Session& session_;
    Archive archive_;
    PageJournal journal_;
    TemporaryFolder stage_;  ///< on the disk of the archive: what is there is moved, not copied
    std::string rules_version_;
    bool include_secret_;
};

}  // namespace saraban
