#include "pipeline/process/child.h"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace saraban;
using namespace std::chrono_literals;

namespace {

ChildResult run(const Children::Work& work, const ChildLimits& limits = {}) {
    Children children(limits);
    children.start(1, work);
    return children.wait().result;
}

[[noreturn]] void spin() {
    while (true)
        (void)getppid();
}

}  // namespace

TEST(Children, GiveWhatTheirWorkReturns) {
    const std::string large(5 << 20, 'x');
    const auto result = run([&](const auto&) { return large; });
    EXPECT_TRUE(result.ok()) << result.reason;
    EXPECT_EQ(result.output, large);
}

TEST(Children, WorkAtTheSameTimeAndKeepTheirNames) {
    Children children({});
    for (int id : {1, 2, 3})
        children.start(id, [id](const auto&) { return std::to_string(id * 10); });
    EXPECT_EQ(children.at_work(), 3U);
    while (children.at_work() > 0) {
        const auto ended = children.wait();
        EXPECT_EQ(ended.result.output, std::to_string(ended.id * 10));
    }
}

TEST(Children, CostNothingButTheirResultWhenTheyCrash) {
    EXPECT_EQ(run([](const auto&) -> std::string { throw std::runtime_error("no"); }).reason, "exit code 70");
    const auto killed = run([](const auto&) {
        std::raise(SIGKILL);
        return std::string();
    });
    EXPECT_EQ(killed.reason, "killed by signal 9 (Killed)");
}

TEST(Children, AreKilledWhenTheyComputeOrWaitTooLong) {
    ChildLimits limits;
    limits.cpu = 1s;
    EXPECT_EQ(run([](const auto&) -> std::string { spin(); }, limits).end, ChildResult::End::Killed);
    limits = {};
    limits.wall = 1s;
    const auto asleep = run([](const auto&) { return sleep(30), std::string(); }, limits);
    EXPECT_EQ(asleep.reason, "still running after 1 s");
}

TEST(Children, LiveOnWhileTheyGiveSignsOfLife) {
    ChildLimits limits;
    limits.wall = 1s;
    Children children(limits);
    children.start(1, [](const Children::Beat& beat) {
        for (int i = 0; i < 5; ++i) {
            usleep(300'000);
            beat();
        }
        return std::string("done");
    });
    int beats = 0;
    EXPECT_EQ(children.wait([&] { ++beats; }).result.output, "done");
    EXPECT_EQ(beats, 5);
}

TEST(Children, MayNotWriteWithoutEnd) {
    ChildLimits limits;
    limits.output_bytes = 1 << 20;
    EXPECT_EQ(run([](const auto&) { return std::string(2 << 20, 'x'); }, limits).reason,
              "more than 1 MiB of output");
}

TEST(Children, HaveNoNetwork) {
    const auto result =
        run([](const auto&) { return std::string(socket(AF_INET, SOCK_STREAM, 0) < 0 ? "none" : "net"); });
    EXPECT_EQ(result.output, "none");
}

TEST(Children, DieWithTheirOwner) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "written";
    {
        Children children({});
        children.start(1, [&](const auto&) {
            sleep(1);
            std::ofstream(file) << "x";
            return std::string();
        });
    }
    usleep(1'500'000);
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(TemporaryFolder, RemovesWhatAKilledProcessLeft) {
    const TemporaryFolder outer;
    const auto below = outer.path() / "stage";
    const auto count = [&] { return std::distance(std::filesystem::directory_iterator(below), {}); };
    const pid_t child = fork();
    if (child == 0) {
        const TemporaryFolder left(below);
        std::ofstream(left.path() / "half.part") << "half";
        raise(SIGKILL);
    }
    waitpid(child, nullptr, 0);
    EXPECT_EQ(count(), 1);
    {
        const TemporaryFolder mine(below);
        EXPECT_EQ(count(), 1) << "the one that was left is gone";
        const TemporaryFolder another(below);
        EXPECT_EQ(count(), 2) << "mine is in use";
    }
    EXPECT_EQ(count(), 0);
}

TEST(TemporaryFolder, LeavesAloneWhatIsNotItsOwn) {
    const TemporaryFolder outer;
    const auto other = outer.path() / "saraban-tmp-watched", file = outer.path() / "saraban-tmp-abcdef";
    std::filesystem::create_directory(other);
    std::ofstream(file) << "a file";
    std::filesystem::create_directory(outer.path() / "target");
    std::filesystem::create_directory_symlink(outer.path() / "target", outer.path() / "saraban-tmp-linked");
    const TemporaryFolder mine(outer.path());
    EXPECT_TRUE(std::filesystem::exists(other));
    EXPECT_TRUE(std::filesystem::exists(file));
    EXPECT_TRUE(std::filesystem::exists(outer.path() / "target"));
}

TEST(TemporaryFolder, ManyProcessesMayMakeThemAtOnce) {
    const TemporaryFolder outer;
    constexpr int kAtOnce = 8, kEach = 50;
    std::vector<pid_t> children;
    for (int i = 0; i < kAtOnce; ++i) {
        const pid_t child = fork();
        if (child == 0) {
            bool all = true;
            for (int k = 0; k < kEach; ++k) {
                const TemporaryFolder mine(outer.path());
                std::ofstream(mine.path() / "kept") << "kept";
                all = all && std::filesystem::exists(mine.path() / "kept");
            }
            _exit(all ? 0 : 1);
        }
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = 0;
        waitpid(child, &status, 0);
        EXPECT_EQ(status, 0);
    }
    EXPECT_TRUE(std::filesystem::is_empty(outer.path()));
}
