#pragma once

#include "tools/session.h"

#include <chrono>
#include <cstddef>

namespace saraban {

/// `[######----] 12/40 files, 31 pages/min, 6 min left` on the last line of a terminal; nothing where stderr
/// is none or speaks JSON.
class Progress {
public:
    Progress(std::size_t total, const Session& session);
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
    std::size_t total_, done_ = 0, pages_ = 0;
    bool on_;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace saraban
