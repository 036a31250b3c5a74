#include "tests/cli/command_line.h"
#include "tests/support/sample_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

using namespace saraban;
using nlohmann::json;
using test::Folder;
using test::run_saraban;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

constexpr const char* kLetters = SARABAN_ROOT "/corpus/letters";
constexpr const char* kLetter = SARABAN_ROOT "/corpus/letters/002_42be99c79dc8a3fd.txt";

std::vector<json> records(const std::string& jsonl) {
    std::vector<json> out;
    std::istringstream in(jsonl);
    for (std::string line; std::getline(in, line);)
        out.push_back(json::parse(line));
    return out;
}

}  // namespace

TEST(Command, SaysItsVersionAndItsHelp) {
    EXPECT_THAT(run_saraban({"--version"}).out, StartsWith("saraban 0."));
    const auto help = run_saraban({"--help"});
    EXPECT_EQ(help.code, 0);
    for (const char* word :
         {"ingest", "read", "explain", "eval", "rules", "doctor", "--schemas", "--model", "--log"})
        EXPECT_THAT(help.out, HasSubstr(word));
}

TEST(Command, ReadPrintsOneRecordALetterAndNothingElse) {
    const auto run = run_saraban({"read", kLetter});
    EXPECT_EQ(run.err, "");
    const auto all = records(run.out);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0]["schema"], "saraban.letter/1");
    EXPECT_EQ(all[0]["source"]["path"], kLetter);
    EXPECT_EQ(all[0]["id"], all[0]["source"]["sha256"].get<std::string>().substr(0, 16) + "-1");
    EXPECT_EQ(run_saraban({"read", kLetter}).out, run.out);
}

TEST(Command, EveryRecordSaysWhereItsValuesStand) {
    for (const json& record : records(run_saraban({"read", kLetters}).out)) {
        std::ifstream in(record["source"]["path"].get<std::string>());
        std::vector<std::string> lines(1);
        for (std::string line; std::getline(in, line);)
            lines.push_back(line);
        for (const char* field : {"doc_number", "date", "issuer", "signer"}) {
            if (record[field].is_null()) continue;
            SCOPED_TRACE(field);
            ASSERT_FALSE(record[field]["evidence"].empty());
            EXPECT_THAT(record[field]["rule"].get<std::string>(),
                        StartsWith(record["kind"].get<std::string>() + '/'));
            for (const json& e : record[field]["evidence"])
                EXPECT_THAT(lines.at(e["line"].get<std::size_t>()), HasSubstr(e["text"].get<std::string>()));
        }
    }
}

TEST(Command, ReadPrintsTheTextOfPages) {
    const auto run = run_saraban({"read", "--format", "text", kLetter});
    EXPECT_EQ(run.code, 0);
    EXPECT_THAT(run.out, HasSubstr("\nที่ มท ๐๒๑๐.๕/๒๖๓\n"));
    EXPECT_EQ(run.out.back(), '\f');
    EXPECT_THAT(run_saraban({"read", "--format", "hocr", kLetter}).out, HasSubstr("ocr_line"));
}

TEST(Command, IngestTakesFilesFoldersAndLists) {
    const Folder folder;
    const std::string output = (folder / "records.jsonl").string();
    const auto run =
        run_saraban({"ingest", "--output", output, "-", kLetters}, std::string(kLetter) + "\r\n\n");
    EXPECT_THAT(run.err, HasSubstr("5 of 5 files: 9 letters, "));
    EXPECT_THAT(run.out, StartsWith("2025-01-12  "));
    EXPECT_THAT(run.out, HasSubstr("มท 0210.5/263  การดำเนินการปราบปรามอาชญากรรมทางเทคโนโลยี กรณีการส่ง SMS "));
    EXPECT_EQ(std::ranges::count(run.out, '\n'), 9);
    EXPECT_EQ(records(test::bytes_of(output)).size(), 9U);
    EXPECT_EQ(records(test::bytes_of(output))[0]["source"]["path"], kLetter);
    const std::string once = test::bytes_of(output);
    (void)run_saraban({"ingest", "--jobs", "3", "--output", output, kLetter, kLetters});
    EXPECT_EQ(test::bytes_of(output), once);
}

TEST(Command, LogsEventsAsJson) {
    const Folder folder;
    const auto run =
        run_saraban({"--log", "json", "ingest", "--output", (folder / "r").string(), kLetter, "/absent.pdf"});
    const auto events = records(run.err);
    ASSERT_EQ(events.size(), 4U);
    EXPECT_EQ(events[0]["event"], "file_ended");
    EXPECT_EQ(events[0]["file"], kLetter);
    EXPECT_EQ(events[1]["event"], "file_failed");
    EXPECT_EQ(events[1]["file"], "/absent.pdf");
    EXPECT_EQ(events[2]["status"], "failed");
    EXPECT_EQ(events[3]["event"], "summary");
    EXPECT_EQ(events[3]["letters"], 1);
    EXPECT_EQ(events[3]["failed"], 1);
}

TEST(Command, ExplainShowsZonesAndReasons) {
    const auto run = run_saraban({"explain", kLetter, "--field", "date"});
    EXPECT_EQ(run.code, 0);
    EXPECT_THAT(run.out, HasSubstr("letter 1: external_letter\n"));
    EXPECT_THAT(run.out, HasSubstr("  zone date: page 1 lines 22-22\n"));
    EXPECT_THAT(run.out, HasSubstr("  date  taken  external_letter/date#1  zone date\n"
                                   "      text    ๑๒ มกราคม ๒๕๖๘\n"
                                   "      at      page 1 line 22 chars 0-14\n"));
}

TEST(Command, RulesAreChecked) {
    const auto run = run_saraban({"rules", "check"});
    EXPECT_EQ(run.code, 0);
    EXPECT_THAT(run.out, HasSubstr("external_letter  หนังสือภายนอก"));
}

TEST(Command, DoctorRefusesAModelWithoutAllDigits) {
    const std::string stock = "/usr/share/tesseract-ocr/5/tessdata/tha.traineddata";
    EXPECT_EQ(run_saraban({"doctor"}).code, 0);
    if (!std::filesystem::exists(stock))
        GTEST_SKIP() << "SKIPPED: the package tesseract-ocr-tha is not installed";
    const auto run = run_saraban({"--model", stock, "doctor"});
    EXPECT_EQ(run.code, 3);
    EXPECT_THAT(run.out, HasSubstr("BAD  digits: " + stock + ": this model cannot write the digits ๔๖๗๘๙"));
}

TEST(Command, EvalScoresAndFailsBelowAFloor) {
    const Folder folder;
    const auto good = folder.write("good.json", R"({"letters": {"right": 1, "wrong": 0}})");
    const auto bad = folder.write("bad.json", R"({"letters": {"right": 1.5}})");
    EXPECT_EQ(run_saraban({"eval", kLetters, "--floors", good}).code, 0);
    const auto run = run_saraban({"eval", kLetters, "--json", "--floors", bad});
    EXPECT_EQ(run.code, 1);
    EXPECT_EQ(run.err,
              "below the floor: letters: 100.00 % right, 0.00 % wrong, but the floor is 150.00 and 100.00\n");
    EXPECT_EQ(json::parse(run.out)["fields"]["letters"]["right"], 5);
}
