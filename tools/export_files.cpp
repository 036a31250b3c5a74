#include "pipeline/ocr/hocr.h"
#include "pipeline/process/child.h"
#include "tools/archive_views.h"
#include "tools/export.h"

#include <fstream>
#include <vector>

namespace saraban {
namespace {

struct FiledLetters {
    std::string sha256;
    std::vector<Record> records;
};

/// Letters of one file stand together.
std::vector<FiledLetters> files_of(Archive& archive) {
    std::vector<FiledLetters> out;
    archive.for_each([&](const StoredLetter& letter) {
        const std::string& hash = letter.record.source.sha256;
        if (out.empty() || out.back().sha256 != hash) out.push_back({.sha256 = hash, .records = {}});
        Record brief;  // what the file is named after
        brief.id = letter.record.id;
        brief.subject = letter.record.subject;
        brief.doc_number = letter.record.doc_number;
        out.back().records.push_back(std::move(brief));
    });
    return out;
}

[[noreturn]] void fail(const std::filesystem::path& path) {
    throw Error(ExitCode::Unusable, path.string() + ": cannot be written; check the disk and the directory");
}

void write_pdf(const FiledLetters& letters, const StoredFile& file, Archive& archive,
               const std::filesystem::path& to, Session& session) {
    if (file.original.empty())
        throw Error(ExitCode::NothingRead, file.source.path +
                                               ": the archive has no original of it (it was imported); "
                                               "ingest the file, or import with --originals");
    const TemporaryFolder folder;
    const std::filesystem::path made = folder.path() / "made.pdf";
    const auto obstacles =
        write_file_pdf(read_file(file.original, archive.pages(letters.sha256), letters.records), made);
    if (!std::filesystem::exists(made))
        throw Error(ExitCode::NothingRead, file.source.path + ": is plain text: it has no pages to show");
    for (const auto& obstacle : obstacles)
        session.say(file.source.path + ": searchable, but no PDF/A: " + obstacle, "no_pdfa",
                    {{"file", file.source.path}});
    std::error_code failed;
    std::filesystem::copy_file(made, to, std::filesystem::copy_options::overwrite_existing, failed);
    if (failed) fail(to);
}

void write(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream out(path, std::ios::binary);
    if (!(out << bytes << std::flush)) fail(path);
}

}  // namespace

ExportCount export_files(const ExportRequest& asked, Archive& archive, Session& session) {
    ExportCount count;
    for (const FiledLetters& letters : files_of(archive)) {
        const auto file = archive.file(letters.sha256);
        if (file->secret && !asked.include_secret) {
            ++count.withheld;
            continue;
        }
        const std::string& id = letters.records.front().id;
        const std::string name = id.substr(0, id.rfind('-'));
        try {
            const std::filesystem::path to = asked.output / (name + "." + asked.format);
            if (asked.format == "pdf")
                write_pdf(letters, *file, archive, to, session);
            else
                write(to, to_hocr(archive.pages(letters.sha256)));
            ++count.done;
        } catch (const Error& error) {
            if (error.code() != ExitCode::NothingRead) throw;
            session.say(error.what(), "file_failed", {{"file", file->source.path}});
            ++count.failed;
        }
    }
    return count;
}

}  // namespace saraban
