#include "pipeline/image/text_layer.h"

#include "pipeline/image/document.h"
#include "tests/support/sample_files.h"

#include <cstdlib>

#include <gtest/gtest.h>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

using namespace saraban;

namespace {

constexpr std::string_view kSound =
    "ด้วยกรมส่งเสริมการปกครองท้องถิ่นได้กำหนดแนวทางการดำเนินงานสำหรับองค์กรปกครองส่วนท้องถิ่น เพื่อให้การจัดทำงบประมาณรายจ่าย"
    "ประจำปีเป็นไปด้วยความเรียบร้อย จึงขอให้จังหวัดแจ้งอำเภอและตำบลทราบ ทั้งนี้ ให้รายงานผลภายในวันที่ ๕ ของทุกเดือน ผู้ใดมีข้อสงสัย"
    "ให้สอบถามได้ที่สำนักงานท้องถิ่นจังหวัด";

OcrPage page_of(std::string_view text) {
    OcrPage page;
    page.lines.emplace_back();
    page.lines.back().text = text;
    return page;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
        text.replace(at, what.size(), with);
    return text;
}

std::string word(double left, double right, double top, std::string_view text) {
    return "<word xMin=\"" + std::to_string(left) + "\" yMin=\"" + std::to_string(top) + "\" xMax=\"" +
           std::to_string(right) + "\" yMax=\"" + std::to_string(top + 20) + "\">" + std::string(text) +
           "</word>\n";
}

OcrPage parsed(const std::string& words) {
    return page_of_bbox_layout("<page width=\"595\" height=\"842\">" + words + "</page>", 2, 300);
}

/// A born-digital PDF from a word processor's typesetter; false where python3-gi-cairo is not installed.
bool make_thai_pdf(const std::filesystem::path& path) {
    const std::string command = "/usr/bin/python3 " SARABAN_ROOT "/tests/support/make_thai_pdf.py '" +
                                path.string() + "' 2>/dev/null";
    return std::system(command.c_str()) == 0;
}

constexpr const char* kNoTypesetter =
    "SKIPPED: the packages python3-gi-cairo and gir1.2-pango-1.0 are not installed";

}  // namespace

TEST(SoundText, AcceptsThaiAsItIsWritten) {
    EXPECT_TRUE(is_sound_text(page_of(kSound)));
}

TEST(SoundText, RefusesDamage) {
    const std::string sound(kSound);
    EXPECT_FALSE(is_sound_text(page_of(""))) << "nothing";
    EXPECT_FALSE(is_sound_text(page_of(replaced(sound, "ำ", "า")))) << "lost sara am";
    EXPECT_FALSE(is_sound_text(page_of(replaced(sound, "สำนัก", "สานัก")))) << "sara am lost once";
    EXPECT_FALSE(is_sound_text(page_of(replaced(sound, "่", "")))) << "no mai ek";
    EXPECT_FALSE(is_sound_text(page_of(replaced(sound, "ั", "")))) << "no mai han akat";
    EXPECT_FALSE(is_sound_text(page_of(replaced(sound, "้", "\uF70B")))) << "private use";
    EXPECT_FALSE(is_sound_text(page_of(replaced(sound, "ป", "\uFFFD")))) << "replacement characters";
    EXPECT_FALSE(is_sound_text(page_of(replaced(sound, "ี", " ี")))) << "marks without a letter";
    EXPECT_FALSE(is_sound_text(page_of("´éÇÂ¡ÃÁÊè§àÊÃÔÁ¡ÒÃ»¡¤ÃÍ§·éÍ§¶Ôè¹"))) << "TIS-620 shown as Latin-1";
}

TEST(SoundText, AcceptsAPageOfLatinText) {
    EXPECT_TRUE(is_sound_text(page_of("Attachment 1: Memorandum of Understanding between the Parties")));
}

