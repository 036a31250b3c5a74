#include "pipeline/ingest.h"

#include "pipeline/model/error.h"
#include "pipeline/sinks/jsonl.h"
#include "pipeline/sinks/record_json.h"
#include "pipeline/text/charset.h"
#include "tools/archive_command.h"
#include "tools/batch.h"
#include "tools/filer.h"
#include "tools/files.h"
#include "tools/html_report.h"
#include "tools/shard.h"
#include "tools/tally.h"
#include "tools/watch.h"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <thread>

namespace saraban {
namespace {

struct Asked : ArchiveOptions {
    std::vector<std::filesystem::path> paths;
    std::filesystem::path output = "records.jsonl";
    int jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    std::string shard = "1/1";
    bool reread = false;
    bool watch = false;
    double rest = 5;  ///< seconds
    std::filesystem::path report;
};

/// One line of the table of letters, without its end: date, number, status, subject, file.
std::string row(const Record& record) {
    const std::string date =
        record.date && record.date->iso ? to_json(record)["date"]["iso"].get<std::string>() : "-";
    const std::string number = record.doc_number ? record.doc_number->normalized : "-";
    std::ostringstream out;
    out << std::left << std::setw(12) << date << std::setw(14)
        << (record.status == Status::Accepted ? "accepted" : "needs_review") << number << "  "
        << (record.subject ? record.subject->value : "-") << "  ("
        << std::filesystem::path(record.source.path).filename().string() << ", " << record.order << ")";
    return printable(out.str());
}

std::string summary(const BatchResult& result, const std::filesystem::path& output) {
    std::string out = std::to_string(result.files) + " of " + std::to_string(result.total) +
                      " files: " + std::to_string(result.letters) + " letters, " +
                      std::to_string(result.need_review) + " need review; " +
                      std::to_string(result.without_letter) + " files without a letter, " +
                      std::to_string(result.failed) + " failed; ";
    if (result.known > 0) out += std::to_string(result.known) + " filed before; ";
    out += "records in " + output.string();
    if (result.interrupted) out += "; interrupted";
    return out;
}

/// The files of this machine's part. What cannot be read is kept: reading it says so.
std::vector<Input> part_of(std::vector<Input> files, const Shard& shard) {
    if (shard.count == 1) return files;
    std::erase_if(files, [&](Input& file) {
        try {
            return !shard.holds(file.hash());
        } catch (const Error&) {
            return shard.index != 1;
        }
    });
    return files;
}

constexpr std::size_t kCopiesShown = 3;

/// ` = ID (FILE)` for each copy that the archive held before, the first few of them.
std::string held_before(const std::vector<Link>& copies) {
    std::string out;
    for (std::size_t i = 0; i < std::min(copies.size(), kCopiesShown); ++i)
        out +=
            "  = " + copies[i].id +
            (copies[i].secret ? "" : " (" + std::filesystem::path(copies[i].path).filename().string() + ")");
    return printable(out) + (copies.size() > kCopiesShown ? "  and more" : "");
}

/// Small pictures of pages, drawn while the page is at hand.
void add_thumbnails(BatchWork& work, const Thumbnailer& thumbnailer) {
    work.settings.on_picture = [&, before = std::move(work.settings.on_picture)](
                                   const std::string& sha256, const PageImage& image, const OcrPage& page) {
        if (before) before(sha256, image, page);
        thumbnailer.draw(sha256, image, page);
    };
    work.draw = [&, draw = std::move(work.draw)](const Input& input, const Ingested& file) {
        (void)draw(input, file);
        return thumbnailer.take(input.path, file);
    };
}

/// One line. True: the archive held the letter before, as another copy.
bool print_row(const Record& record, Filer* filer) {
    const auto held = filer != nullptr ? filer->copies_of(record, kCopiesShown + 1) : std::vector<Link>();
    std::cout << row(record) << held_before(held) << std::endl;
    return !held.empty();
}

ExitCode ingest_files(const Asked& asked, BatchWork work, Filer* filer, Session& session) {
    const auto files = part_of(inputs_of(find_files(asked.paths, std::cin)), parse_shard(asked.shard));
    JsonlFile output(asked.output);
    Tally tally;
    HtmlReport report(asked.include_secret);
    std::optional<Thumbnailer> thumbnailer;
    if (!asked.report.empty()) add_thumbnails(work, thumbnailer.emplace(asked.include_secret));
    work.store = [&, store = std::move(work.store)](const Input& input, const FileResult& file) {
        store(input, file);
        file.for_each_letter([&](const Record& record) {
            output.add(record);
            tally.add(record);
            if (print_row(record, filer)) tally.add_copies(1);
            if (thumbnailer) report.add(record, input, file.head().thumbnails);
        });
        output.keep();
    };
    work.ended = [&](const FileEnd& end) {
        tally.add(end);
        report.add(end);
    };
    const BatchResult result = run_batch(files, work, session);
    if (!asked.report.empty()) write_report(asked.report, report.html(tally));
    if (!session.json_log() && result.files > 1) std::cerr << tally.table();
    nlohmann::ordered_json details = tally.json();
    details.update({{"files", result.files}, {"letters", result.letters}});
    session.say(summary(result, asked.output), "summary", details);
    return result.exit_code();
}

ExitCode watch_folder(const Asked& asked, BatchWork work, Filer* filer, Session& session) {
    if (asked.paths.size() != 1) throw Error(ExitCode::Usage, "--watch: give one folder");
    work.store = [filer, store = std::move(work.store)](const Input& input, const FileResult& file) {
        store(input, file);
        file.for_each_letter([&](const Record& record) { (void)print_row(record, filer); });
    };
    const auto rest =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::duration<double>(asked.rest));
    return watch(asked.paths.front(), rest, std::move(work), session);
}

ExitCode ingest_paths(const Asked& asked, Session& session) {
    const auto workshop = open_workshop(session);
    std::optional<Filer> filer;
    if (!asked.directory.empty()) filer.emplace(asked, workshop->rules_version, session);
    BatchWork work{.settings = workshop->settings, .jobs = asked.jobs};
    work.read = [&](const std::filesystem::path& path, OcrEngine& engine, const Settings& settings) {
        return ingest(path, engine, workshop->rules, settings);
    };
    work.store = [&](const Input& input, const FileResult& file) {
        if (filer) filer->file(input, file);
    };
    work.draw = [&](const Input& input, const Ingested& file) {
        if (filer) filer->draw(input, file);
        return Thumbnails{};
    };
    if (filer) filer->take_part(work.settings);
    if (filer && !asked.reread) work.known = [&](Input& input) { return filer->holds(input); };
    Filer* archive = filer ? &*filer : nullptr;
    const ExitCode code = asked.watch ? watch_folder(asked, std::move(work), archive, session)
                                      : ingest_files(asked, std::move(work), archive, session);
    if (filer) filer->settle();
    return code;
}

}  // namespace

