#pragma once

#include "pipeline/process/child.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace saraban {

/// What `work` returns, lines of text, made from a file in a process of its own: a picture that crashes its
/// decoder costs what was to be made of it, no more. Its time counts from its last sign of life. Throws
/// Error(NothingRead) with what `work` threw, or how it ended.
[[nodiscard]] std::vector<std::string> run_apart(
    const std::filesystem::path& original,
    const std::function<std::vector<std::string>(const Children::Beat&)>& work);

}  // namespace saraban
