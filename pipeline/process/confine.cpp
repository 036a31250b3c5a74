#include "pipeline/process/confine.h"

#include <cerrno>
#include <cstring>
#include <limits>

#include <fcntl.h>
#include <malloc.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace saraban {
namespace {

constexpr bool kSanitized = SARABAN_SANITIZED;

void limit(__rlimit_resource_t what, rlim_t value) {
    const rlimit both{value, value};
    setrlimit(what, &both);
}

}  // namespace

void confine(const ChildLimits& limits, int parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(0);  // it died before it could be told to take us along
    signal(SIGINT, SIG_IGN);            // the parent decides what becomes of work begun
    signal(SIGTERM, SIG_DFL);
    const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(null, STDIN_FILENO);
    limit(RLIMIT_CPU, static_cast<rlim_t>(limits.cpu.count()));
    limit(RLIMIT_FSIZE, limits.file_bytes);
    limit(RLIMIT_CORE, 0);
    if (kSanitized) return;
    limit(RLIMIT_DATA, limits.memory_bytes);
    dup2(null, STDERR_FILENO);
}

void keep_freed_memory() {
    constexpr int kNever = std::numeric_limits<int>::max();
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, kNever);
}

void deny_network() {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == nullptr) return;
    const std::uint32_t denied = SCMP_ACT_ERRNO(EACCES);
    if (seccomp_rule_add(filter, denied, SCMP_SYS(socket), 0) == 0) seccomp_load(filter);
    seccomp_release(filter);
}

ChildResult::End end_of(int status, int& code) {
    const bool killed = WIFSIGNALED(status);
    code = killed ? WTERMSIG(status) : WEXITSTATUS(status);
    return killed ? ChildResult::End::Killed : ChildResult::End::Exited;
}

std::string reason_of(const ChildResult& result, const ChildLimits& limits) {
    switch (result.end) {
        case ChildResult::End::Exited:
            return result.code == 127 ? "not installed" : "exit code " + std::to_string(result.code);
        case ChildResult::End::Killed: {
            const char* name = sigdescr_np(result.code);
            return "killed by signal " + std::to_string(result.code) + " (" + (name != nullptr ? name : "?") +
                   ")";
        }
        case ChildResult::End::TimedOut:
            return "still running after " + std::to_string(limits.wall.count()) + " s";
        case ChildResult::End::TooMuchOutput:
            return "more than " + std::to_string(limits.output_bytes >> 20U) + " MiB of output";
        case ChildResult::End::NotStarted:
            break;
    }
    return "no process could be started";
}

}  // namespace saraban
