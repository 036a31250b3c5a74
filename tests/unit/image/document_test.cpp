#include "pipeline/image/document.h"

#include "pipeline/image/pnm_file.h"
#include "pipeline/model/error.h"
#include "tests/support/sample_files.h"

#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <leptonica/allheaders.h>
#include <unistd.h>

using namespace saraban;
using testing::ElementsAre;

namespace {

/// The message of the Error that `f` throws, with the folder taken out; "" when it throws none.
template <class F>
std::string error_of(const test::Folder& folder, F f) {
    try {
        f();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ExitCode::NothingRead);
        std::string message = error.what();
        const std::string prefix = (folder / "").string();
        if (message.starts_with(prefix)) message.erase(0, prefix.size());
        return message;
    }
    return "";
}

std::string error_of_opening(const test::Folder& folder, std::string_view name, const Limits& limits = {}) {
    return error_of(folder, [&] { (void)Document::open(folder / name, limits); });
}

PixPtr striped(int width, int height) {
    PixPtr pix(pixCreate(width, height, 8));
    pixSetAll(pix.get());
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            pixSetPixel(pix.get(), x, y, static_cast<l_uint32>((x * 7 + y * 13) % 256));
    pixSetResolution(pix.get(), 200, 200);
    return pix;
}

std::uint32_t pixel(const PageImage& image, int x, int y) {
    l_uint32 value = 0;
    pixGetPixel(image.pix.get(), x, y, &value);
    return value;
}

}  // namespace

TEST(Document, SplitsTextAtFormFeedsAndCountsLinesThroughTheFile) {
    const test::Folder folder;
    folder.write("letter.txt", "\xEF\xBB\xBFที่ มท ๐๘๐๑\r\n\r\nสําเนา\fหน้าสอง\nต่อ\n");
    const Document document = Document::open(folder / "letter.txt", Limits{});
    EXPECT_EQ(document.type(), FileType::Text);
    ASSERT_EQ(document.pages(), 2);
    const auto first = document.text(1), second = document.text(2);
    ASSERT_TRUE(first && second);
    ASSERT_EQ(first->lines.size(), 3U);
    EXPECT_EQ(first->lines[0].text, "ที่ มท ๐๘๐๑");
    EXPECT_EQ(first->lines[2].text, "สำเนา");
    EXPECT_EQ(first->lines[2].number, 3);
    EXPECT_FALSE(first->lines[0].box);
    ASSERT_EQ(second->lines.size(), 2U);
    EXPECT_EQ(second->lines[0].text, "หน้าสอง");
    EXPECT_EQ(second->lines[0].page, 2);
    EXPECT_EQ(second->lines[1].number, 4);
    EXPECT_EQ(document.sha256().size(), 64U);
}

TEST(Document, GoesByContentNotByName) {
    const test::Folder folder;
    pixWrite((folder / "really.png").c_str(), striped(40, 60).get(), IFF_PNG);
    std::filesystem::rename(folder / "really.png", folder / "letter.pdf");
    const Document document = Document::open(folder / "letter.pdf", Limits{});
    EXPECT_EQ(document.type(), FileType::Png);
    EXPECT_EQ(pixGetHeight(document.image(1).pix.get()), 60);
    EXPECT_FALSE(document.text(1));
}

TEST(Document, ReadsEveryPageOfATiff) {
    const test::Folder folder;
    const auto path = folder / "scan.tif";
    for (int page = 0; page < 3; ++page)
        pixWriteTiff(path.c_str(), striped(30 + page, 40).get(), IFF_TIFF_LZW, page == 0 ? "w" : "a");
    const Document document = Document::open(path, Limits{});
    ASSERT_EQ(document.pages(), 3);
    const PageImage last = document.image(3);
    EXPECT_EQ(pixGetWidth(last.pix.get()), 32);
    EXPECT_EQ(last.dpi, 200);
    EXPECT_EQ(last.page, 3);
    EXPECT_EQ(pixel(last, 5, 7), (5U * 7 + 7 * 13) % 256);
}

