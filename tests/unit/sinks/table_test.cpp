#include "pipeline/model/error.h"
#include "pipeline/sinks/csv.h"
#include "pipeline/sinks/jsonl.h"
#include "pipeline/sinks/record_json.h"
#include "tests/unit/sinks/random_record.h"

#include <gmock/gmock.h>
#include <unistd.h>

using namespace saraban;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

std::filesystem::path scratch(const char* name) {
    return std::filesystem::path(testing::TempDir()) / (std::to_string(getpid()) + name);
}

/// Cells of RFC 4180 text, by row.
std::vector<std::vector<std::string>> cells(const std::string& csv) {
    std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
    bool quoted = false;
    for (std::size_t i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (c == '"' && quoted && i + 1 < csv.size() && csv[i + 1] == '"') {
            rows.back().back() += csv[++i];
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            rows.back().emplace_back();
        } else if (c == '\r' && !quoted) {
            rows.emplace_back(1);
            ++i;
        } else {
            rows.back().back() += c;
        }
    }
    rows.pop_back();
    return rows;
}

}  // namespace

TEST(Jsonl, OneLineARecord) {
    const auto path = scratch("records.jsonl");
    std::vector<Record> records;
    for (unsigned seed = 0; seed < 20; ++seed)
        records.push_back(test::RandomRecord(seed).make());
    JsonlFile file(path);
    file.write({records.begin(), records.begin() + 5});
    file.write({records.begin() + 5, records.end()});
    std::ifstream in(path);
    std::size_t at = 0;
    for (std::string line; std::getline(in, line); ++at)
        ASSERT_TRUE(record_from_json(nlohmann::json::parse(line)) == records.at(at));
    EXPECT_EQ(at, records.size());
}

TEST(Jsonl, LettersMayComeOneByOne) {
    const auto path = scratch("one_by_one.jsonl");
    JsonlFile file(path);
    const Record record = test::RandomRecord(1).make();
    file.add(record);
    file.add(record);
    file.keep();
    EXPECT_EQ(std::filesystem::file_size(path), 2 * (jsonl_line(record).size() + 1));
}

TEST(Jsonl, BrokenUtf8DoesNotStopIt) {
    Record record;
    record.kind_th = "ก\xE0\xB8";
    EXPECT_THAT(jsonl_line(record), HasSubstr("\"kind_th\":\"ก\uFFFD\""));
}

TEST(Jsonl, AFullDiskIsSaid) {
    JsonlFile file("/dev/full");
    EXPECT_THAT([&] { file.write({Record{}}); },
                testing::ThrowsMessage<Error>(
                    "/dev/full: cannot be written: No space left on device; the letters before "
                    "are whole in it; free some space and run again"));
}

TEST(Jsonl, AMissingFolderIsSaid) {
    EXPECT_THAT([] { JsonlFile("/nowhere/records.jsonl"); },
                testing::ThrowsMessage<Error>(
                    "/nowhere/records.jsonl: cannot be written: No such file or directory; choose "
                    "another with --output"));
}

TEST(Csv, EveryRowHasEveryColumn) {
    std::string csv = csv_header();
    EXPECT_THAT(csv, StartsWith("\xEF\xBB\xBFid,file,"));
    for (unsigned seed = 0; seed < 20; ++seed)
        csv += csv_row(test::RandomRecord(seed).make());
    EXPECT_THAT(csv, EndsWith("\r\n"));
    const auto rows = cells(csv);
    ASSERT_EQ(rows.size(), 21U);
    for (const auto& row : rows)
        EXPECT_EQ(row.size(), rows.front().size());
}

TEST(Csv, JoinsListsAndQuotesAndDefusesFormulas) {
    Record record;
    record.subject = Text{.value = "เรื่อง \"ก\", ข", .from = {}};
    record.addressees = {{"นายก", {}}, {"นายข", {}}};
    record.kind_th = "x";
    record.source.path = "=cmd|' /C calc'!A0";
    const auto rows = cells(csv_header() + csv_row(record));
    EXPECT_THAT(rows[1], testing::Contains("เรื่อง \"ก\", ข"));
    EXPECT_THAT(rows[1], testing::Contains("นายก; นายข"));
    EXPECT_THAT(rows[1], testing::Contains("'=cmd|' /C calc'!A0"));
}
