#include "tools/watch.h"

#include "pipeline/sinks/record_json.h"
#include "tools/interrupt.h"
#include "tools/watched_folder.h"

#include <algorithm>

namespace saraban {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

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
    const auto accepted = [](const Record& record) { return record.status == Status::Accepted; };
    return std::ranges::all_of(end.file->records, accepted) ? "accepted" : "needs_review";
}

/// What stands beside a file that is done with.
Json report_of(const FileEnd& end) {
    Json out{{"file", end.path.filename().string()}, {"status", status_of(end)}};
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

std::string print(const Json& json) {
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

void put_away(WatchedFolder& folder, const FileEnd& end, Session& session) {
    if (!folder.unchanged(end.path)) return;  // read again when it rests
    const Json report = report_of(end);
    const bool good = end.how == FileEnd::How::Read || end.how == FileEnd::How::Known;
    if (good)
        folder.move_to_done(end.path, print(report));
    else
        folder.move_to_failed(end.path, print(report));
    session.say(end.path.string() + ": " + report["status"].get<std::string>() + ", moved to " +
                    (good ? "done/" : "failed/"),
                "file_moved", {{"file", end.path.string()}, {"status", report["status"]}});
}

void refuse(WatchedFolder& folder, const fs::path& file, Session& session) {
    const std::string cause =
        file.string() + ": is a link or a device and was not opened; put the file itself into the folder";
    folder.move_to_failed(
        file, print({{"file", file.filename().string()}, {"status", "failed"}, {"cause", cause}}));
    session.say(cause, "file_failed", {{"file", file.string()}});
}

}  // namespace

ExitCode watch(const fs::path& path, std::chrono::milliseconds rest, BatchWork work, Session& session) {
    WatchedFolder folder(path, rest);
    work.store = [&, store = std::move(work.store)](const Ingested& file) {
        if (!folder.unchanged(file.source.path))
            throw Error(
                ExitCode::NothingRead,
                file.source.path + ": changed while it was read; it is read again when it is complete");
        store(file);
    };
    work.ended = [&](const FileEnd& end) { put_away(folder, end, session); };
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
            run_batch(files, work, session);
    }
    session.say("no longer watching " + path.string(), "watching_ended", {{"folder", path.string()}});
    return ExitCode::Done;
}

}  // namespace saraban
