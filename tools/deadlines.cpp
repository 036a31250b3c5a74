#include "pipeline/model/recurrence.h"
#include "pipeline/obligations/copies.h"
#include "pipeline/obligations/days.h"
#include "pipeline/obligations/obligations.h"
#include "pipeline/sinks/caldav.h"
#include "pipeline/sinks/icalendar.h"
#include "pipeline/sinks/record_json.h"
#include "pipeline/text/thai.h"
#include "tools/archive_command.h"
#include "tools/batch.h"
#include "tools/deadline_table.h"
#include "tools/files.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

namespace saraban {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono;
using Json = nlohmann::ordered_json;

struct Asked : ArchiveOptions {
    std::vector<fs::path> paths;
    std::string from, to, today, dates = "thai";
    fs::path office, ics;
    std::string name = "Saraban", link, caldav, user;
    bool tasks = false, json = false, prune = false;
};

year_month_day day_of(const std::string& text, const std::string& option) {
    const auto day = read_iso_date(text);
    if (!day) throw Error(ExitCode::Usage, option + " " + text + ": no date; write it as 2026-03-04");
    return *day;
}

/// The moment in Thailand.
sys_seconds now() {
    return floor<seconds>(system_clock::now());
}
year_month_day thai_day(sys_seconds moment) {
    return floor<days>(moment + hours{7});
}

/// Records of a file of JSON lines.
void read_records(const fs::path& path, std::vector<Record>& records) {
    std::ifstream file;
    if (path != "-") {
        file.open(path);
        if (!file) throw Error(ExitCode::NothingRead, path.string() + ": cannot be read");
    }
    std::istream& in = path == "-" ? std::cin : file;
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (squeeze(line).empty()) continue;
        try {
            records.push_back(record_from_json(nlohmann::json::parse(line)));
        } catch (const std::exception& e) {
            throw Error(ExitCode::NothingRead,
                        path.string() + ":" + std::to_string(number) + ": no record of a letter: " +
                            e.what() + "; give files that `saraban read` or `ingest` wrote, or letters");
        }
    }
}

/// The letters of an archive, each with its original there as its source, and which of them came more than
/// once. Secret ones only when asked for.
std::vector<Record> filed(const Asked& asked, Copies& copies, Session& session) {
    std::vector<Record> records;
    int secret = 0;
    Archive archive = asked.open(session, Archive::Mode::Read);
    archive.for_each([&](const StoredLetter& letter) {
        if (letter.secret && !asked.include_secret) {
            ++secret;
            return;
        }
        records.push_back(letter.record);
    });
    copies = ids_of(archive.copies());
    for (Record& record : records)
        if (const fs::path original = archive.original(record.source.sha256); !original.empty())
            record.source.path = fs::absolute(original).string();
    if (secret > 0)
        session.say(std::to_string(secret) + " secret letters left out; --include-secret counts them in",
                    "secret", {{"letters", secret}});
    return records;
}

/// Records given, and letters read now; without either, those of the archive.
std::vector<Record> gather(const Asked& asked, Copies& copies, Session& session) {
    if (asked.paths.empty()) {
        if (asked.directory.empty())
            throw Error(ExitCode::Usage, "nothing to look at: give records, letters, or --archive DIR");
        return filed(asked, copies, session);
    }
    std::vector<Record> records;
    std::vector<fs::path> letters;
    for (const fs::path& path : asked.paths) {
        if (path == "-" || path.extension() == ".jsonl")
            read_records(path, records);
        else
            letters.push_back(path);
    }
    if (letters.empty()) return records;
    const auto workshop = open_workshop(session);
    const auto read_one = [&](const fs::path& path, OcrEngine& engine, const Settings& settings) {
        return ingest(path, engine, workshop->rules, settings);
    };
    const auto store = [&](const Input&, const FileResult& file) {
        file.for_each_letter([&](const Record& record) { records.push_back(record); });
    };
    const BatchResult result =
        run_batch(inputs_of(find_files(letters, std::cin)),
                  {.read = read_one, .store = store, .settings = workshop->settings}, session);
    if (records.empty() && result.failed > 0) throw Error(ExitCode::NothingRead, "no letter could be read");
    return records;
}

