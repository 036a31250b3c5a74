#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <sys/types.h>

namespace saraban {

/// A file descriptor that closes itself.
class OpenFile {
public:
    explicit OpenFile(int fd) : fd_(fd) {}
    ~OpenFile();
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    [[nodiscard]] int fd() const { return fd_; }

private:
    int fd_;
};

/// A folder into which scanners and people put files. A file is taken when it has rested, and moved by rename
/// to the folder's `done/` or `failed/` when it is done with. Hidden files, files named as unfinished
/// (`.part`,
/// `.tmp`, ...) and folders are left alone; what is no plain file is never opened. One process watches a
/// folder.
class WatchedFolder {
public:
    /// A file rests when its size and times have not changed for `rest`. Throws Error(Unusable): no folder,
    /// may not be written, watched by another process, done/ or failed/ is no folder of its own.
    WatchedFolder(std::filesystem::path folder, std::chrono::milliseconds rest);

    /// The files that rest, by name. Links, devices and the like go to failed/; `refused` names them.
    [[nodiscard]] std::vector<std::filesystem::path> look(std::vector<std::filesystem::path>& refused);
    /// Waits until a look may find more, or the end is asked for (interrupted()).
    void wait();

    /// It is the file that was found resting: nobody wrote to it or put another in its place.
    [[nodiscard]] bool unchanged(const std::filesystem::path& file) const;
    /// Moves a file, and writes `json` beside it as NAME.json, which is there first. A name that is taken
    /// gets a number. Throws Error(Unusable) when it cannot.
    void move_to_done(const std::filesystem::path& file, const std::string& json);
    void move_to_failed(const std::filesystem::path& file, const std::string& json);

private:
    /// Tells one state of a file from every other.
    struct Stamp {
        dev_t device = 0;
        ino_t file = 0;
        off_t size = 0;
        std::int64_t written = 0, changed = 0;  ///< nanoseconds
        bool operator==(const Stamp&) const = default;
    };
    struct Seen {
        Stamp stamp;
        std::chrono::steady_clock::time_point since;
        bool rests = false;
    };
    struct Entry {
        Stamp stamp;
        mode_t mode = 0;
    };
    [[nodiscard]] std::map<std::string, Entry> entries() const;
    [[nodiscard]] bool is_written_to(const std::string& name) const;
    void move(const std::filesystem::path& file, const char* below, const OpenFile& target,
              const std::string& json);

    std::filesystem::path folder_;
    std::chrono::milliseconds rest_;
    OpenFile root_, done_, failed_, changes_;
    std::map<std::string, Seen> seen_;
};

}  // namespace saraban
