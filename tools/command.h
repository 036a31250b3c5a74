#pragma once

#include "tools/session.h"

#include <string>

namespace saraban {

/// The whole command line. Parsing it sets Session::run.
void add_commands(CLI::App& app, Session& session);

/// What reads, for a report of what went wrong: versions of the program, its model, rules and libraries.
[[nodiscard]] std::string version_text(const Session& session);

}  // namespace saraban
