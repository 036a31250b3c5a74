#include "pipeline/sinks/durable_file.h"

#include "pipeline/model/error.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace saraban {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& what) {
    const int cause = errno;
    const std::string step = cause == ENOSPC || cause == EDQUOT
                                 ? "; nothing of this file was kept; free some space and run again"
                                 : "; check the owner of the archive and its disk";
    throw Error(ExitCode::Unusable, path.string() + ": " + what + ": " + std::strerror(cause) + step);
}

}  // namespace

DurableFile::DurableFile(const std::filesystem::path& path, int flags)
    : path_(path), fd_(::open(path.c_str(), flags | O_CLOEXEC, 0640)) {
    if (fd_ < 0) fail(path_, "cannot be opened");
}

DurableFile::~DurableFile() {
    if (fd_ >= 0) ::close(fd_);
}

std::string_view DurableFile::read(std::array<char, 1U << 16U>& buffer) const {
    const ssize_t size = ::read(fd_, buffer.data(), buffer.size());
    if (size < 0) fail(path_, "cannot be read");
    return {buffer.data(), static_cast<std::size_t>(size)};
}

void DurableFile::write(std::string_view bytes) const {
    while (!bytes.empty()) {
        const ssize_t size = ::write(fd_, bytes.data(), bytes.size());
        if (size < 0) fail(path_, "cannot be written");
        bytes.remove_prefix(static_cast<std::size_t>(size));
    }
}

void DurableFile::sync() const {
    if (::fsync(fd_) != 0) fail(path_, "cannot be written");
}

void sync_directory(const std::filesystem::path& directory) {
    DurableFile(directory, O_RDONLY | O_DIRECTORY).sync();
}

}  // namespace saraban
