#include "tests/support/containers.h"

#include "tests/cli/command_line.h"
#include "tests/support/sample_files.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

/// Zip archives and mail messages, through the command.
using namespace saraban;
using test::Folder;
using test::lines;
using test::run_saraban;
using testing::HasSubstr;
using testing::IsSupersetOf;

namespace {

const std::string kLetter = test::bytes_of(SARABAN_ROOT "/corpus/letters/002_42be99c79dc8a3fd.txt");
const std::string kMemo = test::bytes_of(SARABAN_ROOT "/corpus/styles/memo.txt");

std::string path_of(const std::string& line) {
    return nlohmann::json::parse(line).at("source").at("path");
}

}  // namespace

TEST(Containers, AreReadFileByFile) {
    const Folder folder;
    const std::string mail = test::mail_of({{"memo.txt", kMemo}, {"notes.docx", std::string("\0doc", 4)}});
    folder.write("batch.zip", test::zip_of({{"sub/letter.txt", kLetter}, {"passed on.eml", mail}}));
    folder.write("z.txt", kMemo + "\n");
    const auto run = run_saraban({"read", (folder / "").string()});
    const auto records = lines(run.out);
    ASSERT_EQ(records.size(), 3U) << run.err;
    EXPECT_EQ(path_of(records[0]), (folder / "batch.zip/sub/letter.txt").string());
    EXPECT_EQ(path_of(records[1]), (folder / "batch.zip/passed on.eml/memo.txt").string());
    EXPECT_EQ(path_of(records[2]), (folder / "z.txt").string());
    EXPECT_EQ(run.err, (folder / "batch.zip/passed on.eml/notes.docx").string() +
                           ": is no scan and no text, and was left out\n");
}

TEST(Containers, AFaultCostsWhatIsBehindIt) {
    const Folder folder;
    folder.write("empty.zip", test::zip_of({{"notes.docx", "x"}}));
    folder.write("bomb.zip",
                 test::zip_of({{"good.txt", kLetter}, {"bomb.txt", std::string(200'000'000, ' ')}}));
    std::string nested = test::zip_of({{"deep.txt", kMemo}});
    for (int i = 0; i < 3; ++i)
        nested = test::zip_of({{"inner.zip", nested}});
    folder.write("nested.zip", nested);
    folder.write("odd.zip", test::zip_of({{"odd.pdf", "%PDF-1.4\nno objects here\n"}, {"memo.txt", kMemo}}));
    const auto run = run_saraban({"ingest", "--output", (folder / "r").string(),
                                  (folder / "bomb.zip").string(), (folder / "empty.zip").string(),
                                  (folder / "nested.zip").string(), (folder / "odd.zip").string()});
    EXPECT_EQ(run.code, 1);
    const std::string in = (folder / "").string();
    const std::vector<std::string> said{
        in + "bomb.zip: unpacks to more than 64 MiB, as a bomb does; if it is none, take its files out by "
             "hand",
        in + "empty.zip/notes.docx: is no scan and no text, and was left out",
        in + "empty.zip: holds no PDF, TIFF, PNG, JPEG or text; look into it by hand",
        in + "nested.zip/inner.zip/inner.zip/inner.zip: lies too deep in other files; take it out and give "
             "it by "
             "itself",
        in + "odd.zip/odd.pdf: is damaged and cannot be opened as a PDF; scan or export it again",
        "6 of 6 files: 2 letters, 2 need review; 0 files without a letter, 4 failed; records in " + in + "r"};
    EXPECT_THAT(lines(run.err), IsSupersetOf(said));
    EXPECT_EQ(lines(run.out).size(), 2U);
}

TEST(Containers, WhatIsInThemIsFiledOnce) {
    const Folder folder;
    folder.write("one.zip", test::zip_of({{"letter.txt", kLetter}, {"memo.txt", kMemo}}));
    folder.write("two.eml", test::mail_of({{"the same letter.txt", kLetter}}));
    const std::string archive = (folder / "a").string();
    const auto ingest = [&] {
        return run_saraban({"ingest", "--archive", archive, "--output", (folder / "r").string(), "--jobs",
                            "1", (folder / "one.zip").string(), (folder / "two.eml").string()})
            .err;
    };
    EXPECT_THAT(ingest(), HasSubstr("3 of 3 files: 2 letters, 2 need review; 0 files without a letter, 0 "
                                    "failed; 1 filed before"));
    EXPECT_THAT(ingest(), HasSubstr("3 filed before"));
    const auto verify = run_saraban({"verify", "--archive", archive});
    EXPECT_EQ(verify.code, 0) << verify.out << verify.err;
    EXPECT_THAT(verify.err, HasSubstr("2 files, 2 letters; 0 damaged, 0 orphans"));
}

TEST(Containers, HostileNamesStayOnTheirLine) {
    const Folder folder;
    folder.write("a.zip",
                 test::zip_of({{"x\n0 of 0 files\x1B[2J\u202E.txt", kLetter}, {"../../-rf.txt", kMemo}}));
    const auto run =
        run_saraban({"ingest", "--output", (folder / "r").string(), (folder / "a.zip").string()});
    const auto rows = lines(run.out);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_THAT(rows[0], HasSubstr("(x\\x0A0 of 0 files\\x1B[2J\\u202E.txt, 1)"));
    EXPECT_THAT(rows[1], HasSubstr("(-rf.txt, 1)"));
}
