#include "pipeline/page_journal.h"

#include "pipeline/model/error.h"

#include <fstream>
#include <iterator>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace saraban {
namespace fs = std::filesystem;
namespace {

std::string name_of(int page) {
    return std::to_string(page) + ".json";
}

/// Written and on the disk.
bool write_through(const fs::path& path, std::string_view text) {
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return false;
    const bool whole = write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    const bool safe = whole && fsync(file) == 0;
    return close(file) == 0 && safe;
}

}  // namespace

PageJournal::PageJournal(const fs::path& folder, const std::string& reader) : folder_(folder / reader) {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error)
        throw Error(ExitCode::Unusable, folder_.string() + ": cannot be made: " + error.message() +
                                            "; choose an archive on a disk with room");
}

std::optional<std::string> PageJournal::find(std::string_view sha256, int page) const {
    std::ifstream in(folder_ / sha256 / name_of(page), std::ios::binary);
    if (!in) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(in), {});
}

void PageJournal::keep(std::string_view sha256, int page, std::string_view text) const {
    const fs::path folder = folder_ / sha256;
    std::error_code ignored;
    fs::create_directories(folder, ignored);
    const fs::path whole = folder / name_of(page);
    const fs::path part = whole.string() + "." + std::to_string(getpid()) + ".part";
    if (write_through(part, text))
        fs::rename(part, whole, ignored);
    else
        fs::remove(part, ignored);
}

void PageJournal::forget(std::string_view sha256) const {
    std::error_code ignored;
    fs::remove_all(folder_ / sha256, ignored);
}

}  // namespace saraban
