#include "tools/batch.h"

#include "pipeline/model/error.h"
#include "tools/engine.h"
#include "tools/progress.h"

#include <algorithm>
#include <csignal>
#include <deque>
#include <future>
#include <optional>

namespace saraban {
namespace {

namespace fs = std::filesystem;

/// Set by SIGINT and SIGTERM.
volatile std::sig_atomic_t& interrupted() {
    static volatile std::sig_atomic_t flag = 0;
    return flag;
}

/// While it lives, the first signal asks for the end of the batch; the second kills as ever.
class SignalGuard {
public:
    SignalGuard() : interrupt_(std::signal(SIGINT, stop)), terminate_(std::signal(SIGTERM, stop)) {}
    ~SignalGuard() {
        std::signal(SIGINT, interrupt_);
        std::signal(SIGTERM, terminate_);
    }
    SignalGuard(const SignalGuard&) = delete;
    SignalGuard& operator=(const SignalGuard&) = delete;

private:
    static void stop(int signal) {
        interrupted() = 1;
        std::signal(signal, SIG_DFL);
    }
    void (*interrupt_)(int);
    void (*terminate_)(int);
};

/// Says and counts what went wrong with one file; throws on what stops the batch.
void fail(const fs::path& path, BatchResult& result, Session& session) {
    ++result.failed;
    std::string message;
    try {
        throw;
    } catch (const Error& e) {
        if (e.code() == ExitCode::Unusable) throw;
        message = e.what();
    } catch (const std::exception& e) {
        message = path.string() + ": could not be read: " + e.what() + "; the other files are not affected";
    }
    session.say(message, "file_failed", {{"file", path.string()}});
}

void count(const fs::path& path, const Ingested& file, BatchResult& result, Session& session) {
    const auto review =
        std::ranges::count_if(file.records, [](const Record& r) { return r.status != Status::Accepted; });
    result.letters += static_cast<int>(file.records.size());
    result.need_review += static_cast<int>(review);
    for (const Issue& issue : file.issues)
        session.say(issue.message, "issue", {{"file", path.string()}, {"code", issue.code}});
    if (file.records.empty()) {
        ++result.without_letter;
        session.say(path.string() + ": no official letter on its " + std::to_string(file.source.pages) +
                        " page(s); look at what was read with: saraban read --format text",
                    "no_letter", {{"file", path.string()}});
    }
}

}  // namespace

ExitCode BatchResult::exit_code() const {
    if (interrupted) return ExitCode::Interrupted;
    if (letters == 0) return ExitCode::NothingRead;
    return failed + without_letter + need_review > 0 ? ExitCode::SomeNeedReview : ExitCode::Done;
}

BatchResult run_batch(const std::vector<fs::path>& files, int jobs, const ReadFile& read, const Store& store,
                      Session& session) {
    const SignalGuard guard;
    Engines engines(session);
    const auto read_one = [&](const fs::path& path) { return read(path, engines); };
    BatchResult result;
    Progress progress(files.size(), session);
    std::deque<std::future<Ingested>> at_work;
    auto next = files.begin();
    for (const fs::path& path : files) {
        for (; next != files.end() && at_work.size() < static_cast<std::size_t>(jobs) && interrupted() == 0;
             ++next)
            at_work.push_back(std::async(std::launch::async, read_one, *next));
        if (at_work.empty()) break;
        progress.show(static_cast<std::size_t>(result.files++), path);
        std::optional<Ingested> file;
        try {
            file = at_work.front().get();
        } catch (...) {
            progress.clear();
            fail(path, result, session);
        }
        at_work.pop_front();
        if (!file) continue;
        progress.clear();
        store(*file);
        count(path, *file, result, session);
    }
    result.interrupted = interrupted() != 0;
    return result;
}

}  // namespace saraban
