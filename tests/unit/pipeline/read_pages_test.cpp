#include "pipeline/ingest.h"
#include "pipeline/model/error.h"
#include "tests/support/sample_files.h"

#include <csignal>
#include <map>

#include <gmock/gmock.h>
#include <leptonica/allheaders.h>
#include <unistd.h>

using namespace saraban;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

/// A TIFF of `pages` pages, each with a black block, so that none is blank.
std::filesystem::path tiff(const test::Folder& folder, int pages) {
    const auto path = folder / "letters.tif";
    for (int page = 0; page < pages; ++page) {
        const PixPtr pix(pixCreate(400, 550, 1));
        pixSetResolution(pix.get(), 200, 200);
        pixRasterop(pix.get(), 50, 50, 200, 20, PIX_SET, nullptr, 0, 0);
        pixWriteTiff(path.c_str(), pix.get(), IFF_TIFF_G4, page == 0 ? "w" : "a");
    }
    return path;
}

/// An engine that fails as real ones do, on the pages it is told to, once or always.
class DyingEngine : public OcrEngine {
public:
    using Fault = std::function<void()>;

    explicit DyingEngine(const test::Folder& folder) : folder_(folder) {}
    std::map<int, Fault> always, once;

    [[nodiscard]] EngineInfo info() const override { return {}; }
    [[nodiscard]] OcrPage read(const CleanPage& page) override {
        if (const auto fault = always.find(page.page); fault != always.end()) fault->second();
        if (const auto fault = once.find(page.page);
            fault != once.end() && !std::filesystem::exists(folder_ / std::to_string(page.page))) {
            (void)folder_.write(std::to_string(page.page),
                                "tried");  // in a process of its own: only files last
            fault->second();
        }
        return {.page = page.page,
                .size = page.source,
                .dpi = 123,
                .quarter_turns = 3,
                .lines = {{.page = page.page,
                           .number = 4,
                           .text = "ก ข",
                           .words = {{.begin = 0, .end = 3, .box = {1, 2, 3, 4}, .confidence = 0.1F}},
                           .box = saraban::Box{1, 2, 5, 6}}},
                .frames = {{7, 8, 9, 10}},
                .engine = {"dying", "1", "abc"}};
    }

private:
    const test::Folder& folder_;
};

void crash() {
    std::raise(SIGKILL);
}

std::vector<int> numbers(const Ingested& file) {
    std::vector<int> out;
    for (const OcrPage& page : file.pages)
        out.push_back(page.page);
    return out;
}

}  // namespace

TEST(ReadPages, GiveEverythingTheEngineSaid) {
    const test::Folder folder;
    DyingEngine engine(folder);
    const Ingested file = read_pages(tiff(folder, 1), engine, {});
    ASSERT_EQ(file.pages.size(), 1U);
    const OcrPage& page = file.pages[0];
    EXPECT_EQ(page.size, (Size{400, 550}));
    EXPECT_EQ(page.dpi, 123);
    EXPECT_EQ(page.quarter_turns, 3);
    EXPECT_EQ(page.engine, (EngineInfo{"dying", "1", "abc"}));
    EXPECT_THAT(page.frames, ElementsAre(saraban::Box{7, 8, 9, 10}));
    ASSERT_EQ(page.lines.size(), 1U);
    EXPECT_EQ(page.lines[0].number, 4);
    EXPECT_EQ(page.lines[0].text, "ก ข");
    EXPECT_EQ(page.lines[0].box, (saraban::Box{1, 2, 5, 6}));
    ASSERT_EQ(page.lines[0].words.size(), 1U);
    EXPECT_EQ(page.lines[0].words[0].box, (saraban::Box{1, 2, 3, 4}));
    EXPECT_EQ(page.lines[0].words[0].confidence, 0.1F);
}

TEST(ReadPages, ACrashCostsOnePage) {
    const test::Folder folder;
    DyingEngine engine(folder);
    engine.always[2] = crash;
    const auto path = tiff(folder, 3);
    const Ingested file = read_pages(path, engine, {});
    EXPECT_THAT(numbers(file), ElementsAre(1, 3));
    ASSERT_EQ(file.issues.size(), 1U);
    EXPECT_EQ(file.issues[0].code, "page_unreadable");
    EXPECT_EQ(file.issues[0].message,
              path.string() +
                  ", page 2: reading it was stopped twice (killed by signal 9 (Killed)); the other pages "
                  "are not affected; scan the page again or enter it by hand");
}

