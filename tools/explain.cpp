#include "pipeline/image/document.h"
#include "pipeline/image/stage_images.h"
#include "pipeline/sinks/record_json.h"
#include "tools/batch.h"
#include "tools/engine.h"

#include <iostream>

namespace saraban {
namespace {

std::string place(const Evidence& e) {
    std::string out = "page " + std::to_string(e.page);
    if (!e.box)
        return out + " line " + std::to_string(e.line) + " chars " + std::to_string(e.begin) + '-' +
               std::to_string(e.end);
    return out + " box " + std::to_string(e.box->left) + ',' + std::to_string(e.box->top) + ',' +
           std::to_string(e.box->right) + ',' + std::to_string(e.box->bottom);
}

void print(const Explanation& x) {
    std::cout << "  " << x.field << (x.taken ? "  taken" : "  refused") << "  " << x.rule << "  zone "
              << x.zone << '\n';
    if (!x.text.empty()) std::cout << "      text    " << x.text << '\n';
    for (const Evidence& e : x.evidence)
        std::cout << "      at      " << place(e) << '\n';
    if (!x.reason.empty()) std::cout << "      because " << x.reason << '\n';
}

void print(const Letter& letter) {
    for (const Zone& zone : letter.zones) {
        if (zone.lines.empty()) continue;
        std::cout << "  zone " << name_of(zone.kind) << ": page " << zone.lines.front().page << " lines "
                  << zone.lines.front().number << '-' << zone.lines.back().number << '\n';
    }
}

/// What the cross-checks say of a value: one line a check.
void print(const Reconciled& said) {
    std::cout << "  reconciled " << said.field << ": " << said.value.value_or("undecided") << "  ("
              << said.confidence << ")\n";
    for (std::size_t i = 0; !said.value && i < said.candidates.size(); ++i)
        std::cout << "      perhaps " << said.candidates[i] << '\n';
    for (std::size_t i = 0; i < said.evidence.size(); ++i)
        std::cout << "      check   " << (i < said.checks.size() ? said.checks[i] : "") << ": "
                  << said.evidence[i] << '\n';
}

/// Questions come first, the costliest in front.
void print(const Issue& issue) {
    const bool asks = issue.severity != Severity::Info;
    std::cout << (asks ? "  question " : "  issue ") << issue.code << "  " << issue.field << ": "
              << issue.message << '\n';
    if (issue.evidence) std::cout << "      at      " << place(*issue.evidence) << '\n';
}

/// What the reader sees of every page that is an image.
void write_images(const std::filesystem::path& path, const std::filesystem::path& folder,
                  const Settings& settings) {
    const Document document = Document::open(path, settings.limits);
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed)
        throw Error(ExitCode::Unusable, folder.string() + ": cannot be made (" + failed.message() +
                                            "); name another folder with --images");
    for (int page = 1; page <= document.pages(); ++page) {
        if (document.type() == FileType::Text || document.text(page)) continue;
        for (const auto& image : write_stages(clean(document.image(page), settings.clean), folder))
            std::cout << image.string() << '\n';
    }
}

ExitCode explain(const std::filesystem::path& path, const std::string& field,
                 const std::filesystem::path& images, Session& session) {
    const auto workshop = open_workshop(session);
    workshop->settings.context.explain = true;
    if (!images.empty()) write_images(path, images, workshop->settings);
    LazyEngine engines(session);
    const Ingested file = ingest(path, engines, workshop->rules, workshop->settings);
    if (file.records.empty())
        throw Error(ExitCode::NothingRead, path.string() +
                                               ": no official letter in it; look at what was read with: "
                                               "saraban read --format text");
    for (std::size_t i = 0; i < file.records.size(); ++i) {
        const Record& record = file.records[i];
        std::cout << path.string() << " letter " << record.order << ": " << record.kind.value << '\n';
        print(file.letters[i]);
        for (const Explanation& x : file.explanations[i]) {
            if (field.empty() || x.field.starts_with(field)) print(x);
        }
        for (const Reconciled& said : record.reconciled)
            if (field.empty() || said.field.starts_with(field)) print(said);
        for (const Issue& issue : record.issues) {
            if (field.empty() || issue.field.starts_with(field)) print(issue);
        }
    }
    return ExitCode::Done;
}

}  // namespace

void add_explain(CLI::App& app, Session& session) {
    auto path = std::make_shared<std::filesystem::path>();
    auto field = std::make_shared<std::string>();
    auto images = std::make_shared<std::filesystem::path>();
    CLI::App* command =
        app.add_subcommand("explain", "per field: zone, rule, text, box, why taken or refused");
    command->add_option("FILE", *path, "one file")->required();
    command->add_option("--field", *field, "only fields that begin with this, e.g. date");
    command->add_option("--images", *images,
                        "write what is seen of each page into this folder: layers of ink, lines, frames");
    command->callback(
        [=, &session] { session.run = [=, &session] { return explain(*path, *field, *images, session); }; });
}

}  // namespace saraban
