#include "pipeline/model/error.h"
#include "pipeline/process/child.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace saraban {
namespace fs = std::filesystem;
namespace {

fs::path make_folder(const fs::path& below, const char* next_step) {
    std::string name = (below / "saraban-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
        throw Error(ExitCode::Unusable, name + ": no temporary folder can be made (" +
                                            std::string(std::strerror(errno)) + "); " + next_step);
    return name;
}

/// Of a folder; -1 if another process, alive, has it.
int lock(const fs::path& folder) {
    const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
    close(fd);
    return -1;
}

void remove_what_is_nobodys(const fs::path& below) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(below, ignored)) {
        const int fd = lock(entry.path());
        if (fd < 0) continue;
        fs::remove_all(entry.path(), ignored);
        close(fd);
    }
}

}  // namespace

TemporaryFolder::TemporaryFolder()
    : path_(make_folder(fs::temp_directory_path(), "set TMPDIR to a folder with room")) {}

TemporaryFolder::TemporaryFolder(const fs::path& below) {
    std::error_code ignored;
    fs::create_directories(below, ignored);
    remove_what_is_nobodys(below);
    path_ = make_folder(below, "check the owner of the folder above it and its disk");
    lock_ = lock(path_);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
    if (lock_ >= 0) close(lock_);
}

}  // namespace saraban
