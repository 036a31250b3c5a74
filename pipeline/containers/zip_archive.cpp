#include "pipeline/containers/member_writer.h"
#include "pipeline/text/charset.h"

#include <array>
#include <memory>

#include <archive.h>
#include <archive_entry.h>

namespace saraban {
namespace {

struct FreeArchive {
    void operator()(archive* a) const { archive_read_free(a); }
};

[[noreturn]] void damaged() {
    throw UnpackFault("is a damaged zip archive, what stands before the damage is read; send it again");
}

/// UTF-8, whatever the archive was made with: old programs of Thai offices write TIS-620.
std::string name_of(archive_entry* entry) {
    if (const char* name = archive_entry_pathname_utf8(entry)) return name;
    const char* raw = archive_entry_pathname(entry);
    return raw != nullptr ? thai_to_utf8(raw) : "";
}

}  // namespace

void read_zip(const std::filesystem::path& path, MemberWriter& out) {
    const std::unique_ptr<archive, FreeArchive> zip(archive_read_new());
    archive_read_support_format_zip(zip.get());
    if (archive_read_open_filename(zip.get(), path.c_str(), 1U << 16U) != ARCHIVE_OK) damaged();
    std::array<char, 1U << 16U> buffer{};
    const auto next_bytes = [&] {
        const la_ssize_t got = archive_read_data(zip.get(), buffer.data(), buffer.size());
        if (got < 0) damaged();
        return std::string_view(buffer.data(), static_cast<std::size_t>(got));
    };
    archive_entry* entry = nullptr;
    for (int found = archive_read_next_header(zip.get(), &entry); found != ARCHIVE_EOF;
         found = archive_read_next_header(zip.get(), &entry)) {
        if (found < ARCHIVE_WARN) damaged();
        if (archive_entry_filetype(entry) != AE_IFREG) continue;
        const std::string name = name_of(entry);
        if (archive_entry_is_data_encrypted(entry) != 0)
            throw UnpackFault("holds files with a password; take them out by hand and give them one by one");
        out.take(name, next_bytes);
    }
}

}  // namespace saraban