/// The whole file, or nothing when there is none yet.
std::string read_text(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Written beside and put in place at once, so that a client never reads half a calendar.
void write_text(const fs::path& path, const std::string& text) {
    const fs::path part = path.string() + ".part";
    {
        std::ofstream out(part, std::ios::binary);
        if (!(out << text << std::flush))
            throw Error(ExitCode::Unusable, path.string() + ": cannot be written; is the disk full?");
    }
    std::error_code error;
    fs::rename(part, path, error);
    if (error) throw Error(ExitCode::Unusable, path.string() + ": cannot be written: " + error.message());
}

WorkingDays working_days(const std::optional<OurOffice>& office, const Session& session) {
    if (office && office->holidays) return read_working_days(*office->holidays);
    return read_working_days(session.schemas() / "vocabularies" / "public_holidays.yaml");
}

CaldavChanges sync(const Asked& asked, const std::vector<Record>& records,
                   const std::vector<Obligation>& obligations, const CalendarOptions& options) {
    CaldavServer server{asked.caldav, asked.user, "", asked.prune};
    if (const char* password = std::getenv("SARABAN_CALDAV_PASSWORD")) server.password = password;
    std::vector<std::string> letters;
    for (const Record& record : records)
        letters.push_back(record.id);
    return write_caldav(obligations, letters, server, options);
}

ExitCode say_changes(const CaldavChanges& changes, Session& session) {
    session.say(std::to_string(changes.created) + " new, " + std::to_string(changes.updated) + " changed, " +
                    std::to_string(changes.unchanged) + " unchanged, " + std::to_string(changes.removed) +
                    " removed",
                "caldav",
                {{"created", changes.created},
                 {"updated", changes.updated},
                 {"unchanged", changes.unchanged},
                 {"removed", changes.removed}});
    for (const std::string& refused : changes.refused)
        session.say(refused, "caldav_refused");
    return changes.refused.empty() ? ExitCode::Done : ExitCode::SomeNeedReview;
}

std::vector<DueRow> rows_of(const Asked& asked, const std::vector<Obligation>& obligations,
                            year_month_day today) {
    if (asked.from.empty() && asked.to.empty()) return next_rows(obligations, today);
    const year_month_day from = asked.from.empty() ? today : day_of(asked.from, "--from");
    const year_month_day to = asked.to.empty() ? from + years{1} : day_of(asked.to, "--to");
    return window_rows(obligations, from,
                       to.ok() ? to : year_month_day{to.year() / to.month() / std::chrono::last});
}

ExitCode deadlines(const Asked& asked, Session& session) {
    const year_month_day today = asked.today.empty() ? thai_day(now()) : day_of(asked.today, "--today");
    std::optional<OurOffice> office;
    if (!asked.office.empty()) office = read_office(asked.office);
    Copies copies;
    const std::vector<Record> records = gather(asked, copies, session);
    std::vector<Obligation> obligations = make_obligations(records, office, working_days(office, session));
    merge_copies(obligations, copies);
    const sys_seconds moment = asked.today.empty() ? now() : sys_seconds{sys_days{today}};
    const CalendarOptions options{asked.tasks, asked.name, asked.link, moment};
    if (!asked.ics.empty()) write_text(asked.ics, to_icalendar(obligations, options, read_text(asked.ics)));
    ExitCode code = ExitCode::Done;
    if (!asked.caldav.empty()) code = say_changes(sync(asked, records, obligations, options), session);
    const auto rows = rows_of(asked, obligations, today);
    if (asked.json)
        for (const DueRow& row : rows)
            std::cout << row_json(row, today).dump() << '\n';
    else
        std::cout << table_of(rows, today, asked.dates == "thai");
    std::cout << std::flush;
    return code;
}

}  // namespace

void add_deadlines(CLI::App& app, Session& session) {
    auto asked = std::make_shared<Asked>();
    CLI::App* command = app.add_subcommand(
        "deadlines", "what must be done by when: a table, a calendar file, a CalDAV server");
    command->add_option("PATH", asked->paths,
                        "records (.jsonl, or - for standard input), or letters to read now");
    command->add_option("--archive", asked->directory, "without PATH: the letters of this archive")
        ->envname("SARABAN_ARCHIVE");
    asked->add_secret(*command);
    command->add_option("--from", asked->from, "each day from this date on, as 2026-03-04");
    command->add_option("--to", asked->to, "to this date, included");
    command->add_option("--office", asked->office,
                        "profile of our office (YAML): only what is addressed to it binds");
    command->add_option("--dates", asked->dates, "how the table writes dates")
        ->check(CLI::IsMember({"thai", "iso"}));
    command->add_option("--ics", asked->ics,
                        "write the calendar to this file; what it held before is brought up to date");
    command->add_flag("--todo", asked->tasks, "tasks instead of all-day events in --ics and --caldav");
    command->add_option("--name", asked->name, "name of the calendar");
    command->add_option("--link", asked->link, "link to a letter, with {id} in it");
    command->add_option("--caldav", asked->caldav,
                        "write to this CalDAV collection; password in SARABAN_CALDAV_PASSWORD");
    command->add_option("--user", asked->user, "user of the CalDAV server");
    command->add_flag("--prune", asked->prune, "also remove what came from letters that are not given now");
    command->add_flag("--json", asked->json, "one JSON object a line instead of the table");
    command->add_option("--today", asked->today, "count from this day instead of today");
    command->callback(
        [asked, &session] { session.run = [asked, &session] { return deadlines(*asked, session); }; });
}

}  // namespace saraban
