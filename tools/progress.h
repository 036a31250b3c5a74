#pragma once

#include "tools/session.h"

#include <cstddef>
#include <filesystem>

namespace saraban {

/// `[######----] 12/40 letter.pdf` on the last line of a terminal; nothing where stderr is none or speaks
/// JSON.
class Progress {
public:
    Progress(std::size_t total, const Session& session);
    ~Progress() { clear(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(std::size_t done, const std::filesystem::path& at_work);
    /// Frees the line for talk.
    void clear();

private:
    std::size_t total_;
    bool on_;
};

}  // namespace saraban
