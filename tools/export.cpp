#include "tools/export.h"

#include "extractors/person_name.h"
#include "extractors/vocabulary.h"
#include "pipeline/obligations/copies.h"
#include "pipeline/obligations/obligations.h"
#include "pipeline/sinks/csv.h"
#include "pipeline/sinks/ecms.h"
#include "pipeline/sinks/icalendar.h"
#include "pipeline/sinks/mask.h"
#include "pipeline/sinks/page_json.h"
#include "pipeline/sinks/record_json.h"

#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>

namespace saraban {
namespace {

namespace fs = std::filesystem;

/// Standard output, or a file.
class Target {
public:
    explicit Target(const fs::path& path) : path_(path) {
        if (!path.empty()) file_.open(path, std::ios::binary);
    }
    void write(const std::string& text) {
        std::ostream& out = path_.empty() ? std::cout : file_;
        if (!(out << text << std::flush))
            throw Error(ExitCode::Unusable, (path_.empty() ? "standard output" : path_.string()) +
                                                ": cannot be written; check the disk and the directory");
    }

private:
    fs::path path_;
    std::ofstream file_;
};

/// Everybody named in the text behind a title, with it and without it.
std::vector<std::string> names_in(std::string_view text, const Vocabulary& vocabulary) {
    std::vector<std::string> out;
    while (const auto person = find_person_name(text, vocabulary)) {
        out.emplace_back(person->text);
        out.emplace_back(person->value.bare);
        text.remove_prefix(static_cast<std::size_t>(person->text.data() + person->text.size() - text.data()));
    }
    return out;
}

/// In the text, and in what fields, their other readings and issues say.
std::vector<std::string> names_in(const Record& record, const Vocabulary& vocabulary) {
    std::vector<std::string> out;
    std::istringstream lines(
        record.text + "\n" +
        to_json(record).dump(1, ' ', false, nlohmann::json::error_handler_t::replace));  // a line a value
    for (std::string line; std::getline(lines, line);)
        for (auto& name : names_in(std::string_view(line), vocabulary))
            out.push_back(std::move(name));
    return out;
}

/// The other copies of each letter that is held more than once.
std::map<std::string, std::vector<std::string>> other_copies(Archive& archive) {
    std::map<std::string, std::vector<std::string>> out;
    for (const std::vector<std::string>& ids : ids_of(archive.copies()))
        for (const std::string& id : ids) {
            out[id] = ids;
            std::erase(out[id], id);
        }
    return out;
}

/// The record, its text, its other copies, and with the first letter of a file its pages and its rules:
/// nothing is lost on the way back.
std::string jsonl_line(const Record& record, Archive& archive, const std::vector<std::string>& copies,
                       bool first_of_file, bool masked) {
    nlohmann::ordered_json json = to_json(record);
    json["text"] = record.text;
    if (!copies.empty()) json["same_as"] = copies;
    if (const auto file = archive.file(record.source.sha256); file && first_of_file) {
        json["rules_version"] = file->rules_version;
        json["ocr_pages"] = nlohmann::ordered_json::array();
        if (!masked)  // a page is not masked word by word
            for (const OcrPage& page : archive.pages(record.source.sha256))
                json["ocr_pages"].push_back(nlohmann::ordered_json::parse(page_to_json(page)));
    }
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

ExportCount export_lines(const ExportRequest& asked, Archive& archive, const Session& session) {
    Target target(asked.output);
    if (asked.format == "csv") target.write(register_header());
    const auto copies =
        asked.format == "jsonl" ? other_copies(archive) : std::map<std::string, std::vector<std::string>>();
    std::string file;
    return visit_letters(asked, archive, session, [&](const Record& record) {
        const bool first = record.source.sha256 != file;
        file = record.source.sha256;
        const auto others = copies.find(record.id);
        target.write(asked.format == "csv"
                         ? register_row(record)
                         : jsonl_line(record, archive,
                                      others == copies.end() ? std::vector<std::string>() : others->second,
                                      first, asked.mask));
    });
}

ExportCount export_ecms(const ExportRequest& asked, Archive& archive, const Session& session) {
    return visit_letters(asked, archive, session, [&](const Record& record) {
        int addressee = 0;
        for (const std::string& message : to_ecms(record)) {
            const std::string which = ++addressee == 1 ? "" : "." + std::to_string(addressee);
            Target(asked.output / (record.id + which + ".xml")).write(message);
        }
    });
}

ExportCount export_calendar(const ExportRequest& asked, Archive& archive, const Session& session) {
    std::vector<Record> records;
    const ExportCount count =
        visit_letters(asked, archive, session, [&](const Record& record) { records.push_back(record); });
    const auto days = read_working_days(session.schemas() / "vocabularies" / "public_holidays.yaml");
    const CalendarOptions options{
        .now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())};
    std::ifstream before(asked.output, std::ios::binary);
    const std::string previous{std::istreambuf_iterator<char>(before), {}};
    auto obligations = make_obligations(records, std::nullopt, days);
    merge_copies(obligations, ids_of(archive.copies()));
    const std::string calendar = to_icalendar(obligations, options, previous);
    Target(asked.output).write(calendar);
    return count;
}

void check(const ExportRequest& asked) {
    if (!asked.writes_files()) return;
    if (asked.output.empty())
        throw Error(ExitCode::Usage,
                    "export --format " + asked.format + " writes " +
                        (asked.format == "ecms" ? "a file a letter" : "a file for each file") +
                        "; give --output DIRECTORY");
    if (asked.mask && asked.format != "ecms")
        throw Error(ExitCode::Usage, "export --format " + asked.format +
                                         " shows the pages, which --mask cannot black out; use jsonl, csv, "
                                         "ics or ecms");
    std::error_code error;
    fs::create_directories(asked.output, error);
    if (error)
        throw Error(ExitCode::Unusable, asked.output.string() + ": cannot be made: " + error.message() +
                                            "; choose another directory");
}

ExitCode export_archive(const ExportRequest& asked, Session& session) {
    check(asked);
    Archive archive = asked.open(session, Archive::Mode::Read);
    const ExportCount count = asked.format == "ecms"  ? export_ecms(asked, archive, session)
                              : asked.format == "ics" ? export_calendar(asked, archive, session)
                              : asked.writes_files()  ? export_files(asked, archive, session)
                                                      : export_lines(asked, archive, session);
    session.say(std::to_string(count.done) + (asked.of_files() ? " files exported" : " letters exported") +
                (count.withheld > 0 ? ", " + std::to_string(count.withheld) + " secret ones withheld" : "") +
                (count.failed > 0 ? ", " + std::to_string(count.failed) + " failed" : ""));
    return count.failed > 0 ? ExitCode::SomeNeedReview : ExitCode::Done;
}

}  // namespace

bool ExportRequest::of_files() const {
    return format == "pdf" || format == "hocr";
}

bool ExportRequest::writes_files() const {
    return of_files() || format == "ecms";
}

ExportCount visit_letters(const ExportRequest& asked, Archive& archive, const Session& session,
                          const std::function<void(const Record&)>& visit) {
    ExportCount count;
    const auto vocabulary =
        asked.mask ? std::optional(load_vocabulary(session.schemas() / "vocabularies")) : std::nullopt;
    archive.for_each([&](const StoredLetter& letter) {
        if (letter.secret && !asked.include_secret) {
            ++count.withheld;
            return;
        }
        ++count.done;
        visit(vocabulary ? mask(letter.record, names_in(letter.record, *vocabulary)) : letter.record);
    });
    return count;
}

void add_export(CLI::App& app, Session& session) {
    auto asked = std::make_shared<ExportRequest>();
    CLI::App* command = app.add_subcommand("export", "write letters of the archive in another form");
    asked->add_archive(*command);
    asked->add_secret(*command);
    command
        ->add_option(
            "--format", asked->format,
            "jsonl: everything, `import` reads it; csv: register of letters received "
            "(ทะเบียนหนังสือรับ); ics: calendar; ecms: XML, a file a letter; pdf: searchable PDF/A, hocr: "
            "text with boxes, a file for each file")
        ->check(CLI::IsMember({"jsonl", "csv", "ics", "ecms", "pdf", "hocr"}))
        ->capture_default_str();
    command->add_option("--output", asked->output,
                        "file, or directory for ecms, pdf and hocr; standard output if not given");
    command->add_flag("--mask", asked->mask, "black out personal names, phones and e-mail addresses");
    command->callback(
        [asked, &session] { session.run = [asked, &session] { return export_archive(*asked, session); }; });
}

}  // namespace saraban