TEST(Document, TakesTheScanOutOfAPdfAsItIs) {
    const test::Folder folder;
    folder.write("scan.pdf", test::pdf_of_picture({}));
    const PageImage image = Document::open(folder / "scan.pdf", Limits{}).image(1);
    EXPECT_EQ(pixGetWidth(image.pix.get()), 100);
    EXPECT_EQ(pixGetHeight(image.pix.get()), 140);
    EXPECT_EQ(pixGetDepth(image.pix.get()), 8);
    EXPECT_EQ(image.dpi, 100);
    EXPECT_EQ(pixel(image, 49, 70), 0U);
    EXPECT_EQ(pixel(image, 50, 70), 255U);
}

TEST(Document, KeepsTheColourOfAScan) {
    const test::Folder folder;
    folder.write("scan.pdf", test::pdf_of_picture({.colour_space = "/DeviceRGB"}));
    const PageImage image = Document::open(folder / "scan.pdf", Limits{}).image(1);
    EXPECT_EQ(pixGetWidth(image.pix.get()), 100);
    EXPECT_EQ(pixGetDepth(image.pix.get()), 32);
}

TEST(Document, DecodesTheJpegOfAScanAsPopplerDoes) {
    const test::Folder folder;
    for (const bool colour : {false, true}) {
        const PixPtr picture(pixCreate(100, 140, colour ? 32 : 8));
        for (int y = 0; y < 140; ++y)
            for (int x = 0; x < 100; ++x)
                pixSetPixel(picture.get(), x, y,
                            colour ? static_cast<l_uint32>(x * 2) << 24U | static_cast<l_uint32>(y) << 16U |
                                         static_cast<l_uint32>(x * y % 256) << 8U
                                   : static_cast<l_uint32>(x * y % 256));
        const auto jpeg = folder / "scan.jpg";
        pixWriteJpeg(jpeg.c_str(), picture.get(), 60, 0);
        const std::string filter = "/Filter /DCTDecode", space = colour ? "/DeviceRGB" : "/DeviceGray",
                          data = test::bytes_of(jpeg);
        folder.write("ours.pdf",
                     test::pdf_of_picture({.image_extra = filter, .colour_space = space, .data = data}));
        folder.write("theirs.pdf", test::pdf_of_picture({.image_extra = filter + " /DecodeParms << >>",
                                                         .colour_space = space,
                                                         .data = data}));
        const PageImage ours = Document::open(folder / "ours.pdf", Limits{}).image(1),
                        theirs = Document::open(folder / "theirs.pdf", Limits{}).image(1);
        l_int32 same = 0;
        pixEqual(ours.pix.get(), theirs.pix.get(), &same);
        EXPECT_EQ(same, 1);
        EXPECT_EQ(pixGetDepth(ours.pix.get()), colour ? 32 : 8);
    }
}

TEST(Document, ReadsPicturesOfPopplerAsTheyAre) {
    const test::Folder folder;
    using namespace std::string_literals;
    folder.write("grey.pgm", "P5\n3 2\n255\n\x01\x02\x03\x04\x05\x06"s);
    folder.write("colour.ppm", "P6\n2 1\n255\n\x01\x02\x03\x04\x05\x06"s);
    folder.write("black.pbm", "P4\n9 2\n\x80\x80\x01\x00"s);
    const auto read = [&](const char* name) { return read_pnm(folder / name, Limits{}); };
    const auto at = [](const PixPtr& pix, int x, int y) {
        l_uint32 value = 0;
        pixGetPixel(pix.get(), x, y, &value);
        return value;
    };
    EXPECT_EQ(at(read("grey.pgm"), 2, 1), 6U);
    EXPECT_EQ(at(read("colour.ppm"), 1, 0), 0x04050600U);
    const PixPtr black = read("black.pbm");
    EXPECT_EQ(at(black, 0, 0) * 1000 + at(black, 8, 0) * 100 + at(black, 7, 1) * 10 + at(black, 8, 1), 1110U);
    folder.write("short.pgm", "P5\n3 2\n255\n\x01\x02\x03\x04\x05"s);
    folder.write("deep.pgm", "P5\n1 1\n65535\n\x01\x02"s);
    folder.write("text.pgm", "P2\n1 1\n255\n7\n");
    folder.write("vast.pgm", "P5\n100000 100000\n255\n");
    for (const char* name : {"short.pgm", "deep.pgm", "text.pgm", "vast.pgm"})
        EXPECT_EQ(read(name), nullptr) << name;
}

