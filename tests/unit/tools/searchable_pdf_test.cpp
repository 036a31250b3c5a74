#include "pipeline/sinks/searchable_pdf.h"

#include "pipeline/image/document.h"
#include "pipeline/text/thai.h"
#include "tests/support/sample_files.h"

#include <array>
#include <cstdio>

#include <gmock/gmock.h>
#include <leptonica/allheaders.h>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

/// The searchable PDF: the pictures are the original's, byte for byte; the text comes out as it was read; and
/// what PDF/A-2b asks for is there as far as no validator of Debian 12 is needed to see it. Not checked: the
/// syntax of XMP beyond its keys, the content of ICC profiles in scans, JBIG2 and JPEG streams themselves.
using namespace saraban;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

namespace fs = std::filesystem;

constexpr const char* kSentence = "ด้วยกระทรวงมหาดไทยได้กำหนดให้ทำการสำรวจน้ำ ตำบลละ ๒ แห่ง (SMS)";

/// A line as an engine reads it: short words side by side, sara am in two parts, gaps that are no blanks.
OcrPage page_as_read(Size size, int quarter_turns = 0) {
    const std::vector<std::string> words{"ด้วย",    "กระทรวง", "มหาดไทย", "ได้",    "กํา", "หนด",
                                         "ให้",     "ทํา",      "การ",     "สํารวจ", "น้ํา", " ",
                                         "ตําบลละ", " ๒ แห่ง",  " ",       "(SMS)"};
    Line line;
    int left = 20;
    for (const auto& word : words) {
        const std::size_t begin = line.text.size();
        line.text += word;
        const int width = 4 * static_cast<int>(word.size()) / 3;
        if (word != " ")
            line.words.push_back({.begin = begin + (word[0] == ' ' ? 1U : 0U),
                                  .end = line.text.size(),
                                  .box = {left, 30, left + width, 50},
                                  .confidence = 0.9F});
        left += width + 3;  // the engine's boxes never touch
    }
    // Boxes of an upright page, laid back as the source lies.
    for (Word& word : line.words)
        if (quarter_turns == 1)
            word.box = {word.box.top, size.height - word.box.right, word.box.bottom,
                        size.height - word.box.left};
    return {.page = 1, .size = size, .dpi = 100, .quarter_turns = quarter_turns, .lines = {line}};
}

std::string output_of(const std::string& command) {
    std::string out;
    FILE* pipe = ::popen(command.c_str(), "r");
    std::array<char, 4096> buffer{};
    while (pipe != nullptr && std::fgets(buffer.data(), static_cast<int>(buffer.size()), pipe) != nullptr)
        out += buffer.data();
    if (pipe != nullptr) ::pclose(pipe);
    return out;
}

/// What somebody gets who copies the page.
std::string copied(const fs::path& pdf) {
    return squeeze(output_of("pdftotext -raw '" + pdf.string() + "' -"));
}

struct SearchablePdf {
    std::string bytes;
    std::vector<std::string> obstacles;
};

SearchablePdf make(const fs::path& original, const OcrPage& page) {
    const Document document = Document::open(original, Limits{});
    const test::Folder folder;
    const fs::path made = folder / "made.pdf";
    const PdfPages pages{.original = original,
                         .count = 1,
                         .source = [&](int number) { return document.source(number); },
                         .read = [&](int) { return page; }};
    auto obstacles = write_searchable_pdf(pages, "การสำรวจ <น้ำ> & ดิน", "มท 0801.4/ว 6103", made);
    EXPECT_FALSE(fs::exists(made.string() + ".parts"));
    return {test::bytes_of(made), std::move(obstacles)};
}

