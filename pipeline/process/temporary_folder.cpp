#include "pipeline/model/error.h"
#include "pipeline/process/child.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace saraban {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kName = "saraban-tmp-";
constexpr std::string_view kRandom = "XXXXXX";

/// Of a folder; -1 if another process, alive, has it.
int lock(const fs::path& folder) {
    const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
    close(fd);
    return -1;
}

bool is_there(const fs::path& folder, int fd) {
    struct stat named {
    }, locked{};
    return stat(folder.c_str(), &named) == 0 && fstat(fd, &locked) == 0 && named.st_ino == locked.st_ino &&
           named.st_dev == locked.st_dev;
}

/// Our own folders that no process has: what was killed left them.
void remove_what_is_nobodys(const fs::path& below) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(below, ignored)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(kName) || name.size() != kName.size() + kRandom.size()) continue;
        const int fd = lock(entry.path());
        if (fd < 0) continue;
        struct stat state {};
        if (fstat(fd, &state) == 0 && state.st_uid == geteuid()) fs::remove_all(entry.path(), ignored);
        close(fd);
    }
}

/// A new folder, locked. Between its making and its lock another process may take it for nobody's and remove
/// it: then there is a next one.
fs::path make_folder(const fs::path& below, int& fd, const char* next_step) {
    constexpr int kAttempts = 20;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        std::string name = (below / kName).string().append(kRandom);
        if (mkdtemp(name.data()) == nullptr)
            throw Error(ExitCode::Unusable, name + ": no temporary folder can be made (" +
                                                std::string(std::strerror(errno)) + "); " + next_step);
        fd = lock(name);
        if (fd >= 0 && is_there(name, fd)) return name;
        if (fd >= 0) close(fd);
    }
    throw Error(ExitCode::Unusable,
                below.string() + ": no temporary folder lasts in it; set TMPDIR to another folder");
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    std::error_code none;
    const fs::path below = fs::temp_directory_path(none);
    if (none) throw Error(ExitCode::Unusable, "TMPDIR is no folder; set it to one with room");
    remove_what_is_nobodys(below);
    path_ = make_folder(below, lock_, "set TMPDIR to a folder with room");
}

TemporaryFolder::TemporaryFolder(const fs::path& below) {
    std::error_code ignored;
    fs::create_directories(below, ignored);
    remove_what_is_nobodys(below);
    path_ = make_folder(below, lock_, "check the owner of the folder above it and its disk");
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
    close(lock_);
}

}  // namespace saraban
