#include "tools/watch.h"

#include "pipeline/sinks/jsonl.h"
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

std::string print(const Json& json) {
    return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

/// What became of one file, as it stands beside it. Letters are text at once: there may be thousands.
struct Report {
    Json head;
    std::string letters;  ///< one a line

    [[nodiscard]] std::string text() const;
};

/// An object with one more member, a list of which `lines` are the elements, with commas between them.
std::string with_list(const Json& object, const char* name, const std::string& lines) {
    std::string out = print(object);
    out.resize(out.rfind("\n}"));
    return out + ",\n\"" + name + "\": [\n" + lines + "\n]\n}";
}

std::string Report::text() const {
    return letters.empty() ? print(head) : with_list(head, "records", letters);
}

Report report_of(const FileEnd& end) {
    Report out{.head = {{"file", end.input->name}, {"status", status_of(end)}}, .letters = {}};
    if (!end.cause.empty()) out.head["cause"] = end.cause;
    if (end.file == nullptr) return out;
    const FileHead& head = end.file->head();
    out.head["sha256"] = head.source.sha256;
    out.head["pages"] = head.source.pages;
    for (const Issue& issue : head.issues)
        out.head["issues"].push_back(to_json(issue));
    end.file->for_each_letter([&](const Record& record) {
        out.letters += (out.letters.empty() ? "" : ",\n") + jsonl_line(record);
    });
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
    /// The worst of several.
    [[nodiscard]] std::string status() const;
    /// One report as it is; of several the worst status, and each.
    [[nodiscard]] std::string text(const fs::path& file) const;

private:
    bool good_ = true;
    std::vector<Report> reports_;
};

std::string Given::status() const {
    std::string worst = "filed_before";
    for (const char* status : {"accepted", "needs_review", "no_letter", "failed"})
        if (std::ranges::any_of(reports_, [&](const Report& one) { return one.head["status"] == status; }))
            worst = status;
    return worst;
}

std::string Given::text(const fs::path& file) const {
    if (reports_.size() == 1 && reports_[0].head["file"] == file.string()) return reports_[0].text();
    std::string all;
    for (const Report& report : reports_)
        all += (all.empty() ? "" : ",\n") + report.text();
    return with_list({{"file", file.string()}, {"status", status()}}, "files", all);
}

void put_away(WatchedFolder& folder, const fs::path& file, const Given& given, Session& session) {
    if (!folder.unchanged(file)) return;  // read again when it rests
    if (given.good())
        folder.move_to_done(file, given.text(file) + '\n');
    else
        folder.move_to_failed(file, given.text(file) + '\n');
    session.say(printable(file.string() + ": " + given.status() + ", moved to " +
                          (given.good() ? "done/" : "failed/")),
                "file_moved", {{"file", file.string()}, {"status", given.status()}});
}

void refuse(WatchedFolder& folder, const fs::path& file, Session& session) {
    const std::string cause =
        file.string() + ": is a link or a device and was not opened; put the file itself into the folder";
    folder.move_to_failed(file,
                          print({{"file", file.string()}, {"status", "failed"}, {"cause", cause}}) + '\n');
    session.say(printable(cause), "file_failed", {{"file", file.string()}});
}

}  // namespace

ExitCode watch(const fs::path& path, std::chrono::milliseconds rest, BatchWork work, Session& session) {
    WatchedFolder folder(path, rest);
    work.store = [&, store = std::move(work.store)](const Input& input, const FileResult& file) {
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