TEST(Document, TurnsARotatedScanAsItIsSeen) {
    const test::Folder folder;
    folder.write("scan.pdf", test::pdf_of_picture({.page_extra = "/Rotate 90"}));
    const PageImage image = Document::open(folder / "scan.pdf", Limits{}).image(1);
    EXPECT_EQ(pixGetWidth(image.pix.get()), 140);
    EXPECT_EQ(pixel(image, 70, 10), 0U) << "the left half is the top after a quarter turn clockwise";
    EXPECT_EQ(pixel(image, 70, 90), 255U);
}

TEST(Document, RendersWhatIsMoreThanOneUprightImage) {
    const test::Folder folder;
    const std::string draw = "q 72 0 0 100.8 0 0 cm /I Do Q";
    const test::PdfPicture cases[] = {
        {.content = draw + " 0 0 20 20 re f"},                      // something painted over it
        {.content = draw + " BT /F 12 Tf 10 10 Td (Hello) Tj ET"},  // visible text
        {.content = "q 36 0 0 50 0 0 cm /I Do Q"},                  // a part of the page
        {.content = "q -72 0 0 100.8 72 0 cm /I Do Q"},             // mirrored
        {.content = "q 72 0 0 100.8 0 0 cm /I Do Q q 72 0 0 100.8 0 0 cm /I Do Q"},  // two images
    };
    for (const auto& picture : cases) {
        SCOPED_TRACE(picture.content);
        folder.write("page.pdf", test::pdf_of_picture(picture));
        const PageImage image = Document::open(folder / "page.pdf", Limits{}).image(1);
        EXPECT_EQ(image.dpi, 300);
        EXPECT_EQ(pixGetWidth(image.pix.get()), 300);
        EXPECT_EQ(pixGetHeight(image.pix.get()), 420);
    }
}

TEST(Document, IgnoresTheInvisibleTextOfASearchableScan) {
    const test::Folder folder;
    folder.write("ocr.pdf",
                 test::pdf_of_picture({.content = "q 72 0 0 100.8 0 0 cm /I Do Q BT 3 Tr /F 12 Tf (Hello "
                                                  "hello hello hello hello hello) Tj ET"}));
    const Document document = Document::open(folder / "ocr.pdf", Limits{});
    EXPECT_FALSE(document.text(1));
    EXPECT_EQ(pixGetWidth(document.image(1).pix.get()), 100);
}

TEST(Document, RendersALargeSheetAtALowerResolution) {
    const test::Folder folder;
    folder.write("poster.pdf", test::pdf_of_picture({.box = "0 0 720 720"}));
    Limits limits;
    limits.pixels = 4'000'000;
    const PageImage image = Document::open(folder / "poster.pdf", limits).image(1);
    EXPECT_EQ(image.dpi, 200);
    EXPECT_EQ(pixGetWidth(image.pix.get()), 2000);
}

TEST(DocumentErrors, NameFileCauseAndNextStep) {
    const test::Folder folder;
    folder.write("empty.pdf", "");
    folder.write("thai.txt", "\xA1\xC1 \xB7\xD5\xE8\n");
    folder.write("wide.txt", std::string_view("\xFF\xFE\x17\x0E", 4));
    folder.write("odd.pdf", std::string_view("\x00\x01\x02 nothing", 11));
    folder.write("none.pdf", test::pdf_of_objects({"<< /Type /Catalog /Pages 2 0 R >>",
                                                   "<< /Type /Pages /Kids [] /Count 0 >>"}));
    folder.write("broken.pdf", "%PDF-1.4\nno objects here\n");
    folder.write("broken.tif", std::string_view("II\x2A\x00\xFF\xFF\xFF\x7F", 8));
    folder.write("broken.jpg", "\xFF\xD8\xFF\xE0 no picture");
    std::filesystem::create_directory(folder / "folder");
    const struct {
        const char *name, *message;
    } cases[] = {
        {"absent.pdf", "absent.pdf: does not exist; check the path"},
        {"folder",
         "folder: is a folder; give files, or a folder that has some (.pdf, .tif, .png, .jpg, .txt, .zip, "
         ".eml)"},
        {"empty.pdf", "empty.pdf: is empty (0 bytes); scan or copy it again"},
        {"thai.txt",
         "thai.txt: is text but not UTF-8; convert it first, e.g. iconv -f TIS-620 -t UTF-8, and give the "
         "result"},
        {"wide.txt",
         "wide.txt: is text but not UTF-8; convert it first, e.g. iconv -f TIS-620 -t UTF-8, and give the "
         "result"},
        {"odd.pdf",
         "odd.pdf: is no PDF, TIFF, PNG, JPEG or UTF-8 text, whatever its name says; export or scan it again "
         "as one "
         "of these"},
        {"none.pdf", "none.pdf: is a PDF without any page; scan or export it again"},
        {"broken.pdf", "broken.pdf: is damaged and cannot be opened as a PDF; scan or export it again"},
        {"broken.tif", "broken.tif: is damaged and cannot be read as a TIFF; scan it again"},
        {"broken.jpg", "broken.jpg: is damaged and cannot be read as a JPEG; scan it again"},
    };
    for (const auto& c : cases)
        EXPECT_EQ(error_of_opening(folder, c.name), c.message);
}

