#include "pipeline/process/child.h"
#include "pipeline/sinks/page_json.h"
#include "pipeline/sinks/record_json.h"
#include "tools/archive_command.h"
#include "tools/archive_views.h"

#include <fstream>
#include <future>
#include <iostream>
#include <optional>

namespace saraban {
namespace {

struct Asked : ArchiveOptions {
    std::filesystem::path file, originals;
};

constexpr std::size_t kBatch = 2000;  ///< files
constexpr int kThreads = 2;           ///< that fold letters

/// A line of the export: a letter, and with the first one of a file what is of the file.
struct Imported {
    Record record;
    std::vector<OcrPage> pages;
    std::string rules_version;
};

Imported read_line(const std::string& line, const std::string& place) try {
    const auto json = nlohmann::json::parse(line);
    Imported out{.record = record_from_json(json), .rules_version = json.value("rules_version", "")};
    out.record.text = json.value("text", "");
    for (const auto& page : json.value("ocr_pages", nlohmann::json::array()))
        out.pages.push_back(page_from_json(page.dump()));
    return out;
} catch (const std::exception& error) {
    throw Error(ExitCode::Unusable, place + ": not a letter of `saraban export`: " + error.what());
}

/// The file of this hash in the `originals` of an archive; empty: not there.
std::filesystem::path find_original(const std::filesystem::path& originals, const std::string& sha256) {
    const std::filesystem::path shelf = originals / sha256.substr(0, 2);
    std::error_code none;
    if (originals.empty() || !std::filesystem::is_directory(shelf, none)) return {};
    for (const auto& entry : std::filesystem::directory_iterator(shelf))
        if (entry.path().stem() == sha256) return entry.path();
    return {};
}

/// Its pictures are drawn below `folder`.
Filing filing_of(Imported imported, const Asked& asked, const std::filesystem::path& folder,
                 Session& session) {
    Filing filing{.source = imported.record.source,
                  .original = find_original(asked.originals, imported.record.source.sha256),
                  .pages = std::move(imported.pages),
                  .rules_version = std::move(imported.rules_version),
                  .include_secret = asked.include_secret};
    if (!filing.original.empty()) {
        const auto drawn = folder / filing.source.sha256;
        draw_views(drawn, read_file(filing.original, filing.pages, {imported.record}));
        filing.views = take_views(drawn, filing.original.string(), session);
    }
    return filing;
}

/// Reads the lines in batches; letters of one file stand together.
class Lines {
public:
    Lines(std::istream& in, const Asked& asked, Session& session)
        : in_(in), asked_(asked), session_(session) {}

    /// Empty at the end.
    std::vector<Filing> next() {
        std::vector<Filing> batch;
        for (; held_ || read(); held_.reset()) {
            const bool same_file =
                !batch.empty() && batch.back().source.sha256 == held_->record.source.sha256;
            if (!same_file && batch.size() >= kBatch) break;
            Record record = held_->record;
            if (!same_file) batch.push_back(filing_of(std::move(*held_), asked_, folder_.path(), session_));
            batch.back().records.push_back(std::move(record));
            ++letters_;
        }
        return batch;
    }

    /// Read so far.
    [[nodiscard]] std::size_t letters() const { return letters_; }

private:
    bool read() {
        for (std::string line; std::getline(in_, line);) {
            ++number_;
            if (line.empty()) continue;
            held_ = read_line(line, asked_.file.string() + ":" + std::to_string(number_));
            return true;
        }
        return false;
    }

    std::istream& in_;
    const Asked& asked_;
    Session& session_;
    const TemporaryFolder folder_;
    std::optional<Imported> held_;  ///< the first of the next batch
    std::size_t letters_ = 0, number_ = 0;
};

ExitCode import(const Asked& asked, Session& session) {
    std::ifstream file;
    if (asked.file != "-") file.open(asked.file, std::ios::binary);
    std::istream& in = asked.file == "-" ? std::cin : file;
    if (!in) throw Error(ExitCode::NothingRead, asked.file.string() + ": cannot be read");
    Archive archive = asked.open(session, Archive::Mode::Write);
    Lines lines(in, asked, session);
    // The next lines are read while those before are filed; not where pictures are drawn, in other processes.
    const auto how = asked.originals.empty() ? std::launch::async : std::launch::deferred;
    const auto read = [&] { return std::async(how, [&] { return lines.next(); }); };
    auto next = read();
    for (std::vector<Filing> batch = next.get(); !batch.empty(); batch = next.get()) {
        next = read();
        archive.add(batch, kThreads);
    }
    archive.settle();
    session.say(std::to_string(lines.letters()) + " letters imported");
    return ExitCode::Done;
}

}  // namespace

void add_import(CLI::App& app, Session& session) {
    auto asked = std::make_shared<Asked>();
    CLI::App* command =
        app.add_subcommand("import", "read what `export --format jsonl` wrote; files are not in it");
    asked->add_archive(*command);
    asked->add_secret(*command);
    command->add_option("FILE", asked->file, "JSON lines; - for standard input")->required();
    command->add_option("--originals", asked->originals,
                        "folder `originals` of the archive the letters come from: their files are kept too");
    command->callback(
        [asked, &session] { session.run = [asked, &session] { return import(*asked, session); }; });
}

}  // namespace saraban
