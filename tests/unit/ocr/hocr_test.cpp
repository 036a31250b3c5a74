#include "pipeline/ocr/hocr.h"

#include <gtest/gtest.h>

using namespace saraban;

namespace {

OcrPage sample() {
    OcrPage page;
    page.page = 2;
    page.size = {1654, 2339};
    page.engine = {.name = "tesseract", .version = "5.3.0", .model_sha256 = {}};
    Line line;
    line.number = 3;
    line.text = "ที่ A&B";
    line.box = Box{10, 20, 200, 60};
    line.words.push_back({.begin = 0, .end = 9, .box = {10, 20, 60, 60}, .confidence = 0.956F});
    line.words.push_back({.begin = 10, .end = 13, .box = {80, 22, 200, 60}, .confidence = 1});
    page.lines.push_back(line);
    return page;
}

}  // namespace

TEST(Hocr, WritesPagesLinesAndWords) {
    const std::string hocr = to_hocr({sample()});
    EXPECT_NE(
        hocr.find(
            "<div class=\"ocr_page\" id=\"page_2\" title=\"bbox 0 0 1654 2339; ppageno 1\">\n"
            "<span class=\"ocr_line\" id=\"line_2_3\" title=\"bbox 10 20 200 60\">"
            "<span class=\"ocrx_word\" id=\"word_2_3_1\" title=\"bbox 10 20 60 60; x_wconf 96\">ที่</span> "
            "<span class=\"ocrx_word\" id=\"word_2_3_2\" title=\"bbox 80 22 200 60; x_wconf 100\">"
            "A&amp;B</span></span>\n</div>\n"),
        std::string::npos)
        << hocr;
    EXPECT_TRUE(hocr.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    EXPECT_TRUE(hocr.ends_with("</body>\n</html>\n"));
}

TEST(Hocr, KeepsTextThatHasNoBoxesAndDropsControls) {
    OcrPage page;
    page.lines.emplace_back();
    page.lines.back().text = std::string("<ก>\x01\tข");
    EXPECT_NE(to_hocr({page}).find("<span class=\"ocr_line\" id=\"line_1_1\">&lt;ก&gt;\tข</span>"),
              std::string::npos);
    EXPECT_NE(to_hocr({}).find("<body>\n</body>"), std::string::npos);
}
