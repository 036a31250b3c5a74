#include "tools/interrupt.h"

#include <csignal>
#include <ctime>

#include <poll.h>
#include <signal.h>

namespace saraban {
namespace {

/// Set by SIGINT and SIGTERM.
volatile std::sig_atomic_t& flag() {
    static volatile std::sig_atomic_t set = 0;
    return set;
}

void stop(int signal) {
    flag() = 1;
    std::signal(signal, SIG_DFL);
}

}  // namespace

InterruptGuard::InterruptGuard()
    : interrupt_(std::signal(SIGINT, stop)), terminate_(std::signal(SIGTERM, stop)) {}

InterruptGuard::~InterruptGuard() {
    std::signal(SIGINT, interrupt_);
    std::signal(SIGTERM, terminate_);
}

bool interrupted() {
    return flag() != 0;
}

void wait_for(int fd, int milliseconds) {
    // Held back until ppoll waits: a signal between the look at the flag and the wait would be slept through.
    sigset_t held, before;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigprocmask(SIG_BLOCK, &held, &before);
    if (!interrupted()) {
        pollfd ready{fd, POLLIN, 0};
        const timespec time{milliseconds / 1000, milliseconds % 1000 * 1'000'000L};
        ppoll(&ready, 1, &time, &before);
    }
    sigprocmask(SIG_SETMASK, &before, nullptr);
}

}  // namespace saraban