TEST(DocumentErrors, SayWhenAFileMayNotBeRead) {
    if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
    const test::Folder folder;
    folder.write("secret.txt", "x");
    std::filesystem::permissions(folder / "secret.txt", std::filesystem::perms::none);
    EXPECT_EQ(error_of_opening(folder, "secret.txt"), "secret.txt: may not be read; change its permissions");
}

TEST(DocumentErrors, SayWhenAPdfIsEncrypted) {
    const test::Folder folder;
    folder.write("open.pdf", test::pdf_of_picture({}));
    const std::string command = "qpdf --encrypt secret secret 256 -- '" + (folder / "open.pdf").string() +
                                "' '" + (folder / "locked.pdf").string() + "'";
    if (std::system(command.c_str()) != 0) GTEST_SKIP() << "SKIPPED: the package qpdf is not installed";
    EXPECT_EQ(
        error_of_opening(folder, "locked.pdf"),
        "locked.pdf: is encrypted and opens only with a password; save it without the password and give it "
        "again");
}

TEST(DocumentErrors, RefuseAGiantPageBeforeItIsDecoded) {
    const test::Folder folder;
    folder.write("giant.pdf", test::pdf_of_picture({.box = "0 0 100000 100000"}));
    const Document giant = Document::open(folder / "giant.pdf", Limits{});
    EXPECT_EQ(error_of(folder, [&] { (void)giant.image(1); }),
              "giant.pdf, page 1: the page measures 100000 x 100000 points, more than 100 megapixels at 100 "
              "dpi; scan "
              "it again at its true size");

    pixWrite((folder / "wide.png").c_str(), striped(400, 300).get(), IFF_PNG);
    Limits limits;
    limits.pixels = 100'000;
    const Document wide = Document::open(folder / "wide.png", limits);
    limits.pixels = 1'000'000;
    EXPECT_EQ(error_of(folder, [&] { (void)wide.image(1); }),
              "wide.png, page 1: the picture has 400 x 300 pixels, more than the limit of 0 megapixels; scan "
              "it again "
              "at 300 dpi");

    Limits memory;
    memory.page_bytes = 100'000;
    const Document heavy = Document::open(folder / "wide.png", memory);
    EXPECT_EQ(
        error_of(folder, [&] { (void)heavy.image(1); }),
        "wide.png, page 1: the picture takes 0 MiB of memory, more than the limit of 0 MiB; scan it again "
        "at 300 dpi");
}

TEST(DocumentErrors, RefuseTooManyPagesAndTooManyBytes) {
    const test::Folder folder;
    folder.write("scan.pdf", test::pdf_of_picture({}));
    Limits pages, bytes;
    pages.pages = 0;
    bytes.file_bytes = 10;
    folder.write("many.txt", "ก\fข\fค");
    Limits two;
    two.pages = 2;
    EXPECT_EQ(error_of_opening(folder, "many.txt", two),
              "many.txt: has 3 pages, more than the limit of 2; split it");
    EXPECT_EQ(error_of_opening(folder, "scan.pdf", pages),
              "scan.pdf: has 1 pages, more than the limit of 0; split it");
    EXPECT_EQ(error_of_opening(folder, "scan.pdf", bytes),
              "scan.pdf: has 0 MiB, more than the limit of 0 MiB; split it");
}

