#include "tools/progress.h"

#include <iostream>

#include <unistd.h>

namespace saraban {

Progress::Progress(std::size_t total, const Session& session)
    : total_(total), on_(!session.json_log() && isatty(STDERR_FILENO) == 1) {}

void Progress::show(std::size_t done, const std::filesystem::path& at_work) {
    if (!on_) return;
    constexpr std::size_t kWidth = 30;
    const std::size_t filled = kWidth * done / total_;
    std::cerr << "\r\x1B[K[" << std::string(filled, '#') << std::string(kWidth - filled, '-') << "] " << done
              << '/' << total_ << ' ' << at_work.filename().string() << std::flush;
}

void Progress::clear() {
    if (on_) std::cerr << "\r\x1B[K" << std::flush;
}

}  // namespace saraban
