#include "tests/cli/command_line.h"
#include "tests/support/sample_files.h"

#include <algorithm>
#include <csignal>
#include <filesystem>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

/// Every kind of bad input, through the command: the message names file, page, cause and next step, the exit
/// code is the design's, and the rest of the batch is untouched.
using namespace saraban;
using test::Folder;
using test::lines;
using test::run_saraban;
using testing::HasSubstr;

namespace {

namespace fs = std::filesystem;

constexpr const char* kGoodLetter = SARABAN_ROOT "/corpus/letters/002_42be99c79dc8a3fd.txt";
constexpr int kSomeNeedReview = 1, kUsage = 2, kUnusable = 3, kNothingRead = 4;

/// The letter that must survive whatever stands beside it.
void put_good_letter(const Folder& folder) {
    fs::copy_file(kGoodLetter, folder / "z_good.txt");
}

/// `read` of the file alone ends with 4 and this message; in a batch the good letter is read all the same.
void expect_refused(const Folder& folder, const std::string& name, const std::string& message) {
    SCOPED_TRACE(name);
    const std::string path = (folder / name).string(), whole = (folder / "").string() + message + '\n';
    const auto alone = run_saraban({"read", path});
    EXPECT_EQ(alone.code, kNothingRead);
    EXPECT_EQ(alone.out, "");
    EXPECT_EQ(alone.err, whole);

    const auto batch = run_saraban({"read", path, (folder / "z_good.txt").string()});
    EXPECT_EQ(batch.code, kSomeNeedReview);
    EXPECT_EQ(batch.err, whole);
    EXPECT_EQ(lines(batch.out).size(), 1U);
    EXPECT_THAT(batch.out, HasSubstr("z_good.txt"));
}

}  // namespace

TEST(BadInput, EmptyFile) {
    const Folder folder;
    put_good_letter(folder);
    folder.write("empty.pdf", "");
    expect_refused(folder, "empty.pdf", "empty.pdf: is empty (0 bytes); scan or copy it again");
}

TEST(BadInput, PdfWithoutPages) {
    const Folder folder;
    put_good_letter(folder);
    folder.write("none.pdf", test::pdf_of_objects({"<< /Type /Catalog /Pages 2 0 R >>",
                                                   "<< /Type /Pages /Kids [] /Count 0 >>"}));
    expect_refused(folder, "none.pdf", "none.pdf: is a PDF without any page; scan or export it again");
}

TEST(BadInput, EncryptedPdf) {
    const Folder folder;
    put_good_letter(folder);
    folder.write("open.pdf", test::pdf_of_picture({}));
    const std::string command = "qpdf --encrypt secret secret 256 -- '" + (folder / "open.pdf").string() +
                                "' '" + (folder / "locked.pdf").string() + "'";
    if (std::system(command.c_str()) != 0) GTEST_SKIP() << "SKIPPED: the package qpdf is not installed";
    expect_refused(
        folder, "locked.pdf",
        "locked.pdf: is encrypted and opens only with a password; save it without the password and give "
        "it again");
}

TEST(BadInput, GiantPage) {
    const Folder folder;
    put_good_letter(folder);
    folder.write("giant.pdf", test::pdf_of_picture({.box = "0 0 100000 100000"}));
    expect_refused(
        folder, "giant.pdf",
        "giant.pdf, page 1: the page measures 100000 x 100000 points, more than 100 megapixels at 100 "
        "dpi; scan it again at its true size");
}

TEST(BadInput, FilesCutInTheirHead) {
    const Folder folder;
    put_good_letter(folder);
    folder.write("cut.jpg", "\xFF\xD8\xFF\xE0 no picture");
    folder.write("cut.tif", std::string_view("II\x2A\x00\xFF\xFF\xFF\x7F", 8));
    folder.write("cut.pdf", "%PDF-1.4\nno objects here\n");
    expect_refused(folder, "cut.jpg", "cut.jpg: is damaged and cannot be read as a JPEG; scan it again");
    expect_refused(folder, "cut.tif", "cut.tif: is damaged and cannot be read as a TIFF; scan it again");
    expect_refused(folder, "cut.pdf",
                   "cut.pdf: is damaged and cannot be opened as a PDF; scan or export it again");
}

TEST(BadInput, FilesCutInTheirMiddle) {
    const Folder folder;
    put_good_letter(folder);
    const auto cut = [&](const char* name, const std::string& whole) {
        folder.write(name, std::string_view(whole).substr(0, whole.size() / 2));
    };
    cut("half.tif", test::tiff_of_rows({.width = 100, .rows = 100}));
    cut("half.png", test::bytes_of(SARABAN_ROOT "/corpus/demo/004_6512c8666af8545a_p2.png"));
    cut("half.pdf", test::pdf_of_picture({}));
    expect_refused(folder, "half.tif",
                   "half.tif, page 1: the picture is damaged or ends too early; scan the page again");
    expect_refused(folder, "half.png",
                   "half.png, page 1: the picture is damaged or ends too early; scan the page again");
    expect_refused(folder, "half.pdf",
                   "half.pdf: is damaged and cannot be opened as a PDF; scan or export it again");
}

