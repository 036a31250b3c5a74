#include "pipeline/sinks/record_json.h"
#include "tools/batch.h"
#include "tools/engine.h"
#include "tools/eval_ocr.h"
#include "tools/files.h"
#include "tools/json_file.h"
#include "tools/label_score.h"
#include "tools/score.h"
#include "tools/session.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>

namespace saraban {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

struct Asked {
    fs::path corpus, truth, floors, records;
    bool json = false, verbose = false;
};

struct Case {
    fs::path input, expected;
};

/// What is true of `input`: NAME.json beside it; or, in `truth`, the record of the file it is an image of.
fs::path expected_of(const fs::path& input, const fs::path& truth) {
    if (truth.empty()) return input.string() + ".json";
    return truth / (input.stem().string() + ".txt.json");
}

/// Inputs whose expected records are there, by name.
std::vector<Case> cases(const Asked& asked) {
    std::vector<Case> out;
    for (const fs::path& input : find_files({asked.corpus}, std::cin)) {
        const fs::path expected = expected_of(input, asked.truth);
        if (fs::is_regular_file(expected)) out.push_back({input, expected});
    }
    if (out.empty())
        throw Error(ExitCode::NothingRead, asked.corpus.string() +
                                               ": no letter with its expected records in this folder; "
                                               "put NAME.json beside it");
    return out;
}

/// Records somebody else made, JSON lines, by file name.
std::map<std::string, Json> read_records(const fs::path& path) {
    std::map<std::string, Json> out;
    std::ifstream in(path);
    if (!in) throw Error(ExitCode::Unusable, path.string() + ": cannot be read");
    for (std::string line; std::getline(in, line);) {
        Json record = Json::parse(line);
        const std::string name = fs::path(record.at("source").at("path").get<std::string>()).filename();
        out.try_emplace(name, Json::array()).first->second.push_back(std::move(record));
    }
    return out;
}

/// The records of one file; none, with a word on stderr, when it cannot be read.
Json read_letters(const fs::path& path, const Workshop& workshop, OcrEngine& engine, Session& session) {
    Json out = Json::array();
    try {
        for (const Record& record : ingest(path, engine, workshop.rules, workshop.settings).records)
            out.push_back(Json(to_json(record)));
    } catch (const Error& e) {
        if (e.code() == ExitCode::Unusable) throw;
        session.say(e.what(), "file_failed");
    }
    return out;
}

/// What was counted, as asked for; fails below the floors.
ExitCode show(const std::vector<Score>& scores, const Asked& asked, Session& session) {
    if (asked.verbose) std::cout << differences(scores);
    if (asked.json)
        std::cout << report(scores).dump(1) << '\n';
    else
        std::cout << table(scores);
    if (asked.floors.empty()) return ExitCode::Done;
    const auto failed = below(read_json(asked.floors), scores);
    for (const std::string& line : failed)
        session.say("below the floor: " + line, "below_floor");
    return failed.empty() ? ExitCode::Done : ExitCode::SomeNeedReview;
}

/// Files labels.tsv in the folder and in the folders in it, by name.
std::vector<fs::path> label_files(const fs::path& corpus) {
    std::vector<fs::path> out;
    for (const auto& entry : fs::recursive_directory_iterator(corpus))
        if (entry.path().filename() == "labels.tsv") out.push_back(entry.path());
    std::ranges::sort(out);
    return out;
}

/// The files that one labels.tsv tells of.
ExitCode eval_labels(const fs::path& labels, const Asked& asked, const Workshop* workshop,
                     std::map<std::string, Json>& given, OcrEngine& engine, Session& session) {
    std::map<std::string, fs::path> files;
    for (const fs::path& input : find_files({labels.parent_path()}, std::cin))
        files[input.stem()] = input;
    LabelScores scores;
    for (const LabelRow& row : read_labels(labels)) {
        const auto file = files.find(row.at("file"));
        if (file == files.end()) continue;
        const Json got = workshop ? read_letters(file->second, *workshop, engine, session)
                                  : given.try_emplace(file->second.filename(), Json::array()).first->second;
        score_labels(row, got, scores);
    }
    if (!asked.json) std::cout << labels.parent_path().filename().string() << '\n';
    const ExitCode end = show(scores.scores, asked, session);
    if (asked.json) return end;
    std::cout << "wrong or extra without an issue: " << scores.silent.size() << " of " << scores.given
              << " given values\n";
    for (const std::string& line : scores.silent)
        std::cout << "  " << line << '\n';
    std::cout << '\n';
    return end;
}

ExitCode eval(const Asked& asked, Session& session) {
    const auto workshop = asked.records.empty() ? open_workshop(session) : nullptr;
    auto given = asked.records.empty() ? std::map<std::string, Json>{} : read_records(asked.records);
    LazyEngine engines(session);
    if (const auto all = label_files(asked.corpus); !all.empty()) {
        ExitCode end = ExitCode::Done;
        for (const fs::path& labels : all)
            end = std::max(end, eval_labels(labels, asked, workshop.get(), given, engines, session));
        return end;
    }
    std::vector<Score> scores;
    for (const auto& [input, truth] : cases(asked)) {
        const std::string name = input.filename();
        const Json expected = read_json(truth).at("letters");
        const Json got = workshop ? read_letters(input, *workshop, engines, session)
                                  : given.try_emplace(name, Json::array()).first->second;
        std::ranges::move(score_file(name, expected, got), std::back_inserter(scores));
    }
    return show(scores, asked, session);
}

}  // namespace