void add_ingest(CLI::App& app, Session& session) {
    auto asked = std::make_shared<Asked>();
    CLI::App* command = app.add_subcommand(
        "ingest", "read files, folders and lists of letters into records.jsonl; prints one line a letter");
    command->add_option("PATH", asked->paths, "files, folders, - for a list of paths on standard input")
        ->required();
    command->add_option("--archive", asked->directory, "file them in this archive as well")
        ->envname("SARABAN_ARCHIVE");
    asked->add_secret(*command);
    CLI::Option* output = command->add_option("--output", asked->output, "where the records go, JSON lines");
    output->capture_default_str();
    command
        ->add_option("--jobs", asked->jobs,
                     "files read at the same time; as many as there are cores if not given")
        ->check(CLI::Range(1, 256));
    command->add_flag("--reread", asked->reread,
                      "read files again that the archive holds: after a change of model or rules");
    CLI::Option* shard = command->add_option("--shard", asked->shard,
                                             "I/N: read only the Ith of N parts of the files; archives of "
                                             "parts are joined with export and import");
    shard->capture_default_str();
    CLI::Option* watch = command->add_flag("--watch", asked->watch,
                                           "PATH is a folder that files are put into: read them as they "
                                           "come, move them to its done/ or failed/, "
                                           "write NAME.json beside them; ends on SIGTERM");
    CLI::Option* report = command->add_option(
        "--report", asked->report, "write a page (HTML) of what needs a look, with pictures of the pages");
    watch->excludes(output)->excludes(shard)->excludes(report);
    command
        ->add_option("--rest", asked->rest,
                     "with --watch: seconds a file must be unchanged before it is taken")
        ->check(CLI::Range(0.01, 86400.0))
        ->needs(watch)
        ->capture_default_str();
    command->callback(
        [asked, &session] { session.run = [asked, &session] { return ingest_paths(*asked, session); }; });
}

}  // namespace saraban
