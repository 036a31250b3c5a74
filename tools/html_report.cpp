#include "tools/html_report.h"

#include "pipeline/model/error.h"
#include "pipeline/sinks/record_json.h"
#include "pipeline/sinks/secrecy.h"
#include "pipeline/text/charset.h"
#include "pipeline/text/markup.h"

#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

namespace saraban {
namespace {

/// Pictures of about 15 kB each, so that a browser still opens the page.
constexpr int kMostPictures = 500;

constexpr const char* kHead = R"(<!DOCTYPE html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Saraban: what needs a look</title>
<style>
body { font-family: Sarabun, "Noto Sans Thai", sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em; color: #222 }
pre { background: #f4f4f4; padding: 1em }
article { display: flex; gap: 1.5em; border-top: 1px solid #ccc; padding: 1em 0 }
article img { width: 12em; height: auto; align-self: flex-start; border: 1px solid #ccc }
h3 { margin: 0; overflow-wrap: anywhere }
p { margin: .3em 0 }
ul { margin: .5em 0; padding-left: 1.2em }
.where { color: #666; overflow-wrap: anywhere }
</style>
</head>
<body>
<h1>What needs a look</h1>
)";

/// File names and letters come from others.
std::string escaped(std::string_view text) {
    return escape_markup(printable(text));
}

std::string escaped_lines(const std::string& text) {
    std::string out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        out += escaped(line) + '\n';
    return out;
}

std::string section(const char* title, const std::string& entries) {
    if (entries.empty()) return "";
    return std::string("<section>\n<h2>") + title + "</h2>\n" + entries + "</section>\n";
}

std::string entry(const std::string& picture, const std::string& title, const std::string& where,
                  const std::string& list) {
    return "<article>\n" + picture + "<div>\n<h3>" + escaped(title) + "</h3>\n<p class=\"where\">" +
           escaped(where) + "</p>\n" + list + "</div>\n</article>\n";
}

std::string list_of(const Record& record) {
    std::string out;
    for (const Issue& issue : record.issues)
        if (issue.severity != Severity::Info) out += "<li>" + escaped(issue.message) + "</li>\n";
    return out.empty() ? "" : "<ul>\n" + out + "</ul>\n";
}

std::string title_of(const Record& record) {
    std::string out = record.doc_number ? record.doc_number->normalized : "-";
    if (record.date && record.date->iso) out += "  " + to_json(record)["date"]["iso"].get<std::string>();
    if (record.subject) out += "  " + record.subject->value;
    return out;
}

}  // namespace

std::string HtmlReport::picture(const Thumbnails& thumbnails, int page) {
    const auto found = thumbnails.find(page);
    if (found == thumbnails.end() || ++pictures_ > kMostPictures) return "";
    return "<img alt=\"page " + std::to_string(page) + "\" src=\"" + escaped(found->second) + "\">\n";
}

void HtmlReport::add(const Record& record, const Input& input, const Thumbnails& thumbnails) {
    if (record.status == Status::Accepted) return;
    const int page = record.pages.empty() ? 0 : record.pages.front();
    const std::string where =
        input.name + (page > 0 ? ", page " + std::to_string(page) : "") + ", letter " + record.id;
    if (!include_secret_ && is_secret(record))
        need_review_ += entry("", "a letter that is, or may be, secret", where, "");
    else
        need_review_ += entry(picture(thumbnails, page), title_of(record), where, list_of(record));
}

void HtmlReport::add(const FileEnd& end) {
    const std::string cause = bare_cause(end.cause, end.input->name);
    if (end.how == FileEnd::How::Failed) failed_ += entry("", cause, end.cause, "");
    if (end.how != FileEnd::How::WithoutLetter) return;
    const Thumbnails& drawn = end.file->head().thumbnails;
    without_letter_ +=
        entry(drawn.empty() ? "" : picture(drawn, drawn.begin()->first), cause, end.input->name, "");
}

std::string HtmlReport::html(const Tally& tally) const {
    std::string out = kHead;
    out += "<pre>\n" + escaped_lines(tally.table()) + "</pre>\n";
    out += section("Files that could not be read", failed_);
    out += section("Files without an official letter", without_letter_);
    out += section("Letters that need review", need_review_);
    if (pictures_ > kMostPictures)
        out += "<p>Pictures are shown of the first " + std::to_string(kMostPictures) + " pages only.</p>\n";
    return out + "</body>\n</html>\n";
}

void write_report(const std::filesystem::path& path, const std::string& html) {
    std::ofstream out(path, std::ios::binary);
    errno = 0;
    if (!(out << html << std::flush))
        throw Error(ExitCode::Unusable, path.string() +
                                            ": cannot be written: " + std::generic_category().message(errno) +
                                            "; choose another with --report");
}

}  // namespace saraban