void add_eval(CLI::App& app, Session& session) {
    auto asked = std::make_shared<Asked>();
    CLI::App* command =
        app.add_subcommand("eval", "score against expected records, missed and wrong counted apart");
    CLI::Option* corpus =
        command
            ->add_option("CORPUS", asked->corpus,
                         "folder of letters with NAME.json beside each, or of scans with a labels.tsv")
            ->check(CLI::ExistingDirectory);
    auto pages = std::make_shared<AskedOcr>();
    CLI::Option* ocr =
        command
            ->add_option("--ocr", pages->set, "score the recogniser instead, on page images with NAME.json")
            ->check(CLI::ExistingDirectory)
            ->excludes(corpus);
    command
        ->add_option(
            "--against", pages->against,
            "with --ocr: more .traineddata files to read the same pages (DIR/tha+eng.traineddata: both of "
            "DIR); times are relative to the last")
        ->needs(ocr);
    command
        ->add_option("--confusions", pages->confusions,
                     "with --ocr: write how often which digit came out as which, for cross_checks.yaml")
        ->needs(ocr);
    command
        ->add_option("--doubts", pages->doubts,
                     "with --ocr: write how the engine doubted digits, right and wrong ones, for calibrate")
        ->needs(ocr);
    command
        ->add_option("--expected", asked->truth,
                     "folder of the expected records (NAME.txt.json) of page images")
        ->check(CLI::ExistingDirectory);
    command->add_option("--records", asked->records,
                        "score these records (JSON lines) instead of reading the letters");
    command->add_option("--floors", asked->floors,
                        "JSON of least shares right and greatest shares wrong; fails below");
    command->add_flag("--json", asked->json, "the figures and the differences as JSON");
    command->add_flag("--verbose", asked->verbose, "every difference: expected, got, where");
    command->callback([asked, pages, &session] {
        if (asked->corpus.empty() && pages->set.empty()) throw CLI::RequiredError("CORPUS or --ocr SET");
        pages->floors = asked->floors;
        pages->verbose = asked->verbose;
        session.run = [asked, pages, &session] {
            return pages->set.empty() ? eval(*asked, session) : eval_ocr(*pages, session);
        };
    });
}

}  // namespace saraban
