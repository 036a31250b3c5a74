#include "tests/cli/command_line.h"
#include "tests/support/sample_files.h"

#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>

using namespace saraban;
using test::Folder;
using test::lines;
using test::run_saraban;
using testing::HasSubstr;

namespace {

constexpr const char* kLetters = SARABAN_ROOT "/corpus/letters";

/// `saraban ingest --archive`, and what it said.
std::string file_in(const std::filesystem::path& archive, const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"ingest", "--archive", archive.string(), "--output",
                                       archive.string() + ".jsonl"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_saraban(arguments).err;
}

std::vector<std::string> exported(const std::filesystem::path& archive) {
    auto out = lines(run_saraban({"export", "--archive", archive.string()}).out);
    std::ranges::sort(out);
    return out;
}

}  // namespace

TEST(Ingest, AFileThatIsFiledIsNotReadAgain) {
    const Folder folder;
    EXPECT_THAT(file_in(folder / "a", {kLetters}), HasSubstr("5 of 5 files: 9 letters"));
    const auto before = exported(folder / "a");
    EXPECT_THAT(file_in(folder / "a", {kLetters}), HasSubstr("5 of 5 files: 0 letters"));
    EXPECT_THAT(file_in(folder / "a", {kLetters}), HasSubstr("5 filed before"));
    EXPECT_EQ(exported(folder / "a"), before);
    EXPECT_THAT(file_in(folder / "a", {"--reread", kLetters}), HasSubstr("5 of 5 files: 9 letters"));
    EXPECT_EQ(exported(folder / "a"), before);
}

TEST(Ingest, PartsOfSeveralMachinesMakeTheWhole) {
    const Folder folder;
    (void)file_in(folder / "whole", {kLetters});
    for (const char* part : {"1/3", "2/3", "3/3"}) {
        const auto archive = folder / std::string(1, part[0]);
        (void)file_in(archive, {"--shard", part, kLetters});
        const auto records =
            folder.write("part.jsonl", run_saraban({"export", "--archive", archive.string()}).out);
        EXPECT_EQ(run_saraban({"import", "--archive", (folder / "joined").string(), records.string()}).code,
                  0);
    }
    EXPECT_FALSE(exported(folder / "whole").empty());
    EXPECT_EQ(exported(folder / "joined"), exported(folder / "whole"));
}

TEST(Ingest, APartMustBeOneOfItsNumber) {
    for (const char* bad : {"0/2", "3/2", "1", "1/", "/2", "a/b", "1/2x"}) {
        const auto run = run_saraban({"ingest", "--shard", bad, kLetters});
        EXPECT_EQ(run.code, 2) << bad;
        EXPECT_EQ(run.err, std::string("saraban: --shard ") + bad +
                               ": give I/N, the Ith of N parts, for example 2/3\n");
    }
}
