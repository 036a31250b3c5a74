#include "tools/batch.h"

#include "pipeline/model/error.h"
#include "pipeline/process/child.h"
#include "tools/engine.h"
#include "tools/file_result.h"
#include "tools/interrupt.h"
#include "tools/progress.h"

#include <algorithm>
#include <map>
#include <set>
#include <variant>

namespace saraban {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// Of the process that reads a file; its pages are read in others. Wall time is that without a sign of life.
constexpr ChildLimits kFileLimits{.cpu = 600s,
                                  .wall = 600s,
                                  .memory_bytes = std::uint64_t{4} << 30U,
                                  .file_bytes = std::uint64_t{1} << 30U,
                                  .output_bytes = std::size_t{1} << 30U};
/// Results that may wait for a file before them.
constexpr std::size_t kMostWaiting = 64;

/// The files of a batch on their way: waiting, at work in a process each, ended and waiting for those before
/// them to be stored.
class Batch {
public:
    Batch(const std::vector<fs::path>& files, const BatchWork& work, Session& session)
        : files_(files),
          work_(work),
          session_(session),
          engine_(session),
          settings_(work.settings),
          children_(kFileLimits),
          progress_(files.size(), session) {
        const int spare = work.jobs / std::max(1, static_cast<int>(files.size()));
        settings_.pages_at_once = std::max(1, spare);
        if (std::ranges::any_of(files, [](const fs::path& f) { return f.extension() != ".txt"; }))
            engine_.prepare();
    }

    BatchResult run();

private:
    struct Known {};
    using Outcome = std::variant<Known, ChildResult>;

    void start_more();
    void start(std::size_t file);
    void store_in_order();
    void store(const fs::path& path, const ChildResult& outcome);
    [[nodiscard]] FileEnd fail(const fs::path& path, const std::string& cause);
    [[nodiscard]] FileEnd count(const fs::path& path, const Ingested& file);

    const std::vector<fs::path>& files_;
    const BatchWork& work_;
    Session& session_;
    LazyEngine engine_;
    Settings settings_;
    Children children_;
    Progress progress_;
    BatchResult result_;
    std::size_t next_ = 0;    ///< to be started
    std::size_t stored_ = 0;  ///< files before this one are done with
    std::map<std::size_t, Outcome> ended_;
    std::set<std::size_t> tried_;
};

void Batch::start(std::size_t file) {
    children_.start(static_cast<int>(file), [&, file](const Children::Beat& beat) {
        Settings settings = settings_;
        settings.on_page = beat;
        try {
            return to_text(work_.read(files_[file], engine_, settings));
        } catch (const Error& e) {
            return to_text(e);
        }
    });
}

void Batch::start_more() {
    const auto jobs = static_cast<std::size_t>(work_.jobs);
    while (next_ < files_.size() && next_ < stored_ + kMostWaiting && children_.at_work() < jobs &&
           !interrupted()) {
        if (work_.known(files_[next_]))
            ended_.emplace(next_, Known{});
        else
            start(next_);
        ++next_;
    }
}

FileEnd Batch::fail(const fs::path& path, const std::string& cause) {
    ++result_.failed;
    session_.say(cause, "file_failed", {{"file", path.string()}});
    return {.path = path, .how = FileEnd::How::Failed, .cause = cause};
}

FileEnd Batch::count(const fs::path& path, const Ingested& file) {
    const auto review =
        std::ranges::count_if(file.records, [](const Record& r) { return r.status != Status::Accepted; });
    result_.letters += static_cast<int>(file.records.size());
    result_.need_review += static_cast<int>(review);
    for (const Issue& issue : file.issues)
        session_.say(issue.message, "issue", {{"file", path.string()}, {"code", issue.code}});
    if (!file.records.empty() || !work_.for_letters) return {.path = path};
    ++result_.without_letter;
    const std::string cause = path.string() + ": no official letter on its " +
                              std::to_string(file.source.pages) +
                              " page(s); look at what was read with: saraban read --format text";
    session_.say(cause, "no_letter", {{"file", path.string()}});
    return {.path = path, .how = FileEnd::How::WithoutLetter, .cause = cause};
}

/// Tells what became of the file while what was read of it is there.
void Batch::store(const fs::path& path, const ChildResult& outcome) {
    if (!outcome.ok())
        return work_.ended(
            fail(path, path.string() + ": reading it was stopped twice (" + outcome.reason +
                           "); the other files are not affected; split it or export it again"));
    try {
        const Ingested file = ingested_from_text(outcome.output);
        work_.store(file);
        FileEnd end = count(path, file);
        end.file = &file;
        work_.ended(end);
    } catch (const Error& e) {
        if (e.code() != ExitCode::NothingRead) throw;
        work_.ended(fail(path, e.what()));
    }
}

void Batch::store_in_order() {
    for (auto at = ended_.find(stored_); at != ended_.end(); at = ended_.find(++stored_)) {
        const fs::path& path = files_[stored_];
        progress_.clear();
        ++result_.files;
        if (const auto* outcome = std::get_if<ChildResult>(&at->second)) {
            store(path, *outcome);
        } else {
            ++result_.known;
            work_.ended({.path = path, .how = FileEnd::How::Known});
        }
        ended_.erase(at);
    }
}

BatchResult Batch::run() {
    const InterruptGuard guard;
    while (true) {
        start_more();
        store_in_order();
        if (children_.at_work() == 0) {
            if (next_ == files_.size() || interrupted()) break;
            continue;
        }
        progress_.show(stored_);
        Children::Ended ended = children_.wait([this] { progress_.count_page(); });
        const auto file = static_cast<std::size_t>(ended.id);
        if (!ended.result.ok() && tried_.insert(file).second)
            start(file);
        else
            ended_.emplace(file, std::move(ended.result));
    }
    result_.interrupted = interrupted();
    return result_;
}

}  // namespace

ExitCode BatchResult::exit_code() const {
    if (interrupted) return ExitCode::Interrupted;
    if (letters == 0 && known == 0) return ExitCode::NothingRead;
    return failed + without_letter + need_review > 0 ? ExitCode::SomeNeedReview : ExitCode::Done;
}

BatchResult run_batch(const std::vector<fs::path>& files, const BatchWork& work, Session& session) {
    return Batch(files, work, session).run();
}

}  // namespace saraban
