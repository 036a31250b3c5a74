#include "tests/cli/command_line.h"
#include "tests/support/sample_files.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

/// Bad input that only shows once a page is read.
using namespace saraban;
using nlohmann::json;
using test::Folder;
using test::run_saraban;
using testing::HasSubstr;

namespace {

namespace fs = std::filesystem;

constexpr const char* kGoodLetter = SARABAN_ROOT "/corpus/letters/002_42be99c79dc8a3fd.txt";
constexpr int kSomeNeedReview = 1, kNothingRead = 4;

/// `read` of the file ends with 4, `message` and no record; in a batch the good letter is read all the same.
void expect_no_letter(const fs::path& path) {
    const std::string message =
        path.string() +
        ": no official letter on its 1 page(s); look at what was read with: saraban read "
        "--format text\n";
    const auto alone = run_saraban({"read", path.string()});
    EXPECT_EQ(alone.code, kNothingRead);
    EXPECT_EQ(alone.out, "");
    EXPECT_EQ(alone.err, message);
    const auto batch = run_saraban({"read", path.string(), kGoodLetter});
    EXPECT_EQ(batch.code, kSomeNeedReview);
    EXPECT_EQ(batch.err, message);
    EXPECT_EQ(json::parse(batch.out)["source"]["path"], kGoodLetter);
}

/// A page of `lines` in Helvetica, as a picture without a text layer.
fs::path picture_of(const Folder& folder, const std::vector<std::string>& lines) {
    std::string content = "BT /F 14 Tf 60 760 Td 24 TL";
    for (const std::string& line : lines)
        content += " (" + line + ") Tj T*";
    folder.write("page.pdf", test::pdf_of_picture({.box = "0 0 595 842", .content = content + " ET"}));
    const std::string command = "pdftoppm -r 200 -gray -jpeg -singlefile '" + (folder / "page.pdf").string() +
                                "' '" + (folder / "page").string() + "'";
    if (std::system(command.c_str()) != 0) throw std::runtime_error("pdftoppm failed");
    return folder / "page.jpg";
}

}  // namespace

TEST(BadPages, AreShownInTheReport) {
    const Folder folder;
    const fs::path page = picture_of(folder, {"no letter at all"});
    const auto run = run_saraban({"ingest", "--output", (folder / "r").string(), "--report",
                                  (folder / "look.html").string(), page.string()});
    EXPECT_EQ(run.code, kNothingRead);
    EXPECT_THAT(test::bytes_of(folder / "look.html"),
                HasSubstr("<img alt=\"page 1\" src=\"data:image/jpeg;base64,/9j/"));
}

TEST(BadPages, APictureOfOnePixel) {
    const Folder folder;
    folder.write("dot.tif", test::tiff_of_rows({.width = 1, .rows = 1}));
    expect_no_letter(folder / "dot.tif");
}

TEST(BadPages, ALetterInAnotherScript) {
    const Folder folder;
    expect_no_letter(picture_of(
        folder, {"Ref. No. 12/2569", "12 February 2026", "Subject: Annual report of the municipality",
                 "Dear Governor,", "We refer to your letter No. 0023/107 of 2 February 2026, which asks",
                 "every office to report by the fifth of each month.", "Yours faithfully,", "(John Smith)",
                 "Mayor"}));
}

TEST(BadPages, AJpegThatEndsTooEarlyIsReadAsFarAsItGoes) {
    const Folder folder;
    const std::string whole = test::bytes_of(SARABAN_ROOT "/corpus/demo/002_42be99c79dc8a3fd.jpg");
    const auto path = folder.write("half.jpg", std::string_view(whole).substr(0, whole.size() / 2));
    const auto run = run_saraban({"read", path.string(), kGoodLetter});
    const std::string message =
        path.string() +
        ", page 1: the picture is damaged or ends too early, parts of it were not read; "
        "scan the page again";
    EXPECT_EQ(run.code, kSomeNeedReview);
    EXPECT_EQ(run.err, message + '\n');
    const json half = json::parse(run.out.substr(0, run.out.find('\n')));
    EXPECT_EQ(half["status"], "needs_review");
    EXPECT_THAT(half["issues"].dump(), HasSubstr("image_damaged"));
    EXPECT_FALSE(half["doc_number"].is_null());
    EXPECT_TRUE(half["signer"].is_null());
    EXPECT_THAT(run.out, HasSubstr("\"path\":\"" + std::string(kGoodLetter) + '"'));
}

TEST(BadPages, APdfWithoutItsEndIsRepaired) {
    const Folder folder;
    const std::string whole = test::bytes_of(SARABAN_ROOT "/corpus/demo/000_246f1678a40f034b.pdf");
    const auto path = folder.write("half.pdf", std::string_view(whole).substr(0, whole.rfind("startxref")));
    const auto run = run_saraban({"read", path.string()});
    EXPECT_EQ(run.code, kSomeNeedReview);
    EXPECT_EQ(run.err,
              path.string() +
                  ": the PDF is damaged and was repaired for reading; compare its pages with the original\n");
    EXPECT_THAT(run.out, HasSubstr("pdf_repaired"));
}
