#include "tools/file_result.h"

#include "pipeline/sinks/page_json.h"
#include "pipeline/sinks/record_json.h"
#include "pipeline/sinks/secrecy.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

namespace saraban {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

// How the lines begin: a head, then pages, then letters, then the end.
constexpr std::string_view kPage = R"({"page":)", kRecord = R"({"record":)", kEnd = R"({"end":)";

std::string print(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json head_of(const Ingested& file, const Thumbnails& thumbnails) {
    Json issues = Json::array();
    for (const Issue& issue : file.issues)
        issues.push_back(Json(to_json(issue)));
    const EngineInfo engine = file.records.empty() ? EngineInfo{} : file.records.front().engine;
    return {{"path", file.source.path},
            {"sha256", file.source.sha256},
            {"pages", file.source.pages},
            {"issues", std::move(issues)},
            {"thumbnails", thumbnails},
            {"letters", file.records.size()},
            {"need_review", std::ranges::count_if(
                                file.records, [](const Record& r) { return r.status != Status::Accepted; })},
            {"secret", std::ranges::any_of(file.records, is_secret)},
            {"engine", {engine.name, engine.version, engine.model_sha256}}};
}

FileHead head_from(const Json& json) {
    FileHead head{.source = {json.at("path"), json.at("sha256"), json.at("pages")},
                  .issues = {},
                  .thumbnails = json.at("thumbnails").get<Thumbnails>(),
                  .letters = json.at("letters"),
                  .need_review = json.at("need_review"),
                  .secret = json.at("secret"),
                  .engine = {.name = json.at("engine").at(0),
                             .version = json.at("engine").at(1),
                             .model_sha256 = json.at("engine").at(2)}};
    for (const Json& issue : json.at("issues"))
        head.issues.push_back(issue_from_json(issue));
    return head;
}

void for_each_line(const fs::path& path, const std::function<void(const std::string&)>& visit) {
    std::ifstream in(path, std::ios::binary);
    bool whole = false;
    for (std::string line; std::getline(in, line);) {
        whole = line.starts_with(kEnd);
        visit(line);
    }
    if (!whole) throw std::runtime_error(path.string() + ": ends too early");
}

}  // namespace

std::string called(std::string message, const std::string& from, const std::string& to) {
    for (auto at = message.find(from); from != to && at != std::string::npos;
         at = message.find(from, at + to.size()))
        message.replace(at, from.size(), to);
    return message;
}

void call(Ingested& file, const std::string& from, const std::string& to) {
    if (from == to) return;
    const auto name_anew = [&](std::vector<Issue>& issues) {
        for (Issue& issue : issues)
            issue.message = called(std::move(issue.message), from, to);
    };
    file.source.path = to;
    name_anew(file.issues);
    for (Record& record : file.records) {
        record.source.path = to;
        name_anew(record.issues);
    }
}

std::string to_text(const Error& error) {
    return print({{"error", error.what()}, {"code", static_cast<int>(error.code())}});
}

void throw_error(const std::string& text) {
    const Json json = Json::parse(text);
    throw Error(static_cast<ExitCode>(json.at("code").get<int>()), json.at("error"));
}

void FileResult::write(const fs::path& path, const Ingested& file, const Thumbnails& thumbnails,
                       const PageJournal* journal) {
    errno = 0;
    std::ofstream out(path, std::ios::binary);
    out << print(head_of(file, thumbnails)) << '\n';
    for (const OcrPage& page : file.pages)
        if (journal == nullptr || !journal->has(file.source.sha256, page.page))
            out << print({{"page", page_to_json(page)}}) << '\n';
    for (const Record& record : file.records)
        out << print({{"record", Json(to_json(record))}, {"text", record.text}}) << '\n';
    if (!(out << print({{"end", true}}) << std::flush))
        throw Error(ExitCode::Unusable, path.string() +
                                            ": cannot be written: " + std::generic_category().message(errno) +
                                            "; set TMPDIR to a folder with room");
}

FileResult::FileResult(fs::path path) : path_(std::move(path)) {
    std::ifstream in(path_, std::ios::binary);
    std::string line;
    if (!std::getline(in, line)) throw std::runtime_error(path_.string() + ": ends too early");
    head_ = head_from(Json::parse(line));
}

void FileResult::for_each_page(const std::function<void(const OcrPage&)>& visit) const {
    for_each_line(path_, [&](const std::string& line) {
        if (!line.starts_with(kPage)) return;
        visit(page_from_json(Json::parse(line).at("page").get<std::string>()));
    });
}

void FileResult::for_each_letter(const std::function<void(const Record&)>& visit) const {
    for_each_line(path_, [&](const std::string& line) {
        if (!line.starts_with(kRecord)) return;
        const Json json = Json::parse(line);
        Record record = record_from_json(json.at("record"));
        record.text = json.at("text");
        visit(record);
    });
}

}  // namespace saraban