TEST(BadInput, TextThatIsNotUtf8) {
    const Folder folder;
    put_good_letter(folder);
    folder.write("thai.txt", "\xA1\xC1 \xB7\xD5\xE8\n");
    expect_refused(
        folder, "thai.txt",
        "thai.txt: is text but not UTF-8; convert it first, e.g. iconv -f TIS-620 -t UTF-8, and give the "
        "result");
}

TEST(BadInput, NotWhatItsNameSays) {
    const Folder folder;
    put_good_letter(folder);
    folder.write("odd.pdf", std::string_view("\x00\x01\x02 nothing", 11));
    expect_refused(
        folder, "odd.pdf",
        "odd.pdf: is no PDF, TIFF, PNG, JPEG or UTF-8 text, whatever its name says; export or scan it "
        "again as one of these");
    fs::copy_file(kGoodLetter, folder / "letter.pdf");  // text under a wrong name is still a letter
    EXPECT_EQ(lines(run_saraban({"read", (folder / "letter.pdf").string()}).out).size(), 1U);
}

TEST(BadInput, PathsThatDoNotExist) {
    const Folder folder;
    put_good_letter(folder);
    expect_refused(folder, "absent.pdf", "absent.pdf: does not exist; check the path");
}

TEST(BadInput, PathsThatMayNotBeRead) {
    const Folder folder;
    put_good_letter(folder);
    folder.write("secret.txt", "x");
    fs::create_directory(folder / "locked");
    fs::permissions(folder / "secret.txt", fs::perms::none);
    fs::permissions(folder / "locked", fs::perms::none);
    const auto run = run_saraban({"read", (folder / "").string()}, test::Given{.may_read_all = false});
    fs::permissions(folder / "locked", fs::perms::owner_all);
    if (run.code == 126) GTEST_SKIP() << "SKIPPED: root may not give up its privileges here";
    EXPECT_EQ(run.code, kSomeNeedReview);
    EXPECT_EQ(run.err, (folder / "locked").string() +
                           ": is a folder that may not be listed; change its permissions\n" +
                           (folder / "secret.txt").string() + ": may not be read; change its permissions\n");
    EXPECT_EQ(lines(run.out).size(), 1U);
}

TEST(BadInput, AFileThatHoldsNoLetter) {
    const Folder folder;
    put_good_letter(folder);
    folder.write("greek.txt", "Πᾶσι τοῖς πολίταις\nχαίρειν\n");
    const std::string message =
        (folder / "greek.txt").string() +
        ": no official letter on its 1 page(s); look at what was read with: saraban read "
        "--format text\n";
    const auto alone = run_saraban({"read", (folder / "greek.txt").string()});
    EXPECT_EQ(alone.code, kNothingRead);
    EXPECT_EQ(alone.err, message);
    const auto batch = run_saraban({"read", (folder / "").string()});
    EXPECT_EQ(batch.code, kSomeNeedReview);
    EXPECT_EQ(batch.err, message);
    EXPECT_EQ(lines(batch.out).size(), 1U);
}

TEST(BadInput, AFolderWithoutLetters) {
    const Folder folder;
    put_good_letter(folder);
    fs::create_directory(folder / "empty");
    folder.write("empty/notes.docx", "x");
    expect_refused(folder, "empty",
                   "empty: is a folder; give files, or a folder that has some (.pdf, .tif, .png, .jpg, .txt, "
                   ".zip, .eml)");
}

TEST(BadInput, AFullDisk) {
    const auto ingest = run_saraban({"ingest", "--output", "/dev/full", kGoodLetter});
    EXPECT_EQ(ingest.code, kUnusable);
    EXPECT_EQ(
        ingest.err,
        "saraban: /dev/full: cannot be written: No space left on device; the letters before are whole in it; "
        "free some space and run again\n");
}

