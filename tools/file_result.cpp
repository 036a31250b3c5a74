#include "tools/file_result.h"

#include "pipeline/sinks/page_json.h"
#include "pipeline/sinks/record_json.h"

namespace saraban {
namespace {

using Json = nlohmann::json;

std::string print(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
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

std::string to_text(const FileResult& result) {
    const Ingested& file = result.file;
    Json pages = Json::array(), records = Json::array(), issues = Json::array();
    for (const OcrPage& page : file.pages)
        pages.push_back(page_to_json(page));
    for (const Record& record : file.records)
        records.push_back({{"record", Json(to_json(record))}, {"text", record.text}});
    for (const Issue& issue : file.issues)
        issues.push_back(Json(to_json(issue)));
    return print({{"path", file.source.path},
                  {"sha256", file.source.sha256},
                  {"page_count", file.source.pages},
                  {"pages", std::move(pages)},
                  {"records", std::move(records)},
                  {"issues", std::move(issues)},
                  {"thumbnails", result.thumbnails}});
}

std::string to_text(const Error& error) {
    return print({{"error", error.what()}, {"code", static_cast<int>(error.code())}});
}

FileResult file_result_from_text(const std::string& text) {
    const Json json = Json::parse(text);
    if (json.contains("error"))
        throw Error(static_cast<ExitCode>(json.at("code").get<int>()), json.at("error"));
    Ingested file{.source = {json.at("path"), json.at("sha256"), json.at("page_count")}};
    for (const Json& page : json.at("pages"))
        file.pages.push_back(page_from_json(page.get<std::string>()));
    for (const Json& one : json.at("records")) {
        Record record = record_from_json(one.at("record"));
        record.text = one.at("text");
        file.records.push_back(std::move(record));
    }
    for (const Json& issue : json.at("issues"))
        file.issues.push_back(issue_from_json(issue));
    return {std::move(file), json.at("thumbnails").get<Thumbnails>()};
}

}  // namespace saraban
