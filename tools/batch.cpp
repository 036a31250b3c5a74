#include "tools/batch.h"

#include "pipeline/containers/unpack.h"
#include "pipeline/model/error.h"
#include "pipeline/model/sha256.h"
#include "pipeline/process/child.h"
#include "pipeline/text/charset.h"
#include "tools/engine.h"
#include "tools/file_result.h"
#include "tools/interrupt.h"
#include "tools/progress.h"

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <variant>

namespace saraban {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// Of the process that reads a file; its pages are read, and its pictures drawn, in others that have limits
/// of their own. Wall time is that without a page read. Letters of one file check each other all at once:
/// hundreds of them take this much.
constexpr ChildLimits kFileLimits{.cpu = 600s,
                                  .wall = 3600s,
                                  .memory_bytes = std::uint64_t{4} << 30U,
                                  .file_bytes = std::uint64_t{1} << 30U,
                                  .output_bytes = std::size_t{64} << 20U};
/// Results that may wait for a file before them.
constexpr std::size_t kMostWaiting = 64;

/// Containers in containers; a zip archive in a mail message in a zip archive is what people send at most.
constexpr int kDeepest = 3;

/// As long as it lives, what this process and those below it make for a while goes into a folder.
class TemporaryFiles {
public:
    explicit TemporaryFiles(const fs::path& folder) {
        if (const char* before = std::getenv(kName)) before_ = before;
        setenv(kName, folder.c_str(), 1);
    }
    ~TemporaryFiles() {
        if (before_)
            setenv(kName, before_->c_str(), 1);
        else
            unsetenv(kName);
    }
    TemporaryFiles(const TemporaryFiles&) = delete;
    TemporaryFiles& operator=(const TemporaryFiles&) = delete;

private:
    static constexpr const char* kName = "TMPDIR";
    std::optional<std::string> before_;
};

/// The files of a batch on their way: waiting, at work in a process each, ended and waiting for those before
/// them to be stored.
class Batch {
public:
    Batch(const std::vector<Input>& files, const BatchWork& work, Session& session)
        : waiting_(files.begin(), files.end()),
          work_(work),
          session_(session),
          engine_(session),
          temporary_(room_.path()),
          children_(kFileLimits),
          progress_(files.size(), session) {
        if (std::ranges::any_of(files, [](const Input& f) { return f.path.extension() != ".txt"; }))
            engine_.prepare();
    }

    BatchResult run();

private:
    struct Known {};
    struct Fault {};
    using Outcome = std::variant<Known, Fault, ChildResult>;
    using Number = std::size_t;  ///< of a file, in the order of storing

    [[nodiscard]] std::filesystem::path result_of(Number file) const {
        return room_.path() / (std::to_string(file) + ".result");
    }
    void start_more();
    void take_up(Input input);
    void unpack(const Input& container, ContainerType type);
    void start(Number file);
    void store_in_order();
    [[nodiscard]] FileEnd end_of(const Input& input, const Outcome& outcome, std::optional<FileResult>& read);
    [[nodiscard]] FileEnd fail(const Input& input, const std::string& cause);
    [[nodiscard]] FileEnd count(const Input& input, const FileResult& file);
    [[nodiscard]] bool is_last_of_its_file(Number file) const;

