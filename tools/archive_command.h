#pragma once

#include "pipeline/sinks/archive.h"
#include "tools/session.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace saraban {

/// What the subcommands on an archive share.
struct ArchiveOptions {
    std::filesystem::path directory;
    bool include_secret = false;

    /// --archive (or SARABAN_ARCHIVE)
    void add_archive(CLI::App& command);
    /// --include-secret
    void add_secret(CLI::App& command);
    [[nodiscard]] Archive open(const Session& session, Archive::Mode mode) const;
};

/// Throws Error(Usage) for a letter that is secret and was not asked for.
void check_secrecy(const StoredLetter& letter, bool include_secret);

/// The ids of letters that are held more than once.
[[nodiscard]] std::vector<std::vector<std::string>> ids_of(const std::vector<std::vector<Link>>& copies);

void add_search(CLI::App& app, Session& session);
void add_show(CLI::App& app, Session& session);
void add_cited(CLI::App& app, Session& session);
void add_copies(CLI::App& app, Session& session);
void add_verify(CLI::App& app, Session& session);
void add_export(CLI::App& app, Session& session);
void add_import(CLI::App& app, Session& session);

}  // namespace saraban