/// Structure that PDF/A-2b (ISO 19005-2) asks for.
void expect_archival(const fs::path& path) {
    QPDF pdf;
    pdf.processFile(path.c_str());
    EXPECT_TRUE(pdf.getTrailer().hasKey("/ID"));
    EXPECT_FALSE(pdf.isEncrypted());
    QPDFObjectHandle root = pdf.getRoot();
    QPDFObjectHandle metadata = root.getKey("/Metadata");
    ASSERT_TRUE(metadata.isStream());
    EXPECT_FALSE(metadata.getDict().hasKey("/Filter"));
    const auto buffer = metadata.getRawStreamData();
    const std::string xmp(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
    EXPECT_THAT(xmp, HasSubstr("<pdfaid:part>2</pdfaid:part>"));
    EXPECT_THAT(xmp, HasSubstr("<pdfaid:conformance>B</pdfaid:conformance>"));
    EXPECT_THAT(xmp, HasSubstr("การสำรวจ &lt;น้ำ&gt; &amp; ดิน"));
    QPDFObjectHandle intent = root.getKey("/OutputIntents").getArrayItem(0);
    EXPECT_EQ(intent.getKey("/S").getName(), "/GTS_PDFA1");
    const auto profile = intent.getKey("/DestOutputProfile").getStreamData();
    const std::string icc(reinterpret_cast<const char*>(profile->getBuffer()), profile->getSize());
    EXPECT_EQ(icc.substr(36, 4), "acsp");
    EXPECT_EQ(icc.substr(16, 4), "RGB ");
    for (const auto* key : {"/AA", "/OpenAction", "/Names", "/AcroForm"})
        EXPECT_FALSE(root.hasKey(key)) << key;
    for (auto& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
        EXPECT_FALSE(page.getObjectHandle().hasKey("/Annots"));
        QPDFObjectHandle fonts = page.getAttribute("/Resources", false).getKey("/Font");
        for (auto& [name, font] : fonts.getDictAsMap()) {
            EXPECT_TRUE(font.getKey("/ToUnicode").isStream());
            QPDFObjectHandle descendant = font.getKey("/DescendantFonts").getArrayItem(0);
            EXPECT_TRUE(descendant.getKey("/CIDToGIDMap").isStream());
            EXPECT_TRUE(descendant.getKey("/FontDescriptor").getKey("/FontFile2").isStream())
                << name << " is not embedded";
        }
    }
    EXPECT_EQ(std::system(("qpdf --check '" + path.string() + "' >/dev/null").c_str()), 0);
}

std::string big_endian(std::size_t value, int bytes) {
    std::string out;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        out += static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
    return out;
}

/// A picture as fax machines code it (T.6).
struct FaxPicture {
    std::size_t width = 0, height = 0;
    std::string bytes;
};

FaxPicture read_fax(const fs::path& tiff) {
    L_Compressed_Data* data = l_generateG4Data(tiff.c_str(), 0);
    FaxPicture out{.width = static_cast<std::size_t>(data->w),
                   .height = static_cast<std::size_t>(data->h),
                   .bytes = {reinterpret_cast<const char*>(data->datacomp), data->nbytescomp}};
    EXPECT_EQ(data->minisblack, 0);
    l_CIDataDestroy(&data);
    return out;
}

/// JBIG2 as it stands in a PDF: the page, and one region in T.6 coding (MMR) that fills it.
std::string jbig2_of(const FaxPicture& picture) {
    const auto segment = [](std::size_t number, std::size_t type, const std::string& data) {
        return big_endian(number, 4) + big_endian(type, 1) + big_endian(0, 1) + big_endian(1, 1) +
               big_endian(data.size(), 4) + data;
    };
    constexpr std::size_t kPage = 48, kRegion = 38;
    const std::string size = big_endian(picture.width, 4) + big_endian(picture.height, 4);
    return segment(0, kPage, size + big_endian(0, 8) + big_endian(0, 3)) +
           segment(1, kRegion, size + big_endian(0, 8) + big_endian(0, 1) + big_endian(1, 1) + picture.bytes);
}

/// A scanned page of an office copier: one picture in JBIG2, 200 dots an inch.
std::string pdf_of_jbig2(const FaxPicture& picture, const std::string& jbig2) {
    const std::string width = std::to_string(picture.width * 72 / 200),
                      height = std::to_string(picture.height * 72 / 200);
    const std::string content = "q " + width + " 0 0 " + height + " 0 0 cm /I Do Q";
    return test::pdf_of_objects(
        {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
         "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + width + " " + height +
             "] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>",
         "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream",
         "<< /Type /XObject /Subtype /Image /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode "
         "/Width " +
             std::to_string(picture.width) + " /Height " + std::to_string(picture.height) + " /Length " +
             std::to_string(jbig2.size()) + " >>\nstream\n" + jbig2 + "\nendstream"});
}

/// The picture of the file `original` comes out of its PDF as it went in.
void expect_same_pixels(const test::Folder& folder) {
    const fs::path original = folder / "original";
    const SearchablePdf made = make(original, page_as_read({1000, 1400}));
    const fs::path pdf = folder.write("a.pdf", made.bytes);
    EXPECT_EQ(copied(pdf), kSentence);
    expect_archival(pdf);
    ASSERT_EQ(std::system(("cd '" + (folder / "").string() + "' && pdfimages -png a.pdf i").c_str()), 0);
    const Document before = Document::open(original, Limits{}),
                   after = Document::open(folder / "i-000.png", Limits{});
    l_int32 same = 0;
    pixEqual(before.image(1).pix.get(), after.image(1).pix.get(), &same);
    EXPECT_EQ(same, 1);
}

}  // namespace

TEST(SearchablePdf, KeepsAJpegByteForByteAndGivesTheSentenceBack) {
    const test::Folder folder;
    const fs::path original = SARABAN_ROOT "/tests/ocr_pages/Laksaman_clean200_0.jpg";
    const SearchablePdf made = make(original, page_as_read({1000, 1400}));
    EXPECT_THAT(made.obstacles, IsEmpty());
    const fs::path pdf = folder.write("a.pdf", made.bytes);
    EXPECT_NE(made.bytes.find(test::bytes_of(original)), std::string::npos) << "the JPEG is in it unchanged";
    EXPECT_EQ(copied(pdf), kSentence);
    expect_archival(pdf);
    EXPECT_TRUE(make(original, page_as_read({1000, 1400})).bytes == made.bytes) << "the same, byte for byte";
}

