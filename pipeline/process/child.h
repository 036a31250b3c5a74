#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace saraban {

/// What a child process may use. A child that wants more is killed; the parent goes on.
struct ChildLimits {
    std::chrono::seconds cpu{60};
    std::chrono::seconds wall{120};
    std::uint64_t memory_bytes = std::uint64_t{256}
                                 << 20;  ///< of its own; programs and files it maps not counted
    std::uint64_t file_bytes = std::uint64_t{1} << 30;  ///< each file it writes
    std::size_t output_bytes = std::size_t{64} << 20;   ///< of its standard output
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

/// Copies of this process at work, each with limits and without network: what crashes, hangs or eats memory
/// in one costs nothing but its own result. Only for a process with one thread: fork copies no others.
///
///   Children pages(limits);
///   pages.start(1, [&](const auto&) { return read(document, 1); });
///   const auto [page, result] = pages.wait();          // result.output is what the function returned
class Children {
public:
    /// A sign of life: the limit on wall time counts from the last one.
    using Beat = std::function<void()>;
    using Work = std::function<std::string(const Beat&)>;

    explicit Children(const ChildLimits& limits);
    /// Kills those at work.
    ~Children();
    Children(const Children&) = delete;
    Children& operator=(const Children&) = delete;

    /// What `work` throws ends the child with exit code 70.
    void start(int id, const Work& work);
    [[nodiscard]] std::size_t at_work() const { return running_.size(); }

    struct Ended {
        int id = 0;
        ChildResult result;
    };
    /// Waits until one has ended. `on_beat` is called for every sign of life of any of them. REQUIRES:
    /// at_work() > 0.
    [[nodiscard]] Ended wait(const Beat& on_beat = [] {});

private:
    struct Running;
    ChildLimits limits_;
    std::map<int, std::unique_ptr<Running>> running_;
};

/// For a process that makes and drops many pictures: memory it frees stays with it, so that it is not handed
/// out, page for page and zeroed, again and again.
void keep_freed_memory();

/// A new empty folder `saraban-tmp-…` below TMPDIR or another, removed with all its content at the end of its
/// life. What killed processes of the same user left there is removed when the next one is made.
class TemporaryFolder {
public:
    TemporaryFolder();
    explicit TemporaryFolder(const std::filesystem::path& below);
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
    int lock_ = -1;  ///< held while this process lives
};

}  // namespace saraban
