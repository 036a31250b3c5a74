#include "pipeline/image/child.h"

#include "pipeline/model/error.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace saraban {
namespace {

using Clock = std::chrono::steady_clock;

void limit(__rlimit_resource_t what, rlim_t value) {
    const rlimit both{value, value};
    setrlimit(what, &both);
}

/// Between fork and exec: only calls that are safe in a child of a threaded process.
[[noreturn]] void become(char* const* argv, const ChildLimits& limits, int output) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(null, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
    limit(RLIMIT_CPU, static_cast<rlim_t>(limits.cpu.count()));
    limit(RLIMIT_AS, limits.memory_bytes);
    limit(RLIMIT_FSIZE, limits.file_bytes);
    limit(RLIMIT_CORE, 0);
    execvp(argv[0], argv);
    _exit(127);
}

enum class Read { Closed, TooMuch, TimedOut };

Read read_until_closed(int fd, std::string& output, std::size_t most, Clock::time_point until) {
    std::array<char, 1 << 16> buffer{};
    while (true) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
        if (left <= 0) return Read::TimedOut;
        pollfd ready{fd, POLLIN, 0};
        if (poll(&ready, 1, static_cast<int>(left)) <= 0) continue;
        const ssize_t got = read(fd, buffer.data(), buffer.size());
        if (got == 0 || (got < 0 && errno != EINTR)) return Read::Closed;
        if (got < 0) continue;
        output.append(buffer.data(), static_cast<std::size_t>(got));
        if (output.size() > most) return Read::TooMuch;
    }
}

/// A child may close its output and live on: waits until the time is up, then kills it.
bool reap(pid_t child, int& status, Clock::time_point until) {
    while (true) {
        const pid_t done = waitpid(child, &status, WNOHANG);
        if (done == child) return true;
        if (done < 0 && errno != EINTR) return true;
        if (Clock::now() >= until) break;
        usleep(1000);
    }
    kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return false;
}

void describe(ChildResult& result, const ChildLimits& limits) {
    switch (result.end) {
        case ChildResult::End::Exited:
            result.reason = result.code == 127 ? "not installed" : "exit code " + std::to_string(result.code);
            break;
        case ChildResult::End::Killed:
            result.reason =
                "killed by signal " + std::to_string(result.code) + " (" +
                std::string(sigdescr_np(result.code) != nullptr ? sigdescr_np(result.code) : "?") + ")";
            break;
        case ChildResult::End::TimedOut:
            result.reason = "still running after " + std::to_string(limits.wall.count()) + " s";
            break;
        case ChildResult::End::TooMuchOutput:
            result.reason = "more than " + std::to_string(limits.output_bytes >> 20) + " MiB of output";
            break;
        case ChildResult::End::NotStarted:
            result.reason = "no process could be started";
            break;
    }
}

}  // namespace

ChildResult run_child(const std::vector<std::string>& arguments, const ChildLimits& limits) {
    ChildResult result;
    std::vector<char*> argv;
    std::vector<std::string> copies = arguments;  // exec wants pointers to mutable characters
    for (std::string& argument : copies)
        argv.push_back(argument.data());
    argv.push_back(nullptr);

    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
        describe(result, limits);
        return result;
    }
    const pid_t child = fork();
    if (child == 0) become(argv.data(), limits, ends[1]);
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        describe(result, limits);
        return result;
    }

    const auto until = Clock::now() + limits.wall;
    const Read how = read_until_closed(ends[0], result.output, limits.output_bytes, until);
    if (how != Read::Closed) kill(child, SIGKILL);
    close(ends[0]);
    int status = 0;
    const bool in_time = reap(child, status, until);
    if (how == Read::TooMuch) {
        result.end = ChildResult::End::TooMuchOutput;
    } else if (how == Read::TimedOut || !in_time) {
        result.end = ChildResult::End::TimedOut;
    } else if (WIFSIGNALED(status)) {
        result.end = ChildResult::End::Killed;
        result.code = WTERMSIG(status);
    } else {
        result.end = ChildResult::End::Exited;
        result.code = WEXITSTATUS(status);
    }
    describe(result, limits);
    return result;
}

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "saraban-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
        throw Error(ExitCode::Unusable, name + ": no temporary folder can be made (" +
                                            std::string(std::strerror(errno)) +
                                            "); set TMPDIR to a folder with room");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace saraban
