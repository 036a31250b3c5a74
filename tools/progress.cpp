#include "tools/progress.h"

#include <cmath>
#include <iostream>

#include <unistd.h>

namespace saraban {
namespace {

constexpr std::chrono::seconds kBetweenEvents{5};

}  // namespace

Progress::Progress(std::size_t total, Session& session)
    : session_(session), total_(total), on_(!session.json_log() && isatty(STDERR_FILENO) == 1) {}

void Progress::show(std::size_t done) {
    done_ = done;
    const auto now = std::chrono::steady_clock::now();
    if (!on_ && (!session_.json_log() || now - shown_ < kBetweenEvents)) return;
    shown_ = now;
    const double minutes = std::chrono::duration<double, std::ratio<60>>(now - begin_).count();
    const double pages_per_minute = static_cast<double>(pages_) / minutes;
    const double left =
        done == 0 ? 0 : minutes * static_cast<double>(total_ - done) / static_cast<double>(done);
    if (on_) return draw(pages_per_minute, left);
    nlohmann::ordered_json details{{"files", done},
                                   {"of", total_},
                                   {"pages", pages_},
                                   {"pages_per_minute", std::lround(pages_per_minute)}};
    if (done > 0) details["seconds_left"] = std::lround(left * 60);
    session_.event("progress", details);
}

void Progress::draw(double pages_per_minute, double minutes_left) const {
    constexpr std::size_t kWidth = 30;
    const std::size_t filled = kWidth * done_ / total_;
    std::cerr << "\r\x1B[K[" << std::string(filled, '#') << std::string(kWidth - filled, '-') << "] " << done_
              << '/' << total_ << " files";
    if (pages_ > 0) std::cerr << ", " << std::lround(pages_per_minute) << " pages/min";
    if (done_ > 0) std::cerr << ", " << std::lround(std::ceil(minutes_left)) << " min left";
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