TEST(DocumentErrors, CostOnlyTheDamagedPageOfATiff) {
    const test::Folder folder;
    const auto path = folder / "scan.tif";
    for (int page = 0; page < 2; ++page)
        pixWriteTiff(path.c_str(), striped(300, 400).get(), IFF_TIFF_LZW, page == 0 ? "w" : "a");
    // The first page's strips are overwritten, the directories stay.
    std::string bytes = test::bytes_of(path);
    std::fill(bytes.begin() + 8, bytes.begin() + 2000, '\xFF');
    folder.write("scan.tif", bytes);
    const Document document = Document::open(path, Limits{});
    EXPECT_EQ(error_of(folder, [&] { (void)document.image(1); }),
              "scan.tif, page 1: the picture is damaged or ends too early; scan the page again");
    EXPECT_EQ(pixGetWidth(document.image(2).pix.get()), 300);
}

TEST(DocumentErrors, SayWhenAFileEndsTooEarly) {
    const test::Folder folder;
    pixWrite((folder / "whole.jpg").c_str(), striped(300, 400).get(), IFF_JFIF_JPEG);
    const std::string jpeg = test::bytes_of(folder / "whole.jpg");
    folder.write("cut.jpg", jpeg.substr(0, jpeg.size() / 2));
    const PageImage image = Document::open(folder / "cut.jpg", Limits{}).image(1);
    ASSERT_EQ(image.issues.size(), 1U);
    EXPECT_EQ(image.issues[0].code, "image_damaged");
    EXPECT_TRUE(image.issues[0].message.ends_with(
        "cut.jpg, page 1: the picture is damaged or ends too early, parts of "
        "it were not read; scan the page again"))
        << image.issues[0].message;

    pixWrite((folder / "whole.png").c_str(), striped(300, 400).get(), IFF_PNG);
    const std::string png = test::bytes_of(folder / "whole.png");
    folder.write("cut.png", png.substr(0, png.size() / 2));
    const Document cut = Document::open(folder / "cut.png", Limits{});
    EXPECT_EQ(error_of(folder, [&] { (void)cut.image(1); }),
              "cut.png, page 1: the picture is damaged or ends too early; scan the page again");
}

TEST(Document, DecodesAJpegAsLeptonicaDoes) {
    const test::Folder folder;
    PixPtr grey(pixConvertTo8(striped(301, 400).get(), 0));
    for (int depth : {8, 32}) {
        PixPtr pix(depth == 8 ? pixCopy(nullptr, grey.get()) : pixConvertTo32(grey.get()));
        if (depth == 32) pixSetRGBPixel(pix.get(), 5, 5, 200, 30, 40);
        pixSetResolution(pix.get(), 150, 150);
        const auto path = folder / "whole.jpg";
        pixWrite(path.c_str(), pix.get(), IFF_JFIF_JPEG);
        const PageImage image = Document::open(path, Limits{}).image(1);
        const PixPtr theirs(pixRead(path.c_str()));
        int same = 0;
        pixEqual(image.pix.get(), theirs.get(), &same);
        EXPECT_EQ(same, 1) << depth;
        EXPECT_EQ(image.dpi, 150);
        EXPECT_TRUE(image.issues.empty());
    }
}

TEST(DocumentErrors, ReportARepairedPdf) {
    const test::Folder folder;
    const std::string pdf = test::pdf_of_picture({});
    folder.write("cut.pdf", pdf.substr(0, pdf.find("startxref")));
    const Document document = Document::open(folder / "cut.pdf", Limits{});
    ASSERT_EQ(document.issues().size(), 1U);
    EXPECT_EQ(document.issues()[0].code, "pdf_repaired");
    EXPECT_EQ(pixGetWidth(document.image(1).pix.get()), 100);
}

TEST(Document, ReadsOnePixel) {
    const test::Folder folder;
    pixWrite((folder / "dot.png").c_str(), striped(1, 1).get(), IFF_PNG);
    EXPECT_EQ(pixGetWidth(Document::open(folder / "dot.png", Limits{}).image(1).pix.get()), 1);
}

TEST(Document, TakesFileNamesAsTheyAre) {
    const test::Folder folder;
    for (const std::string_view name : {"-rf.pdf", "a b\nc.pdf", "จดหมาย.pdf", "$(x);'.pdf", "%d.pdf"}) {
        SCOPED_TRACE(std::string(name));
        folder.write(name, test::pdf_of_picture({}));
        EXPECT_EQ(pixGetWidth(Document::open(folder / name, Limits{}).image(1).pix.get()), 100);
    }
}
