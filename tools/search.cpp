#include "tools/archive_command.h"

#include <iomanip>
#include <iostream>
#include <sstream>

namespace saraban {
namespace {

struct Asked : ArchiveOptions {
    std::vector<std::string> query;
    SearchOptions options;
    bool json = false;
};

std::string marked(const Snippet& snippet) {
    std::string out = snippet.text;
    for (auto mark = snippet.marks.rbegin(); mark != snippet.marks.rend(); ++mark) {
        out.insert(mark->second, "]");
        out.insert(mark->first, "[");
    }
    return out;
}

std::string for_people(const Hit& hit) {
    std::ostringstream out;
    out << hit.id << "  " << (hit.date.empty() ? "-" : hit.date) << "  "
        << (hit.number.empty() ? "-" : hit.number) << "  " << hit.sender << (hit.near ? "  (near match)" : "")
        << "\n    " << hit.subject << "\n    " << marked(hit.snippet);
    if (hit.snippet.page > 0) out << "\n    " << hit.path << ", page " << hit.snippet.page;
    if (const auto& box = hit.snippet.box)
        out << ", box " << box->left << " " << box->top << " " << box->right << " " << box->bottom;
    out << "\n";
    return out.str();
}

nlohmann::ordered_json to_json(const Hit& hit) {
    nlohmann::ordered_json out{{"id", hit.id},
                               {"path", hit.path},
                               {"number", hit.number},
                               {"date", hit.date},
                               {"sender", hit.sender},
                               {"subject", hit.subject},
                               {"near", hit.near},
                               {"score", hit.score},
                               {"snippet", hit.snippet.text},
                               {"marks", hit.snippet.marks},
                               {"page", nullptr},
                               {"box", nullptr}};
    if (hit.snippet.page > 0) out["page"] = hit.snippet.page;
    if (const auto& box = hit.snippet.box) out["box"] = {box->left, box->top, box->right, box->bottom};
    return out;
}

ExitCode search(const Asked& asked, Session& session) {
    std::string query;
    for (const auto& word : asked.query)
        query += (query.empty() ? "" : " ") + word;
    Archive archive = asked.open(session, Archive::Mode::Read);
    const auto hits = archive.search(query, asked.options);
    for (const Hit& hit : hits) {
        if (asked.json)
            std::cout << to_json(hit).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
        else
            std::cout << for_people(hit);
    }
    if (hits.empty()) session.say("no letter found");
    return ExitCode::Done;
}

}  // namespace

void add_search(CLI::App& app, Session& session) {
    auto asked = std::make_shared<Asked>();
    CLI::App* command = app.add_subcommand(
        "search",
        "find letters: words, \"phrases\", begin*, AND OR NOT ( ), เรื่อง: จาก: ถึง: เลขที่: วันที่:2568-01..2569-03 "
        "กำหนด: ชนิด: ความเร็ว: has:qr");
    asked->add_archive(*command);
    command->add_option("QUERY", asked->query, "what to look for")->required();
    command->add_option("--limit", asked->options.limit, "how many letters")->capture_default_str();
    command->add_flag("--newest", asked->options.newest_first, "the newest first instead of the best");
    command->add_flag("!--exact", asked->options.near, "no near matches");
    command->add_flag("--json", asked->json, "one JSON object a letter");
    command->callback(
        [asked, &session] { session.run = [asked, &session] { return search(*asked, session); }; });
}

}  // namespace saraban
