#include "tests/cli/command_line.h"
#include "tests/support/sample_files.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

/// `ingest --watch` as a process: what is put into the folder, and what stands in done/ and failed/ after it.
using namespace saraban;
using test::Folder;
using test::run_saraban;
using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

constexpr const char* kLetter = SARABAN_ROOT "/corpus/letters/002_42be99c79dc8a3fd.txt";
constexpr auto kPatience = 30s;

/// False: it did not come true in time.
bool eventually(const std::function<bool()>& is_so) {
    for (const auto end = std::chrono::steady_clock::now() + kPatience;
         std::chrono::steady_clock::now() < end;) {
        if (is_so()) return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

nlohmann::json json_of(const fs::path& path) {
    return nlohmann::json::parse(test::bytes_of(path));
}

class Watch : public ::testing::Test {
protected:
    Watch() { fs::create_directory(in()); }
    [[nodiscard]] fs::path in(const std::string& name = "") const { return folder_ / ("in/" + name); }
    /// Watches while `meanwhile` runs, then ends it with SIGTERM.
    test::Run watch(const std::function<void(int process)>& meanwhile) {
        return run_saraban({"ingest", "--watch", "--rest", "0.2", "--archive", (folder_ / "archive").string(),
                            (folder_ / "in").string()},
                           test::Given{.meanwhile = [&](int process, const fs::path&) {
                               meanwhile(process);
                               kill(process, SIGTERM);
                           }});
    }
    /// A name that appears with all its bytes.
    void put(const std::string& name, const std::string& bytes) const {
        fs::rename(folder_.write("outside", bytes), in(name));
    }

    Folder folder_;
};

}  // namespace

TEST_F(Watch, MovesWhatItReadsAndWritesItsRecordsBeside) {
    const std::string letter = test::bytes_of(kLetter);
    put("there before.txt", letter);
    const auto run = watch([&](int) {
        EXPECT_TRUE(eventually([&] { return fs::exists(in("done/there before.txt")); }));
        put("copy.txt", letter);
        put("broken.pdf", "%PDF-1.4\nno objects here\n");
        put("greek.txt", "Πᾶσι τοῖς πολίταις\nχαίρειν\n");
        EXPECT_TRUE(eventually([&] {
            return fs::exists(in("done/copy.txt")) && fs::exists(in("failed/broken.pdf")) &&
                   fs::exists(in("failed/greek.txt"));
        }));
    });
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_EQ(test::bytes_of(in("done/there before.txt")), letter);
    const auto read = json_of(in("done/there before.txt.json"));
    EXPECT_EQ(read.at("status"), read.at("records")[0].at("status"));
    EXPECT_EQ(read.at("records").size(), 1U);
    EXPECT_EQ(json_of(in("done/copy.txt.json")).at("status"), "filed_before");
    const auto broken = json_of(in("failed/broken.pdf.json"));
    EXPECT_EQ(broken.at("status"), "failed");
    EXPECT_EQ(broken.at("cause"), in("broken.pdf").string() +
                                      ": is damaged and cannot be opened as a PDF; scan or export it again");
    EXPECT_EQ(json_of(in("failed/greek.txt.json")).at("status"), "no_letter");
    EXPECT_THAT(run.out, HasSubstr("there before.txt"));
    EXPECT_THAT(run.err, HasSubstr("no longer watching"));
}

TEST_F(Watch, WaitsForAFileThatGrows) {
    const std::string letter = test::bytes_of(kLetter);
    const auto run = watch([&](int) {
        std::ofstream out(in("slow.txt"), std::ios::binary);  // open all the time
        for (std::size_t i = 0; i < 8; ++i) {
            out << letter.substr(i * letter.size() / 8, (i + 1) * letter.size() / 8 - i * letter.size() / 8)
                << std::flush;
            std::this_thread::sleep_for(i == 4 ? 600ms : 60ms);
            EXPECT_TRUE(fs::exists(in("slow.txt"))) << "taken while it was written";
        }
        out.close();
        EXPECT_TRUE(eventually([&] { return fs::exists(in("done/slow.txt")); }));
    });
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_EQ(test::bytes_of(in("done/slow.txt")), letter);
    EXPECT_EQ(json_of(in("done/slow.txt.json")).at("records").size(), 1U);
}

TEST_F(Watch, LeavesUnfinishedFilesAndFoldersAlone) {
    for (const char* name : {"scan.pdf.part", ".hidden.txt", "letter.txt~", "x.tmp"})
        put(name, "x");
    fs::create_directory(in("sub"));
    const auto run = watch([&](int) {
        put("letter.txt", test::bytes_of(kLetter));
        EXPECT_TRUE(eventually([&] { return fs::exists(in("done/letter.txt")); }));
    });
    EXPECT_EQ(run.code, 0);
    for (const char* name : {"scan.pdf.part", ".hidden.txt", "letter.txt~", "x.tmp", "sub"})
        EXPECT_TRUE(fs::exists(in(name))) << name;
}

TEST_F(Watch, FollowsNoLinks) {
    folder_.write("private.txt", test::bytes_of(kLetter));
    fs::create_symlink(folder_ / "private.txt", in("link.txt"));
    fs::create_symlink(folder_ / "", in("tree.pdf"));
    const auto run = watch([&](int) {
        EXPECT_TRUE(eventually(
            [&] { return fs::is_symlink(in("failed/tree.pdf")) && fs::is_symlink(in("failed/link.txt")); }));
    });
    EXPECT_EQ(run.code, 0);
    EXPECT_EQ(json_of(in("failed/link.txt.json")).at("cause"),
              in("link.txt").string() +
                  ": is a link or a device and was not opened; put the file itself into the folder");
    EXPECT_EQ(run.out, "");
}

TEST_F(Watch, RefusesADoneThatIsALink) {
    fs::create_directory(folder_ / "elsewhere");
    fs::create_directory_symlink(folder_ / "elsewhere", in("done"));
    const auto run = run_saraban({"ingest", "--watch", in().string()});
    EXPECT_EQ(run.code, 3);
    EXPECT_THAT(run.err, HasSubstr("done: cannot be used as a folder: "));
}

TEST_F(Watch, GivesANumberToANameThatIsTaken) {
    const std::string letter = test::bytes_of(kLetter);
    fs::create_directory(in("done"));
    folder_.write("in/done/letter.txt", "older");
    folder_.write("in/done/letter.txt.json", "{}");
    const auto run = watch([&](int) {
        put("letter.txt", letter);
        EXPECT_TRUE(eventually([&] { return fs::exists(in("done/letter (2).txt")); }));
    });
    EXPECT_EQ(run.code, 0);
    EXPECT_EQ(test::bytes_of(in("done/letter.txt")), "older");
    EXPECT_EQ(json_of(in("done/letter (2).txt.json")).at("file"), in("letter.txt").string());
}

TEST_F(Watch, TakesNamesAsTheyAre) {
    const std::string letter = test::bytes_of(kLetter);
    const std::string names[] = {"-rf.txt", "line\nbreak.txt", "\u202Etxt.fdp.txt", "$(touch x);'\".txt",
                                 std::string(249, 'n') + ".txt"};
    const auto run = watch([&](int) {
        for (const std::string& name : names)
            put(name, letter + name);
        EXPECT_TRUE(eventually([&] {
            return std::all_of(std::begin(names), std::end(names),
                               [&](const auto& n) { return !fs::exists(in(n)); });
        }));
    });
    EXPECT_EQ(run.code, 0);
    for (const std::string& name : names)
        if (name.size() < 200) {
            EXPECT_EQ(json_of(in("done/" + name + ".json")).at("records").size(), 1U) << name;
        }
    EXPECT_TRUE(fs::exists(in("done/" + std::string(233, 'n') + ".txt.json")));
}

TEST_F(Watch, OneProcessWatchesAFolder) {
    watch([&](int) {
        EXPECT_TRUE(eventually([&] { return fs::exists(in("failed")); }));
        std::this_thread::sleep_for(300ms);
        const auto second = run_saraban({"ingest", "--watch", in().string()});
        EXPECT_EQ(second.code, 3);
        EXPECT_THAT(second.err, HasSubstr("is watched by another process"));
    });
}

TEST_F(Watch, GoesOnAfterAKill) {
    const std::string letter = test::bytes_of(kLetter);
    constexpr int kFiles = 60;
    for (int i = 0; i < kFiles; ++i)
        put(std::to_string(i) + ".txt", letter + std::to_string(i) + "\n");
    const auto done = [&] {
        return std::distance(fs::directory_iterator(in("done")), fs::directory_iterator()) / 2;
    };
    watch([&](int process) {
        EXPECT_TRUE(eventually([&] { return fs::exists(in("done/17.txt")); }));
        kill(process, SIGKILL);
    });
    EXPECT_LT(done(), kFiles) << "nothing was left to do";
    const auto run = watch([&](int) { EXPECT_TRUE(eventually([&] { return done() >= kFiles; })); });
    EXPECT_EQ(run.code, 0);
    for (int i = 0; i < kFiles; ++i)
        EXPECT_EQ(test::bytes_of(in("done/" + std::to_string(i) + ".txt")),
                  letter + std::to_string(i) + "\n");
    const auto held = run_saraban({"export", "--archive", (folder_ / "archive").string()});
    EXPECT_EQ(test::lines(held.out).size(), static_cast<std::size_t>(kFiles));
}

TEST_F(Watch, IsNotToBeUsedWithWhatMakesNoSense) {
    EXPECT_EQ(run_saraban({"ingest", "--watch", "--shard", "1/2", in().string()}).code, 2);
    EXPECT_EQ(run_saraban({"ingest", "--watch", "--output", "x", in().string()}).code, 2);
    EXPECT_EQ(run_saraban({"ingest", "--rest", "3", in().string()}).code, 2);
    const auto two = run_saraban({"ingest", "--watch", in().string(), in().string()});
    EXPECT_EQ(two.code, 2);
    EXPECT_EQ(two.err, "saraban: --watch: give one folder\n");
    const auto none = run_saraban({"ingest", "--watch", (folder_ / "absent").string()});
    EXPECT_EQ(none.code, 3);
    EXPECT_EQ(none.err, "saraban: " + (folder_ / "absent").string() +
                            ": cannot be watched: No such file or directory; give a folder\n");
}
