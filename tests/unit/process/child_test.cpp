#include "pipeline/process/child.h"

#include <fstream>

#include <gtest/gtest.h>

using namespace saraban;
using namespace std::chrono_literals;

TEST(Child, GivesItsOutputAndExitCode) {
    const auto hello = run_child({"printf", "%s", "-rf"}, {});
    EXPECT_TRUE(hello.ok());
    EXPECT_EQ(hello.output, "-rf");
    const auto no = run_child({"false"}, {});
    EXPECT_FALSE(no.ok());
    EXPECT_EQ(no.reason, "exit code 1");
    EXPECT_EQ(run_child({"saraban-no-such-program"}, {}).reason, "not installed");
}

TEST(Child, IsKilledWhenItWaitsTooLong) {
    ChildLimits limits;
    limits.wall = 1s;
    const auto slow = run_child({"sleep", "30"}, limits);
    EXPECT_EQ(slow.end, ChildResult::End::TimedOut);
    EXPECT_EQ(slow.reason, "still running after 1 s");
}

TEST(Child, IsKilledWhenItComputesTooLong) {
    ChildLimits limits;
    limits.cpu = 1s;
    const auto busy = run_child({"sh", "-c", "while :; do :; done"}, limits);
    EXPECT_EQ(busy.end, ChildResult::End::Killed);
    EXPECT_EQ(busy.reason, "killed by signal 9 (Killed)");
}

TEST(Child, IsStoppedWhenItWritesTooMuch) {
    ChildLimits limits;
    limits.output_bytes = 1 << 20;
    EXPECT_EQ(run_child({"cat", "/dev/zero"}, limits).reason, "more than 1 MiB of output");

    const TemporaryFolder folder;
    limits.file_bytes = 1 << 16;
    const auto file = (folder.path() / "big").string();
    EXPECT_FALSE(run_child({"dd", "if=/dev/zero", "of=" + file, "bs=4096", "count=64"}, limits).ok());
    EXPECT_LE(std::filesystem::file_size(file), 1U << 16);
}

TEST(Child, HasNoInput) {
    EXPECT_EQ(run_child({"cat"}, {}).output, "");
}

TEST(TemporaryFolder, IsRemovedWithItsContent) {
    std::filesystem::path path;
    {
        const TemporaryFolder folder;
        path = folder.path();
        std::ofstream(path / "file") << "x";
        EXPECT_TRUE(std::filesystem::exists(path / "file"));
    }
    EXPECT_FALSE(std::filesystem::exists(path));
}
