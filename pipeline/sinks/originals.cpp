#include "pipeline/model/sha256.h"
#include "pipeline/sinks/archive_store.h"
#include "pipeline/sinks/durable_file.h"

#include <array>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace saraban {
namespace {

namespace fs = std::filesystem;

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
    const DurableFile source(from, O_RDONLY), target(to, O_WRONLY | O_CREAT | O_TRUNC);
    Sha256 hash;
    std::array<char, 1U << 16U> buffer{};
    for (auto bytes = source.read(buffer); !bytes.empty(); bytes = source.read(buffer)) {
        hash.update(bytes);
        target.write(bytes);
    }
    target.sync();
    return hash.hex();
}

/// `pages/ab/abcd…`
fs::path views_below(const std::string& sha256) {
    return fs::path("pages") / sha256.substr(0, 2) / sha256;
}

/// What becomes `target` when it is whole.
fs::path partial_of(const fs::path& target, const fs::path& stage) {
    const std::string name = target.filename().string() + ".part" + std::to_string(::getpid());
    return (stage.empty() ? target.parent_path() : stage) / name;
}

void make_directory(const fs::path& directory) {
    std::error_code error;
    fs::create_directories(directory, error);
    if (error)
        throw Error(ExitCode::Unusable, directory.string() + ": cannot be made: " + error.message() +
                                            "; check the owner of the archive and its disk");
}

}  // namespace

std::string keep_original(const fs::path& archive, const Filing& filing, bool secret) {
    if (filing.original.empty()) return "";
    const auto readers = secret ? fs::perms::owner_read : fs::perms::owner_read | fs::perms::group_read;
    const std::string& hash = filing.source.sha256;
    const fs::path below =
        fs::path("originals") / hash.substr(0, 2) / (hash + extension_of(filing.source.path));
    const fs::path target = archive / below;
    if (fs::exists(target)) {
        // Read anew, a letter may turn out to be secret, or not to be. A file of somebody else stays as it
        // is.
        std::error_code not_ours;
        fs::permissions(target, readers, not_ours);
        return below.string();
    }
    make_directory(target.parent_path());
    // Two processes may keep the same file at once: each writes its own, the last name wins, the bytes are
    // equal.
    const fs::path partial = partial_of(target, filing.stage);
    try {
        if (const std::string copied = copy_bytes(filing.original, partial); copied != hash)
            throw Error(
                ExitCode::NothingRead,
                filing.source.path + ": the file changed while it was read; run again when it is complete");
        fs::permissions(partial, readers);
        fs::rename(partial, target);
    } catch (...) {
        std::error_code ignored;
        fs::remove(partial, ignored);
        throw;
    }
    sync_directory(target.parent_path());
    return below.string();
}

void keep_views(const fs::path& archive, const std::string& sha256, const std::vector<View>& views,
                const fs::path& stage) {
    const fs::path target = archive / views_below(sha256);
    fs::remove_all(target);
    if (views.empty()) return;
    const fs::path partial = partial_of(target, stage);
    make_directory(target.parent_path());
    make_directory(partial);
    try {
        for (const View& view : views) {
            const fs::path to = partial / view.name;
            std::error_code elsewhere;  // another disk
            fs::rename(view.file, to, elsewhere);
            if (elsewhere)
                copy_bytes(view.file, to);
            else
                DurableFile(to, O_RDONLY).sync();
            fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
        }
        // Another process may have kept the same file meanwhile: its views are as good.
        std::error_code taken;
        fs::rename(partial, target, taken);
        if (taken) fs::remove_all(partial);
    } catch (...) {
        std::error_code ignored;
        fs::remove_all(partial, ignored);
        throw;
    }
    sync_directory(target.parent_path());
}

fs::path views_of(const fs::path& archive, const std::string& sha256) {
    return archive / views_below(sha256);
}

}  // namespace saraban
