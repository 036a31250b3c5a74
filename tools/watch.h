#pragma once

#include "tools/batch.h"

#include <chrono>
#include <filesystem>

namespace saraban {

/// Reads what is put into `folder` until the end is asked for (SIGINT, SIGTERM), which is no error: files at
/// work are finished, the others stay where they are. What is done with goes to `done/` or `failed/` there,
/// beside it NAME.json with its status, cause and records.
[[nodiscard]] ExitCode watch(const std::filesystem::path& folder, std::chrono::milliseconds rest,
                             BatchWork work, Session& session);

}  // namespace saraban