    std::deque<Input> waiting_;
    const BatchWork& work_;
    Session& session_;
    LazyEngine engine_;
    TemporaryFolder
        room_;  ///< of all that is temporary in this batch: it is removed also where processes die
    TemporaryFiles temporary_;
    Children children_;
    Progress progress_;
    BatchResult result_;
    Number next_ = 0;    ///< to be taken up
    Number stored_ = 0;  ///< files before this one are done with
    std::map<Number, Input> inputs_;
    std::map<Number, Outcome> ended_;
    std::set<Number> tried_;
};

/// The cores that other files leave to this one.
int pages_at_once(int jobs, std::size_t other_files) {
    return std::max(1, jobs / static_cast<int>(other_files + 1));
}

void Batch::start(Number number) {
    const Input& input = inputs_.at(number);
    Settings settings = work_.settings;
    settings.pages_at_once = pages_at_once(work_.jobs, waiting_.size() + children_.at_work());
    children_.start(static_cast<int>(number), [&, number](const Children::Beat& beat) {
        settings.on_page = beat;
        try {
            Ingested file = work_.read(input.path, engine_, settings);
            const Thumbnails thumbnails = work_.draw(input, file);
            call(file, input.path.string(), input.name);
            FileResult::write(result_of(number), file, thumbnails, settings.journal);
            return std::string();
        } catch (const Error& e) {
            return to_text(Error(e.code(), called(e.what(), input.path.string(), input.name)));
        }
    });
}

/// Puts what is in the container in its place.
void Batch::unpack(const Input& container, ContainerType type) {
    auto folder = std::make_shared<TemporaryFolder>();
    const Unpacked unpacked = saraban::unpack(container.path, type, folder->path(), UnpackLimits{});
    std::vector<Input> inside;
    const auto add = [&](const Member& member) -> Input& {
        Input& input = inside.emplace_back(container);
        input.path = member.path;
        input.name = container.name + '/' + member.name;
        input.sha256.clear();
        input.depth = container.depth + 1;
        input.out = folder;
        return input;
    };
    for (const Member& member : unpacked.members)
        add(member);
    if (!unpacked.fault.empty())
        inside.emplace_back(container).fault = container.name + ": " + unpacked.fault;
    else if (inside.empty())
        inside.emplace_back(container).fault =
            container.name + ": holds no PDF, TIFF, PNG, JPEG or text; look into it by hand";
    for (const std::string& name : unpacked.left_out)
        session_.say(printable(container.name + '/' + name + ": is no scan and no text, and was left out"),
                     "left_out", {{"file", container.name}, {"member", name}});
    progress_.add(inside.size() - 1);
    waiting_.insert(waiting_.begin(), inside.begin(), inside.end());
}

void Batch::take_up(Input input) {
    const auto container = input.fault.empty() ? container_type(input.path) : std::nullopt;
    if (container && input.depth < kDeepest) return unpack(input, *container);
    if (container)
        input.fault = input.name + ": lies too deep in other files; take it out and give it by itself";
    const Number number = next_++;
    Input& taken = inputs_.emplace(number, std::move(input)).first->second;
    if (!taken.fault.empty())
        ended_.emplace(number, Fault{});
    else if (work_.known(taken))
        ended_.emplace(number, Known{});
    else
        start(number);
}

void Batch::start_more() {
    const auto jobs = static_cast<std::size_t>(work_.jobs);
    while (!waiting_.empty() && next_ < stored_ + kMostWaiting && children_.at_work() < jobs &&
           !interrupted()) {
        Input input = std::move(waiting_.front());
        waiting_.pop_front();
        take_up(std::move(input));
    }
}

FileEnd Batch::fail(const Input& input, const std::string& cause) {
    ++result_.failed;
    session_.say(printable(cause), "file_failed", {{"file", input.name}});
    return {.input = &input, .how = FileEnd::How::Failed, .cause = cause};
}

FileEnd Batch::count(const Input& input, const FileResult& file) {
    const FileHead& head = file.head();
    result_.letters += head.letters;
    result_.need_review += head.need_review;
    for (const Issue& issue : head.issues)
        session_.say(printable(issue.message), "issue", {{"file", input.name}, {"code", issue.code}});
    if (head.letters > 0 || !work_.for_letters) return {.input = &input, .file = &file};
    ++result_.without_letter;
    const std::string cause = input.name + ": no official letter on its " +
                              std::to_string(head.source.pages) +
                              " page(s); look at what was read with: saraban read --format text";
    session_.say(printable(cause), "no_letter", {{"file", input.name}});
    return {.input = &input, .how = FileEnd::How::WithoutLetter, .file = &file, .cause = cause};
}

/// Stores what was read, if so; `read` is where it then is.
FileEnd Batch::end_of(const Input& input, const Outcome& outcome, std::optional<FileResult>& read) {
    if (std::holds_alternative<Fault>(outcome)) return fail(input, input.fault);
    const auto* result = std::get_if<ChildResult>(&outcome);
    if (result == nullptr) {
        ++result_.known;
        return {.input = &input, .how = FileEnd::How::Known};
    }
    if (!result->ok())
        return fail(input, input.name + ": reading it was stopped twice (" + result->reason +
                               "); the other files are not affected; split it or export it again");
    try {
        if (!result->output.empty()) throw_error(result->output);
        work_.store(input, read.emplace(result_of(stored_)));
    } catch (const Error& e) {
        if (e.code() != ExitCode::NothingRead) throw;
        return fail(input, e.what());
    }
    return count(input, *read);
}

bool Batch::is_last_of_its_file(Number file) const {
    const auto next = inputs_.find(file + 1);
    const Input* after = next != inputs_.end() ? &next->second
                         : waiting_.empty()    ? nullptr
                                               : &waiting_.front();
    return after == nullptr || after->given != inputs_.at(file).given;
}

void Batch::store_in_order() {
    for (auto at = ended_.find(stored_); at != ended_.end(); at = ended_.find(++stored_)) {
        const Input& input = inputs_.at(stored_);
        progress_.clear();
        ++result_.files;
        std::optional<FileResult> read;
        const FileEnd end = end_of(input, at->second, read);
        session_.event("file_ended", {{"file", input.name}, {"status", status_of(end)}});
        work_.ended(end);
        if (is_last_of_its_file(stored_)) work_.finished(input.given);
        ended_.erase(at);
        inputs_.erase(stored_);
        std::error_code none;
        fs::remove(result_of(stored_), none);
    }
}

BatchResult Batch::run() {
    const InterruptGuard guard;
    while (true) {
        start_more();
        store_in_order();
        if (children_.at_work() == 0) {
            if (waiting_.empty() || interrupted()) break;
            continue;
        }
        progress_.show(stored_);
        Children::Ended ended = children_.wait([this] { progress_.count_page(); });
        const auto file = static_cast<Number>(ended.id);
        if (!ended.result.ok() && tried_.insert(file).second)
            start(file);
        else
            ended_.emplace(file, std::move(ended.result));
    }
    result_.total = result_.files + static_cast<int>(waiting_.size());
    result_.interrupted = interrupted();
    return result_;
}

}  // namespace

std::string status_of(const FileEnd& end) {
    switch (end.how) {
        case FileEnd::How::Known:
            return "filed_before";
        case FileEnd::How::WithoutLetter:
            return "no_letter";
        case FileEnd::How::Failed:
            return "failed";
        case FileEnd::How::Read:
            break;
    }
    return end.file->head().need_review == 0 ? "accepted" : "needs_review";
}

const std::string& Input::hash() {
    if (sha256.empty()) sha256 = sha256_of_file(path);
    return sha256;
}

std::vector<Input> inputs_of(const std::vector<fs::path>& files) {
    return {files.begin(), files.end()};
}

ExitCode BatchResult::exit_code() const {
    if (interrupted) return ExitCode::Interrupted;
    if (letters == 0 && known == 0) return ExitCode::NothingRead;
    return failed + without_letter + need_review > 0 ? ExitCode::SomeNeedReview : ExitCode::Done;
}

BatchResult run_batch(const std::vector<Input>& files, const BatchWork& work, Session& session) {
    return Batch(files, work, session).run();
}

}  // namespace saraban
