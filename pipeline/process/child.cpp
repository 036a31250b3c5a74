#include "pipeline/process/child.h"

#include "pipeline/process/confine.h"

#include <array>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace saraban {
namespace {

using Clock = std::chrono::steady_clock;

/// Between fork and exec: only calls that are safe in a child of a threaded process.
[[noreturn]] void become(char* const* argv, const ChildLimits& limits, int output, pid_t parent) {
    confine(limits, parent);
    dup2(output, STDOUT_FILENO);
    const int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    dup2(null, STDERR_FILENO);
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
        result.reason = reason_of(result, limits);
        return result;
    }
    const pid_t parent = getpid(), child = fork();
    if (child == 0) become(argv.data(), limits, ends[1], parent);
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        result.reason = reason_of(result, limits);
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
    } else {
        result.end = end_of(status, result.code);
    }
    result.reason = reason_of(result, limits);
    return result;
}

}  // namespace saraban
