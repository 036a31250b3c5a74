#include "pipeline/sinks/page_json.h"

#include <gtest/gtest.h>

using namespace saraban;

TEST(PageJson, KeepsWhatTheEngineDoubted) {
    OcrPage page{.page = 1, .size = {100, 200}, .dpi = 200, .quarter_turns = 0, .engine = {}};
    Line line{.page = 1, .number = 1, .text = "๑ ๒ ๓", .words = {}, .box = {}};
    const Word print{.begin = 0,
                     .end = 3,
                     .box = {0, 0, 9, 9},
                     .confidence = 1,
                     .pen = false,
                     .readings = {},
                     .doubts = {}};
    Word sure = print, doubtful = print, pen = print;
    sure.doubts.emplace();
    doubtful.doubts = {{.at = 4, .others = {{'3', .5F}, {'7', .25F}}}, {.at = 8, .others = {}}};
    pen.pen = true;
    pen.readings = {{.text = "๒", .confidence = .5F}};
    line.words = {print, sure, doubtful, pen};
    page.lines.push_back(line);
    const OcrPage again = page_from_json(page_to_json(page));
    ASSERT_EQ(again.lines.size(), 1U);
    ASSERT_EQ(again.lines[0].words.size(), 4U);
    for (std::size_t i = 0; i < line.words.size(); ++i) {
        EXPECT_EQ(again.lines[0].words[i].doubts, line.words[i].doubts) << i;
        EXPECT_EQ(again.lines[0].words[i].readings, line.words[i].readings) << i;
        EXPECT_EQ(again.lines[0].words[i].pen, line.words[i].pen) << i;
    }
}
