#include "tools/watch.h"

#include "pipeline/sinks/record_json.h"
#include "pipeline/text/charset.h"
#include "tools/interrupt.h"
#include "tools/watched_folder.h"

#include <algorithm>
#include <utility>

namespace saraban {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// What became of one file, as it stands beside it.
Json report_of(const FileEnd& end) {
    Json out{{"file", end.input->name}, {"status", status_of(end)}};
    if (!end.cause.empty()) out["cause"] = end.cause;
    if (end.file == nullptr) return out;
    out["sha256"] = end.file->source.sha256;
    out["pages"] = end.file->source.pages;
    for (const Issue& issue : end.file->issues)
        out["issues"].push_back(to_json(issue));
    for (const Record& record : end.file->records)
        out["records"].push_back(to_json(record));
    return out;
}

/// What became of a file that was put into the folder: of itself, or of all that came out of it.
class Given {
public:
    void add(const FileEnd& end) {
        good_ = good_ && (end.how == FileEnd::How::Read || end.how == FileEnd::How::Known);
        reports_.push_back(report_of(end));
    }
    [[nodiscard]] bool good() const { return good_; }
    /// One report as it is; of several the worst status, and each.
    [[nodiscard]] Json report(const fs::path& file) const;

private:
    bool good_ = true;
    std::vector<Json> reports_;
};

Json Given::report(const fs::path& file) const {
    if (reports_.size() == 1 && reports_[0]["file"] == file.string()) return reports_[0];
    Json out{{"file", file.string()}, {"status", "filed_before"}, {"files", reports_}};
    for (const char* status : {"accepted", "needs_review", "no_letter", "failed"})
        if (std::ranges::any_of(reports_, [&](const Json& report) { return report["status"] == status; }))
            out["status"] = status;
    return out;
}

std::string print(const Json& json) {
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

void put_away(WatchedFolder& folder, const fs::path& file, const Given& given, Session& session) {
    if (!folder.unchanged(file)) return;  // read again when it rests
    const Json report = given.report(file);
    if (given.good())
        folder.move_to_done(file, print(report));
    else
        folder.move_to_failed(file, print(report));
    session.say(printable(file.string() + ": " + report["status"].get<std::string>() + ", moved to " +
                          (given.good() ? "done/" : "failed/")),
                "file_moved", {{"file", file.string()}, {"status", report["status"]}});
}

void refuse(WatchedFolder& folder, const fs::path& file, Session& session) {
    const std::string cause =
        file.string() + ": is a link or a device and was not opened; put the file itself into the folder";
    folder.move_to_failed(file, print({{"file", file.string()}, {"status", "failed"}, {"cause", cause}}));
    session.say(printable(cause), "file_failed", {{"file", file.string()}});
}

}  // namespace

ExitCode watch(const fs::path& path, std::chrono::milliseconds rest, BatchWork work, Session& session) {
    WatchedFolder folder(path, rest);
    work.store = [&, store = std::move(work.store)](const Input& input, const Ingested& file) {
        if (!folder.unchanged(input.given))
            throw Error(
                ExitCode::NothingRead,
                input.given.string() + ": changed while it was read; it is read again when it is complete");
        store(input, file);
    };
    Given given;
    work.ended = [&](const FileEnd& end) { given.add(end); };
    work.finished = [&](const fs::path& file) { put_away(folder, file, std::exchange(given, {}), session); };
    const InterruptGuard guard;
    session.say("watching " + path.string(), "watching", {{"folder", path.string()}});
    while (!interrupted()) {
        std::vector<fs::path> refused;
        const std::vector<fs::path> files = folder.look(refused);
        for (const fs::path& file : refused)
            refuse(folder, file, session);
        if (files.empty())
            folder.wait();
        else
            run_batch(inputs_of(files), work, session);
        given = {};
    }
    session.say("no longer watching " + path.string(), "watching_ended", {{"folder", path.string()}});
    return ExitCode::Done;
}

}  // namespace saraban
