#include "tools/watched_folder.h"

#include "pipeline/model/error.h"
#include "tools/interrupt.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

namespace saraban {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

/// Folders on other machines send no word of changes.
constexpr std::chrono::milliseconds kLookAgain = 30s;
/// The longest name a file may have, in bytes, less ` (999).json.part` and the dot before it.
constexpr std::size_t kLongestName = 255 - 18;

[[noreturn]] void fail(const fs::path& path, const std::string& what, const std::string& next) {
    throw Error(ExitCode::Unusable, path.string() + ": " + what + ": " + std::strerror(errno) + "; " + next);
}

int open_folder(const fs::path& folder) {
    const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) fail(folder, "cannot be watched", "give a folder");
    return fd;
}

int make_folder(const fs::path& folder, int parent, const char* name) {
    mkdirat(parent, name, 0770);
    const int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        fail(folder / name, "cannot be used as a folder",
             "make the watched folder writable, without links in it");
    return fd;
}

/// < 0: the kernel has none to give; looking again now and then finds what there is.
int open_changes(const fs::path& folder) {
    const int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fd >= 0) inotify_add_watch(fd, folder.c_str(), IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO);
    return fd;
}

bool is_left_alone(std::string_view name) {
    static constexpr std::array<std::string_view, 6> kUnfinished{".part",     ".tmp", ".crdownload",
                                                                 ".filepart", ".swp", "~"};
    return name.starts_with('.') ||
           std::ranges::any_of(kUnfinished, [&](std::string_view end) { return name.ends_with(end); });
}

