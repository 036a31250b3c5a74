#include "pipeline/process/child.h"
#include "pipeline/process/confine.h"

#include <algorithm>
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

constexpr int kThrew = 70;    // sysexits: internal software error
constexpr char kBeat = '\0';  // on the output, between the bytes of the result, which has none

void write_all(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = write(fd, text.data(), text.size());
        if (written < 0 && errno != EINTR) _exit(kThrew);
        if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
}

[[noreturn]] void work_and_exit(const Children::Work& work, int output) {
    try {
        write_all(output, work([output] { write_all(output, {&kBeat, 1}); }));
        _exit(0);  // not exit: what the parent has buffered is the parent's to write
    } catch (...) {
        _exit(kThrew);
    }
}

}  // namespace

struct Children::Running {
    pid_t pid = 0;
    int output = -1;
    Clock::time_point until;
    ChildResult result;

    ~Running() {
        if (output < 0) return;
        close(output);
        kill(pid, SIGKILL);
        reap();
    }
    int reap() const {
        int status = 0;
        while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
        }
        return status;
    }
    /// Takes what is there. False: the child closed its output or went too far.
    bool read_some(const ChildLimits& limits, const Beat& on_beat);
    ChildResult end(const ChildLimits& limits);
};

bool Children::Running::read_some(const ChildLimits& limits, const Beat& on_beat) {
    std::array<char, 1 << 16> buffer{};
    const ssize_t got = read(output, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) return true;
    if (got <= 0) return false;
    until = Clock::now() + limits.wall;
    const std::string_view text(buffer.data(), static_cast<std::size_t>(got));
    std::ranges::copy_if(text, std::back_inserter(result.output), [](char c) { return c != kBeat; });
    for (auto beats = std::ranges::count(text, kBeat); beats > 0; --beats)
        on_beat();
    if (result.output.size() <= limits.output_bytes) return true;
    result.end = ChildResult::End::TooMuchOutput;
    return false;
}

ChildResult Children::Running::end(const ChildLimits& limits) {
    const bool stopped = result.end != ChildResult::End::NotStarted;
    if (stopped) kill(pid, SIGKILL);
    close(std::exchange(output, -1));
    const int status = reap();
    if (!stopped) result.end = end_of(status, result.code);
    result.reason = reason_of(result, limits);
    return std::move(result);
}

Children::Children(const ChildLimits& limits) : limits_(limits) {}
Children::~Children() = default;

void Children::start(int id, const Work& work) {
    auto child = std::make_unique<Running>();
    child->until = Clock::now() + limits_.wall;
    std::array<int, 2> ends{-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC) == 0) {
        const pid_t parent = getpid();
        child->pid = fork();
        if (child->pid == 0) {
            confine(limits_, parent);
            deny_network();
            work_and_exit(work, ends[1]);
        }
        close(ends[1]);
        if (child->pid > 0)
            child->output = ends[0];
        else
            close(ends[0]);
    }
    running_.insert_or_assign(id, std::move(child));
}

Children::Ended Children::wait(const Beat& on_beat) {
    while (true) {
        std::vector<pollfd> outputs;
        std::vector<int> ids;
        Clock::time_point until = Clock::time_point::max();
        for (const auto& [id, child] : running_) {
            if (child->output < 0) {
                Ended ended{id, std::move(child->result)};
                ended.result.reason = reason_of(ended.result, limits_);
                running_.erase(id);
                return ended;
            }
            outputs.push_back({child->output, POLLIN, 0});
            ids.push_back(id);
            until = std::min(until, child->until);
        }
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
        poll(outputs.data(), outputs.size(), static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000)));
        for (std::size_t i = 0; i < ids.size(); ++i) {
            Running& child = *running_.at(ids[i]);
            const bool goes_on = outputs[i].revents == 0 || child.read_some(limits_, on_beat);
            if (goes_on && Clock::now() < child.until) continue;
            if (goes_on) child.result.end = ChildResult::End::TimedOut;
            Ended ended{ids[i], child.end(limits_)};
            running_.erase(ids[i]);
            return ended;
        }
    }
}

}  // namespace saraban
