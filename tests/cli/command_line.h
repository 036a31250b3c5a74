#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace saraban::test {

/// What a run of the command left behind.
struct Run {
    int code = 0;
    std::string out, err;
};

/// How a run differs from an ordinary one.
struct Given {
    std::string input;             ///< on its standard input
    bool may_read_all = true;      ///< false: root, too, is held to the permissions of files
    std::uint64_t file_bytes = 0;  ///< the largest file it may write, as if the disk were full then; 0: any
    /// Called while the run is at work, with its process and the file of its standard output.
    std::function<void(int process, const std::filesystem::path& out)> meanwhile;
};

/// Runs `saraban` with these arguments, without a shell.
[[nodiscard]] Run run_saraban(const std::vector<std::string>& arguments, const Given& given);
[[nodiscard]] Run run_saraban(const std::vector<std::string>& arguments, const std::string& input = "");

/// What stands between line breaks.
[[nodiscard]] std::vector<std::string> lines(const std::string& text);

}  // namespace saraban::test
