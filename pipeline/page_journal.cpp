#include "pipeline/page_journal.h"

#include "pipeline/model/error.h"

#include <array>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace saraban {
namespace fs = std::filesystem;
namespace {

constexpr std::array<const char*, 2> kPictures{".jpg", ".png"};

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

bool PageJournal::has(std::string_view sha256, int page) const {
    std::error_code none;
    return fs::exists(folder_ / sha256 / name_of(page), none);
}

void PageJournal::write(std::string_view sha256, const std::string& name, std::string_view bytes) const {
    const fs::path folder = folder_ / sha256;
    std::error_code ignored;
    fs::create_directories(folder, ignored);
    const fs::path whole = folder / name;
    const fs::path part = whole.string() + "." + std::to_string(getpid()) + ".part";
    if (write_through(part, bytes))
        fs::rename(part, whole, ignored);
    else
        fs::remove(part, ignored);
}

void PageJournal::keep(std::string_view sha256, int page, std::string_view text) const {
    write(sha256, name_of(page), text);
}

void PageJournal::keep_picture(std::string_view sha256, int page, std::string_view extension,
                               std::string_view bytes) const {
    write(sha256, std::to_string(page).append(extension), bytes);
}

fs::path PageJournal::picture(std::string_view sha256, int page) const {
    std::error_code none;
    for (const char* extension : kPictures)
        if (fs::path path = folder_ / sha256 / std::to_string(page).append(extension); fs::exists(path, none))
            return path;
    return {};
}

void PageJournal::forget_pictures(std::string_view sha256, int pages) const {
    std::error_code ignored;
    for (int page = 1; page <= pages; ++page)
        if (const fs::path there = picture(sha256, page); !there.empty()) fs::remove(there, ignored);
}

void PageJournal::forget(std::string_view sha256) const {
    std::error_code ignored;
    fs::remove_all(folder_ / sha256, ignored);
}

}  // namespace saraban
