#include "tools/file_result.h"

#include "pipeline/model/error.h"
#include "tests/support/random_letters.h"
#include "tests/support/sample_files.h"

#include <gmock/gmock.h>

using namespace saraban;
using testing::ElementsAre;

namespace {

Ingested two_letters() {
    Ingested file;
    file.source = {.path = "a.pdf", .sha256 = "abc", .pages = 2};
    file.pages = {{.page = 1, .lines = {{.page = 1, .number = 1, .text = "ก\nข"}}}, {.page = 2}};
    test::RandomLetters letters(3);
    file.records = {letters.next(), letters.next()};
    file.records[0].status = Status::Accepted;
    file.records[1].status = Status::NeedsReview;
    file.records[0].engine = {.name = "tesseract", .version = "5", .model_sha256 = "m"};
    file.issues = {{.code = "page_unreadable", .message = "a.pdf, page 3"}};
    return file;
}

}  // namespace

TEST(FileResult, ComesBackPieceByPiece) {
    const test::Folder folder;
    const Ingested file = two_letters();
    FileResult::write(folder / "result", file, {{1, "data:"}}, nullptr);
    const FileResult back(folder / "result");
    EXPECT_EQ(back.head().source, file.source);
    EXPECT_EQ(back.head().letters, 2);
    EXPECT_EQ(back.head().need_review, 1);
    EXPECT_EQ(back.head().engine, file.records[0].engine);
    EXPECT_EQ(back.head().issues, file.issues);
    EXPECT_EQ(back.head().thumbnails, (Thumbnails{{1, "data:"}}));
    std::vector<std::string> texts;
    back.for_each_letter([&](const Record& record) { texts.push_back(record.text); });
    EXPECT_THAT(texts, ElementsAre(file.records[0].text, file.records[1].text));
    std::vector<int> pages;
    back.for_each_page([&](const OcrPage& page) { pages.push_back(page.page); });
    EXPECT_THAT(pages, ElementsAre(1, 2));
}

TEST(FileResult, PagesThatAJournalKeepsStayThere) {
    const test::Folder folder;
    const PageJournal journal(folder / "journal", "engine");
    journal.keep("abc", 2, "{}");
    FileResult::write(folder / "result", two_letters(), {}, &journal);
    std::vector<int> pages;
    FileResult(folder / "result").for_each_page([&](const OcrPage& page) { pages.push_back(page.page); });
    EXPECT_THAT(pages, ElementsAre(1));
}

TEST(FileResult, WhatIsNotWholeIsNotTaken) {
    const test::Folder folder;
    FileResult::write(folder / "result", two_letters(), {}, nullptr);
    const std::string whole = test::bytes_of(folder / "result");
    folder.write("cut", whole.substr(0, whole.rfind('\n')));
    const FileResult cut(folder / "cut");
    EXPECT_THROW(cut.for_each_letter([](const Record&) {}), std::runtime_error);
    folder.write("empty", "");
    EXPECT_THROW(FileResult(folder / "empty"), std::runtime_error);
}

TEST(FileResult, AFullDiskIsSaid) {
    EXPECT_THAT(
        [] { FileResult::write("/dev/full", two_letters(), {}, nullptr); },
        testing::ThrowsMessage<Error>(
            "/dev/full: cannot be written: No space left on device; set TMPDIR to a folder with room"));
}

TEST(FileResult, AnErrorComesBackAsItWas) {
    EXPECT_THAT([] { throw_error(to_text(Error(ExitCode::NothingRead, "a.pdf: is empty"))); },
                testing::ThrowsMessage<Error>("a.pdf: is empty"));
}