/// Also where the picture must be packed anew: TIFF.
TEST(SearchablePdf, KeepsThePixelsOfPngAndTiff) {
    const test::Folder folder;
    const std::string png = SARABAN_ROOT "/tests/ocr_pages/Laksaman_copy200_0.png";
    const std::string jpeg = SARABAN_ROOT "/tests/ocr_pages/Laksaman_clean200_0.jpg";
    for (const auto& [from, format] : {std::pair(png, IFF_PNG), std::pair(png, IFF_TIFF_G4),
                                       std::pair(jpeg, IFF_PNG), std::pair(jpeg, IFF_TIFF_LZW)}) {
        Pix* pix = pixRead(from.c_str());
        pixWrite((folder / "original").c_str(), pix, format);
        pixDestroy(&pix);
        expect_same_pixels(folder);
    }
}
TEST(SearchablePdf, KeepsThePictureOfAScanAndDropsTheRest) {
    const test::Folder folder;
    const fs::path original = folder.write(
        "scan.pdf",
        test::pdf_of_picture({.content = "q 72 0 0 100.8 0 0 cm /I Do Q BT /F 9 Tf 3 Tr (old) Tj ET",
                              .page_extra = "/Annots [] /AA << >>",
                              .image_extra = "/Interpolate true"}));
    const SearchablePdf made = make(original, page_as_read({400, 560}));
    EXPECT_THAT(made.obstacles, IsEmpty());
    const fs::path pdf = folder.write("a.pdf", made.bytes);
    EXPECT_EQ(copied(pdf), kSentence) << "somebody's recognised text is gone";
    EXPECT_EQ(made.bytes.find("/Interpolate"), std::string::npos);
    expect_archival(pdf);
}

TEST(SearchablePdf, KeepsAJbig2PageByteForByteAndGivesTheSentenceBack) {
    const test::Folder folder;
    Pix* pix = pixRead(SARABAN_ROOT "/tests/ocr_pages/Laksaman_copy200_0.png");
    Pix* bilevel = pixConvertTo1(pix, 128);
    pixWrite((folder / "page.tif").c_str(), bilevel, IFF_TIFF_G4);
    const FaxPicture picture = read_fax(folder / "page.tif");
    const std::string jbig2 = jbig2_of(picture);
    const fs::path original = folder.write("scan.pdf", pdf_of_jbig2(picture, jbig2));
    const SearchablePdf made = make(original, page_as_read({1000, 1400}));
    EXPECT_THAT(made.obstacles, IsEmpty());
    const fs::path pdf = folder.write("a.pdf", made.bytes);
    EXPECT_NE(made.bytes.find(jbig2), std::string::npos) << "the JBIG2 is in it unchanged";
    EXPECT_NE(made.bytes.find("/JBIG2Decode"), std::string::npos);
    EXPECT_EQ(copied(pdf), kSentence);
    expect_archival(pdf);
    const std::string extract =
        "cd '" + (folder / "").string() + "' && pdfimages -png scan.pdf before && pdfimages -png a.pdf after";
    ASSERT_EQ(std::system(extract.c_str()), 0);
    const std::string shown = test::bytes_of(folder / "after-000.png");
    EXPECT_EQ(shown, test::bytes_of(folder / "before-000.png"));
    EXPECT_GT(shown.size(), 50000U) << "a page full of text, not a blank one";
    for (Pix* p : {pix, bilevel})
        pixDestroy(&p);
}

TEST(SearchablePdf, TurnsPagesThatLieOnTheirSide) {
    const test::Folder folder;
    const fs::path original = SARABAN_ROOT "/tests/ocr_pages/Laksaman_clean200_0.jpg";
    const SearchablePdf lying = make(original, page_as_read({1000, 1400}, 1));
    const fs::path pdf = folder.write("a.pdf", lying.bytes);
    EXPECT_EQ(copied(pdf), kSentence);
    EXPECT_THAT(output_of("pdfinfo '" + pdf.string() + "'"), HasSubstr("Page rot:        90"));
    const fs::path turned =
        folder.write("turned.pdf", test::pdf_of_picture({.width = 140, .page_extra = "/Rotate 90"}));
    folder.write("b.pdf", make(turned, page_as_read({400, 286})).bytes);
    EXPECT_EQ(copied(folder / "b.pdf"), kSentence);
}

TEST(SearchablePdf, SaysWhyAPageCannotBeArchival) {
    const test::Folder folder;
    const fs::path original =
        folder.write("born.pdf", test::pdf_of_picture({.content = "BT /F 9 Tf 10 50 Td (Dear Sir) Tj ET"}));
    OcrPage page = page_as_read({400, 560});
    page.engine.name = "pdftotext";  // its own text
    const SearchablePdf made = make(original, page);
    EXPECT_THAT(made.obstacles, ElementsAre("page 1 has the operator BT"));
    EXPECT_EQ(made.bytes.find("pdfaid:part"), std::string::npos);
    EXPECT_EQ(copied(folder.write("a.pdf", made.bytes)), "Dear Sir") << "nothing stands twice";
}
