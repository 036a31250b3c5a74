#include "tools/progress.h"

#include <iostream>

#include <unistd.h>

namespace saraban {

Progress::Progress(std::size_t total, const Session& session)
    : total_(total), on_(!session.json_log() && isatty(STDERR_FILENO) == 1) {}

void Progress::show(std::size_t done) {
    done_ = done;
    if (!on_) return;
    constexpr std::size_t kWidth = 30;
    const std::size_t filled = kWidth * done / total_;
    const double minutes =
        std::chrono::duration<double, std::ratio<60>>(std::chrono::steady_clock::now() - begin_).count();
    std::cerr << "\r\x1B[K[" << std::string(filled, '#') << std::string(kWidth - filled, '-') << "] " << done
              << '/' << total_ << " files";
    if (pages_ > 0)
        std::cerr << ", " << static_cast<int>(static_cast<double>(pages_) / minutes) << " pages/min";
    if (done > 0)
        std::cerr << ", "
                  << static_cast<int>(
                         minutes * static_cast<double>(total_ - done) / static_cast<double>(done) + 1)
                  << " min left";
    std::cerr << std::flush;
}

void Progress::count_page() {
    ++pages_;
    show(done_);
}

void Progress::clear() {
    if (on_) std::cerr << "\r\x1B[K" << std::flush;
}

}  // namespace saraban