TEST(ReadPages, ACrashOfTheMomentCostsNothing) {
    const test::Folder folder;
    DyingEngine engine(folder);
    engine.once[1] = engine.once[3] = crash;
    const Ingested file = read_pages(tiff(folder, 3), engine, {.pages_at_once = 2});
    EXPECT_THAT(numbers(file), ElementsAre(1, 2, 3));
    EXPECT_TRUE(file.issues.empty());
}

TEST(ReadPages, AHangIsEnded) {
    const test::Folder folder;
    DyingEngine engine(folder);
    engine.always[1] = [] { sleep(60); };
    Settings settings;
    settings.page_limits.wall = 4s;
    const Ingested file = read_pages(tiff(folder, 2), engine, settings);
    EXPECT_THAT(numbers(file), ElementsAre(2));
    EXPECT_THAT(file.issues.at(0).message,
                HasSubstr("page 1: reading it was stopped twice (still running after 4 s)"));
}

TEST(ReadPages, AFileOfWhichNothingCanBeReadIsAnError) {
    const test::Folder folder;
    DyingEngine engine(folder);
    engine.always[1] = crash;
    EXPECT_THROW((void)read_pages(tiff(folder, 1), engine, {}), Error);
}

TEST(ReadPages, WhatStopsTheCommandIsNotAnIssueOfThePage) {
    const test::Folder folder;
    DyingEngine engine(folder);
    engine.always[1] = [] { throw Error(ExitCode::Unusable, "no model"); };
    try {
        (void)read_pages(tiff(folder, 2), engine, {});
        FAIL() << "nothing thrown";
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ExitCode::Unusable);
        EXPECT_STREQ(e.what(), "no model");
    }
}

TEST(ReadPages, ThePictureOfAPageIsHandedOn) {
    const test::Folder folder;
    const PageJournal journal(folder / "journal", "engine-1");
    DyingEngine engine(folder);
    Settings settings{.journal = &journal};
    settings.on_picture = [&](const std::string& sha256, const PageImage& image, const OcrPage& page) {
        if (page.page == 2) throw Error(ExitCode::NothingRead, "no picture");
        journal.keep_picture(sha256, page.page, ".png", std::to_string(size_of(image).width));
    };
    const Ingested file = read_pages(tiff(folder, 2), engine, settings);
    EXPECT_THAT(numbers(file), ElementsAre(1, 2)) << "without its picture a page is read as well";
    const std::string& hash = file.source.sha256;
    EXPECT_EQ(test::bytes_of(journal.picture(hash, 1)), "400");
    EXPECT_TRUE(journal.picture(hash, 2).empty());
    EXPECT_TRUE(journal.has(hash, 2));
    journal.forget(hash);
    EXPECT_TRUE(journal.picture(hash, 1).empty());
    EXPECT_FALSE(journal.has(hash, 2));
}

TEST(ReadPages, OnlyWhatTheJournalLacksIsRead) {
    const test::Folder folder;
    const PageJournal journal(folder / "journal", "engine-1");
    DyingEngine broken(folder);
    broken.always[2] = crash;
    const auto path = tiff(folder, 3);
    EXPECT_THAT(numbers(read_pages(path, broken, {.journal = &journal})), ElementsAre(1, 3));

    DyingEngine mended(folder);
    mended.always[1] = mended.always[3] = crash;  // would be seen if they were read again
    const Ingested file = read_pages(path, mended, {.journal = &journal});
    EXPECT_THAT(numbers(file), ElementsAre(1, 2, 3));
    EXPECT_EQ(file.pages[0].lines.at(0).text, "ก ข");

    const PageJournal other(folder / "journal", "engine-2");
    EXPECT_THAT(numbers(read_pages(path, mended, {.journal = &other})), ElementsAre(2));
    journal.forget(file.source.sha256);
    EXPECT_THAT(numbers(read_pages(path, mended, {.journal = &journal})), ElementsAre(2));
}
