#include "pipeline/model/sha256.h"
#include "pipeline/sinks/archive_store.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace saraban {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::string& what) {
    const int cause = errno;
    const std::string step = cause == ENOSPC || cause == EDQUOT
                                 ? "; nothing of this file was kept; free some space and run again"
                                 : "; check the owner of the archive and its disk";
    throw Error(ExitCode::Unusable, path.string() + ": " + what + ": " + std::strerror(cause) + step);
}

/// A file descriptor that closes itself.
class File {
public:
    File(const fs::path& path, int flags) : path_(path), fd_(::open(path.c_str(), flags | O_CLOEXEC, 0640)) {
        if (fd_ < 0) fail(path_, "cannot be opened");
    }
    ~File() {
        if (fd_ >= 0) ::close(fd_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    [[nodiscard]] std::string_view read(std::array<char, 1U << 16U>& buffer) const {
        const ssize_t size = ::read(fd_, buffer.data(), buffer.size());
        if (size < 0) fail(path_, "cannot be read");
        return {buffer.data(), static_cast<std::size_t>(size)};
    }
    void write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t size = ::write(fd_, bytes.data(), bytes.size());
            if (size < 0) fail(path_, "cannot be written");
            bytes.remove_prefix(static_cast<std::size_t>(size));
        }
    }
    void sync() const {
        if (::fsync(fd_) != 0) fail(path_, "cannot be written");
    }

private:
    fs::path path_;
    int fd_;
};

/// `.pdf`; nothing that is odd.
std::string extension_of(const fs::path& path) {
    std::string out;
    for (char c : path.extension().string()) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '.' && out.empty())) out += c;
    }
    return out.size() > 1 && out.size() <= 6 ? out : "";
}

/// Copies and returns the hash of what was copied.
std::string copy_bytes(const fs::path& from, const fs::path& to) {
    const File source(from, O_RDONLY), target(to, O_WRONLY | O_CREAT | O_TRUNC);
    Sha256 hash;
    std::array<char, 1U << 16U> buffer{};
    for (auto bytes = source.read(buffer); !bytes.empty(); bytes = source.read(buffer)) {
        hash.update(bytes);
        target.write(bytes);
    }
    target.sync();
    return hash.hex();
}

}  // namespace

std::string keep_original(const fs::path& archive, const Filing& filing) {
    if (filing.original.empty()) return "";
    const std::string& hash = filing.source.sha256;
    const fs::path below =
        fs::path("originals") / hash.substr(0, 2) / (hash + extension_of(filing.source.path));
    const fs::path target = archive / below;
    if (fs::exists(target)) return below.string();
    fs::create_directories(target.parent_path());
    // Two processes may keep the same file at once: each writes its own, the last name wins, the bytes are
    // equal.
    const fs::path partial = target.string() + ".part" + std::to_string(::getpid());
    try {
        if (const std::string copied = copy_bytes(filing.original, partial); copied != hash)
            throw Error(
                ExitCode::NothingRead,
                filing.source.path + ": the file changed while it was read; run again when it is complete");
        fs::permissions(partial, fs::perms::owner_read | fs::perms::group_read);
        fs::rename(partial, target);
    } catch (...) {
        std::error_code ignored;
        fs::remove(partial, ignored);
        throw;
    }
    File(target.parent_path(), O_RDONLY | O_DIRECTORY).sync();
    return below.string();
}

}  // namespace saraban
