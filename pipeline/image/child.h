#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace saraban {

/// What a child process may use. A child that wants more is killed; the parent goes on.
struct ChildLimits {
    std::chrono::seconds cpu{60};
    std::chrono::seconds wall{120};
    std::uint64_t memory_bytes = std::uint64_t{2} << 30;  ///< address space
    std::uint64_t file_bytes = std::uint64_t{1} << 30;    ///< each file it writes
    std::size_t output_bytes = std::size_t{64} << 20;     ///< of its standard output
};

struct ChildResult {
    enum class End { Exited, Killed, TimedOut, TooMuchOutput, NotStarted };
    End end = End::NotStarted;
    int code = 0;  ///< exit code, or the signal's number
    std::string output;

    [[nodiscard]] bool ok() const { return end == End::Exited && code == 0; }
    /// "exit code 1", "killed by signal 24 (CPU time limit exceeded)", "still running after 120 s", ...
    std::string reason;
};

/// Runs `arguments[0]` (searched in PATH) and waits for it; standard input is empty, standard error is
/// dropped. Exit codes of tools under a memory limit lie: callers check what came out as well.
[[nodiscard]] ChildResult run_child(const std::vector<std::string>& arguments, const ChildLimits& limits);

/// A new empty folder below TMPDIR, removed with all its content at the end of its life.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace saraban