std::int64_t nanoseconds(const timespec& time) {
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

/// `letter (2).pdf`; at most kLongestName bytes before the number.
std::string numbered(const std::string& name, int number) {
    fs::path path(name);
    std::string stem = path.stem().string(), extension = path.extension().string();
    if (extension.size() > 16) stem += std::exchange(extension, "");
    if (stem.size() + extension.size() > kLongestName) {
        stem.resize(kLongestName - extension.size());
        while (!stem.empty() && (static_cast<unsigned char>(stem.back()) & 0xC0U) == 0x80U)
            stem.pop_back();
        if (!stem.empty() && static_cast<unsigned char>(stem.back()) >= 0xC0U) stem.pop_back();
    }
    return number == 1 ? stem + extension : stem + " (" + std::to_string(number) + ")" + extension;
}

bool is_there(int folder, const std::string& name) {
    return faccessat(folder, name.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

/// In a folder, whole and on the disk before it has its name.
bool write_whole(int folder, const std::string& name, std::string_view text) {
    const std::string part = "." + name + ".part";
    const OpenFile out(
        openat(folder, part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0660));
    if (out.fd() < 0) return false;
    while (!text.empty()) {
        const ssize_t written = write(out.fd(), text.data(), text.size());
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return fsync(out.fd()) == 0 && renameat(folder, part.c_str(), folder, name.c_str()) == 0;
}

}  // namespace

OpenFile::~OpenFile() {
    if (fd_ >= 0) close(fd_);
}

WatchedFolder::WatchedFolder(fs::path folder, std::chrono::milliseconds rest)
    : folder_(std::move(folder)),
      rest_(rest),
      root_(open_folder(folder_)),
      done_(make_folder(folder_, root_.fd(), "done")),
      failed_(make_folder(folder_, root_.fd(), "failed")),
      changes_(open_changes(folder_)) {
    if (flock(root_.fd(), LOCK_EX | LOCK_NB) != 0)
        fail(folder_, "is watched by another process", "end that one first");
}

std::map<std::string, WatchedFolder::Entry> WatchedFolder::entries() const {
    std::map<std::string, Entry> out;
    std::error_code error;
    fs::directory_iterator names(folder_, error);
    for (; !error && names != fs::end(names); names.increment(error)) {
        const std::string name = names->path().filename().string();
        struct stat state {};
        if (is_left_alone(name) || fstatat(root_.fd(), name.c_str(), &state, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        if (S_ISDIR(state.st_mode)) continue;
        out[name] = {.stamp = {state.st_dev, state.st_ino, state.st_size, nanoseconds(state.st_mtim),
                               nanoseconds(state.st_ctim)},
                     .mode = state.st_mode};
    }
    if (error) throw Error(ExitCode::Unusable, folder_.string() + ": cannot be listed: " + error.message());
    return out;
}

/// The kernel lends a file only while nobody has it open to write. Unknown on most other machines' disks.
bool WatchedFolder::is_written_to(const std::string& name) const {
    const OpenFile file(openat(root_.fd(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (file.fd() < 0) return false;
    fcntl(file.fd(), F_SETSIG,
          SIGURG);  // who opens it meanwhile makes the kernel send a signal: one that is ignored
    return fcntl(file.fd(), F_SETLEASE, F_RDLCK) != 0 && errno == EAGAIN;
}

std::vector<fs::path> WatchedFolder::look(std::vector<fs::path>& refused) {
    std::vector<fs::path> out;
    const auto now = Clock::now();
    const auto there = entries();
    std::erase_if(seen_, [&](const auto& seen) { return !there.contains(seen.first); });
    for (const auto& [name, entry] : there) {
        auto [seen, is_new] = seen_.try_emplace(name, Seen{entry.stamp, now});
        if (seen->second.stamp != entry.stamp) seen->second = {entry.stamp, now};
        if (!S_ISREG(entry.mode)) {
            refused.push_back(folder_ / name);
            continue;
        }
        seen->second.rests = now - seen->second.since >= rest_ && !is_written_to(name);
        if (seen->second.rests) out.push_back(folder_ / name);
    }
    return out;
}

void WatchedFolder::wait() {
    auto longest = kLookAgain;
    for (const auto& [name, seen] : seen_) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(seen.since + rest_ - Clock::now());
        longest = std::min(longest, std::max(left, std::max<std::chrono::milliseconds>(rest_ / 4, 10ms)));
    }
    wait_for(changes_.fd(), static_cast<int>(longest.count()));
    std::array<char, 4096> events{};
    while (changes_.fd() >= 0 && read(changes_.fd(), events.data(), events.size()) > 0) {
    }
}

bool WatchedFolder::unchanged(const fs::path& file) const {
    const std::string name = file.filename().string();
    const auto seen = seen_.find(name);
    struct stat state {};
    return seen != seen_.end() && fstatat(root_.fd(), name.c_str(), &state, AT_SYMLINK_NOFOLLOW) == 0 &&
           seen->second.stamp == Stamp{state.st_dev, state.st_ino, state.st_size, nanoseconds(state.st_mtim),
                                       nanoseconds(state.st_ctim)};
}

void WatchedFolder::move(const fs::path& file, const char* below, const OpenFile& target,
                         const std::string& json) {
    const std::string name = file.filename().string();
    for (int number = 1;; ++number) {
        const std::string to = numbered(name, number);
        if (is_there(target.fd(), to) || is_there(target.fd(), to + ".json")) continue;
        if (!write_whole(target.fd(), to + ".json", json)) break;
        if (renameat2(root_.fd(), name.c_str(), target.fd(), to.c_str(), RENAME_NOREPLACE) == 0) {
            fsync(target.fd());
            fsync(root_.fd());
            seen_.erase(name);
            return;
        }
        const int cause = errno;
        unlinkat(target.fd(), (to + ".json").c_str(), 0);
        if (cause == ENOENT) return;  // somebody took it away
        errno = cause;
        if (cause != EEXIST) break;
    }
    fail(folder_ / name, std::string("cannot be moved to ") + below,
         "check the owner of the folder and its disk, then start again");
}

void WatchedFolder::move_to_done(const fs::path& file, const std::string& json) {
    move(file, "done/", done_, json);
}

void WatchedFolder::move_to_failed(const fs::path& file, const std::string& json) {
    move(file, "failed/", failed_, json);
}

}  // namespace saraban
