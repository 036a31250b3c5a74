#pragma once

#include "tools/session.h"

#include <chrono>
#include <cstddef>

namespace saraban {

/// `[######----] 12/40 files, 31 pages/min, 6 min left` on the last line of a terminal; the same as an event
/// every few seconds where the talk is JSON; nothing elsewhere.
class Progress {
public:
    Progress(std::size_t total, Session& session);
    ~Progress() { clear(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(std::size_t done);
    /// There are so many more files than was thought.
    void add(std::size_t more) { total_ += more; }
    /// A page has been read.
    void count_page();
    /// Frees the line for talk.
    void clear();

private:
    void draw(double pages_per_minute, double minutes_left) const;

    Session& session_;
    std::size_t total_, done_ = 0, pages_ = 0;
    bool on_;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now(), shown_ = begin_;
};

}  // namespace saraban