TEST(BadInput, ADiskThatFillsUpKeepsTheLettersBeforeWhole) {
    const Folder folder;
    const auto output = folder / "records.jsonl";
    const auto run = run_saraban({"ingest", "--output", output.string(), SARABAN_ROOT "/corpus/letters"},
                                 test::Given{.file_bytes = 100'000});
    EXPECT_EQ(run.code, kUnusable);
    EXPECT_EQ(run.err,
              "saraban: " + output.string() +
                  ": cannot be written: File too large; the letters before are whole in it; free some "
                  "space and run again\n");
    const auto kept = lines(test::bytes_of(output));
    EXPECT_GE(kept.size(), 1U);
    EXPECT_EQ(kept.size(), lines(run.out).size());
    for (const std::string& line : kept)
        EXPECT_TRUE(nlohmann::json::accept(line)) << line.substr(0, 80);
}

TEST(BadInput, AFullStandardOutput) {
    // Enough for what is read of one file, which waits on disk, and not for the records of three.
    const auto run = run_saraban({"read", SARABAN_ROOT "/corpus/letters/000_246f1678a40f034b.txt",
                                  kGoodLetter, SARABAN_ROOT "/corpus/letters/004_6512c8666af8545a.txt"},
                                 test::Given{.file_bytes = 64'500});
    EXPECT_EQ(run.code, kUnusable);
    EXPECT_EQ(run.err,
              "saraban: standard output: cannot be written: File too large; free some space and run again\n");
}

TEST(BadInput, AnInterruptEndsAfterTheFilesAtWork) {
    const Folder folder;
    constexpr int kFiles = 3000;
    for (int i = 0; i < kFiles; ++i)
        fs::create_symlink(kGoodLetter, folder / ("letter" + std::to_string(i) + ".txt"));
    const auto interrupt = [](int process, const fs::path& out) {
        while (fs::file_size(out) == 0 && kill(process, 0) == 0)
            usleep(1000);
        kill(process, SIGINT);
    };
    const auto run = run_saraban({"ingest", "--output", (folder / "r").string(), (folder / "").string()},
                                 test::Given{.meanwhile = interrupt});
    EXPECT_EQ(run.code, 130);
    const auto kept = lines(test::bytes_of(folder / "r"));
    EXPECT_GE(kept.size(), 1U);
    EXPECT_LT(kept.size(), kFiles);
    EXPECT_THAT(run.err, HasSubstr(std::to_string(kept.size()) +
                                   " of 3000 files: " + std::to_string(kept.size()) + " letters, "));
    EXPECT_THAT(run.err, HasSubstr("; interrupted\n"));
    for (const std::string& line : kept)
        EXPECT_TRUE(nlohmann::json::accept(line));
}

TEST(BadInput, ABrokenRuleFile) {
    const Folder folder;
    fs::copy(SARABAN_ROOT "/schemas", folder / "schemas", fs::copy_options::recursive);
    folder.write("schemas/letters/external_letter.yaml", "id: external_letter\nthia: x\n");
    const auto run = run_saraban({"--schemas", (folder / "schemas").string(), "read", kGoodLetter});
    EXPECT_EQ(run.code, kUnusable);
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(run.err,
              "saraban: schemas/letters/external_letter.yaml:2:1: unknown key 'thia'\n  thia: x\n  ^\n");
    EXPECT_EQ(run_saraban({"--schemas", (folder / "schemas").string(), "rules", "check"}).code, kUnusable);
}

TEST(BadInput, ABrokenVocabulary) {
    const Folder folder;
    fs::copy(SARABAN_ROOT "/schemas", folder / "schemas", fs::copy_options::recursive);
    folder.write("schemas/vocabularies/units.yaml", "units: [ฉบับ, ชุด\nsource: x\n");
    const auto run = run_saraban({"--schemas", (folder / "schemas").string(), "read", kGoodLetter});
    EXPECT_EQ(run.code, kUnusable);
    EXPECT_EQ(run.err,
              "saraban: schemas/vocabularies/units.yaml:2:7: end of sequence flow not found\n  source: x\n   "
              "     ^\n");
}

TEST(BadInput, SchemasThatAreNotThere) {
    const auto run = run_saraban({"--schemas", "/nowhere", "read", kGoodLetter});
    EXPECT_EQ(run.code, kUnusable);
    EXPECT_EQ(
        run.err,
        "saraban: /nowhere: no folder letters/ in it; give --schemas the folder that holds letters/ and "
        "vocabularies/\n");
}

TEST(BadInput, AMissingModelStopsWhatNeedsIt) {
    const Folder folder;
    folder.write("scan.pdf", test::pdf_of_picture({}));
    const auto run = run_saraban({"--model", "/nowhere.traineddata", "read", (folder / "scan.pdf").string()});
    EXPECT_EQ(run.code, kUnusable);
    EXPECT_EQ(run.err, "saraban: /nowhere.traineddata: no such model; give --model a .traineddata file\n");
    EXPECT_EQ(run_saraban({"--model", "/nowhere.traineddata", "doctor"}).code, kUnusable);
    EXPECT_EQ(lines(run_saraban({"--model", "/nowhere.traineddata", "read", kGoodLetter}).out).size(), 1U);
}

TEST(BadInput, AWordTheCommandDoesNotKnow) {
    EXPECT_EQ(run_saraban({"raed", kGoodLetter}).code, kUsage);
    EXPECT_EQ(run_saraban({}).code, kUsage);
    EXPECT_EQ(run_saraban({"read"}).code, kUsage);
    EXPECT_EQ(run_saraban({"read", "--format", "docx", kGoodLetter}).code, kUsage);
}
