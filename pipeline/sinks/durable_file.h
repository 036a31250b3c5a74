#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

namespace saraban {

/// A file that is on the disk when sync() returned, and closes itself. Every failure is an Error(Unusable)
/// that names the file, the cause and the next step.
class DurableFile {
public:
    /// `flags` as open(2) takes them; a new file is for the owner and the group.
    DurableFile(const std::filesystem::path& path, int flags);
    ~DurableFile();
    DurableFile(const DurableFile&) = delete;
    DurableFile& operator=(const DurableFile&) = delete;

    /// The next bytes, valid until the buffer is used again; none at the end.
    [[nodiscard]] std::string_view read(std::array<char, 1U << 16U>& buffer) const;
    void write(std::string_view bytes) const;
    void sync() const;

private:
    std::filesystem::path path_;
    int fd_;
};

/// What is renamed in a directory stays renamed.
void sync_directory(const std::filesystem::path& directory);

}  // namespace saraban
