#pragma once

namespace saraban {

/// While one lives, the first SIGINT or SIGTERM only asks for the end: interrupted() tells. The second kills
/// as ever.
class InterruptGuard {
public:
    InterruptGuard();
    ~InterruptGuard();
    InterruptGuard(const InterruptGuard&) = delete;
    InterruptGuard& operator=(const InterruptGuard&) = delete;

private:
    void (*interrupt_)(int);
    void (*terminate_)(int);
};

/// The end was asked for.
[[nodiscard]] bool interrupted();

/// Waits until `fd` can be read, the time is up, or the end is asked for. `fd` < 0: only for the others.
void wait_for(int fd, int milliseconds);

}  // namespace saraban