TEST(BboxLayout, JoinsWhatStandsCloserThanABlank) {
    const OcrPage page =
        parsed(word(100, 110, 50, "ป้") + word(112, 150, 50, "ายชื่อ") + word(158, 200, 50, "ฟ้า"));
    ASSERT_EQ(page.lines.size(), 1U);
    EXPECT_EQ(page.lines[0].text, "ป้ายชื่อ ฟ้า");
    ASSERT_EQ(page.lines[0].words.size(), 2U);
    EXPECT_EQ(page.lines[0].words[0].box, (Box{416, 208, 625, 292}));
    EXPECT_EQ(page.page, 2);
    EXPECT_EQ(page.size, (Size{2480, 3509}));
}

TEST(BboxLayout, BringsMarksBackToTheirLetter) {
    const OcrPage page = parsed(word(111, 121, 50, "ทั") + word(121, 128, 50, "ง") + word(122, 122, 50, "้") +
                                word(128, 138, 50, "นี") + word(138.99, 138.99, 50, "้"));
    ASSERT_EQ(page.lines.size(), 1U);
    EXPECT_EQ(page.lines[0].text, "ทั้งนี้");
}

TEST(BboxLayout, PartsColumnsAndOrdersLines) {
    const OcrPage page =
        parsed(word(70, 120, 90, "วันที่") + word(70, 120, 50, "ที่ กข ๑") + word(400, 480, 51, "กรมการปกครอง"));
    ASSERT_EQ(page.lines.size(), 3U);
    EXPECT_EQ(page.lines[0].text, "ที่ กข ๑");
    EXPECT_EQ(page.lines[1].text, "กรมการปกครอง");
    EXPECT_EQ(page.lines[2].text, "วันที่");
    EXPECT_EQ(page.lines[2].number, 3);
}

TEST(BboxLayout, UnderstandsEntities) {
    EXPECT_EQ(parsed(word(1, 90, 1, "A&amp;B &lt;C&gt;")).lines[0].text, "A&B <C>");
}

TEST(BboxLayout, StandsBrokenInput) {
    for (const std::string_view text :
         {"", "<page ", "<page width=\"x\"><word ", "<page width=\"1\"><word xMin=\"1\">a"})
        EXPECT_TRUE(page_of_bbox_layout(text, 1, 300).lines.empty()) << text;
}

TEST(TextLayer, OfABornDigitalLetterIsReadWithoutAnyPicture) {
    const test::Folder folder;
    if (!make_thai_pdf(folder / "letter.pdf")) GTEST_SKIP() << kNoTypesetter;
    const auto page = Document::open(folder / "letter.pdf", Limits{}).text(1);
    ASSERT_TRUE(page);
    std::string text;
    for (const Line& line : page->lines)
        text += line.text + "\n";
    EXPECT_EQ(text.substr(0, text.find("ด้วย")),
              "ที่ มท ๐๘๐๑.๔/ว ๖๑๐๓\nกรมส่งเสริมการปกครอง\n๒๗ กุมภาพันธ์ ๒๕๖๙\nเรื่อง ซักซ้อมแนวทางการดำเนินงาน\n"
              "เรียน ผู้ว่าราชการจังหวัด ทุกจังหวัด\n");
    EXPECT_NE(text.find("ทั้งนี้ ให้รายงานผลภายในวันที่ ๕ ของทุกเดือน"), std::string::npos) << text;
    EXPECT_NE(text.find("ป้ายชื่อ ฟ้าฝั่ง ปู่ย่า"), std::string::npos) << text;
    const Box number = *page->lines[0].box;
    EXPECT_NEAR(number.left, 70 * 300 / 72, 3);
    EXPECT_LT(number.right, 1000);
}

TEST(TextLayer, WithoutItsCharacterTableIsNotTrusted) {
    const test::Folder folder;
    if (!make_thai_pdf(folder / "letter.pdf")) GTEST_SKIP() << kNoTypesetter;
    QPDF pdf;
    pdf.processFile((folder / "letter.pdf").c_str());
    for (auto& object : pdf.getAllObjects())
        if (object.isDictionary() && object.hasKey("/ToUnicode")) object.removeKey("/ToUnicode");
    QPDFWriter(pdf, (folder / "damaged.pdf").c_str()).write();
    const Document damaged = Document::open(folder / "damaged.pdf", Limits{});
    EXPECT_FALSE(damaged.text(1));
    EXPECT_EQ(damaged.image(1).dpi, 300) << "the picture is read instead";
}
