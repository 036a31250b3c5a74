#include "pipeline/sinks/page_json.h"

#include "pipeline/model/error.h"

#include <gmock/gmock.h>

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

TEST(PageJson, FindsALineWithoutReadingTheOthers) {
    OcrPage page{.page = 3, .size = {100, 200}, .dpi = 200, .quarter_turns = 0, .engine = {}};
    const std::vector<std::string> texts{"อื่น", "มี \"ฟัน\" {และ} [วงเล็บ] \\", "เรื่อง น้ำท่วม", "น้ำท่วม อีก"};
    for (std::size_t i = 0; i < texts.size(); ++i)
        page.lines.push_back({.page = 3,
                              .number = static_cast<int>(i) + 1,
                              .text = texts[i],
                              .words = {{.begin = 0,
                                         .end = texts[i].size(),
                                         .box = {1, 2, 3, 4},
                                         .confidence = 1,
                                         .pen = false,
                                         .readings = {},
                                         .doubts = {}}},
                              .box = Box{1, 2, 3, 4}});
    const std::string json = page_to_json(page);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::string wanted = i == 1 ? "{และ}" : i == 3 ? "อีก" : texts[i];
        const auto line = find_line(json, wanted);
        ASSERT_TRUE(line) << wanted;
        EXPECT_EQ(line->text, texts[i]);
        EXPECT_EQ(line->words.size(), 1U);
    }
    EXPECT_FALSE(find_line(json, "ไม่มี"));
    EXPECT_FALSE(find_line(json, "engine"));
    EXPECT_FALSE(find_line("", "x"));
    EXPECT_FALSE(find_line("{\"lines\":[", "x"));
}

TEST(PageJson, RefusesNumbersThatAreNotWholeOrDoNotFit) {
    const std::string page = page_to_json({.page = 7});
    ASSERT_EQ(page_from_json(page).page, 7);
    for (const char* number : {"1e36", "7.5", "5000000000", "\"7\""}) {
        std::string changed = page;
        changed.replace(changed.find("\"page\":7") + 7, 1, number);
        try {
            (void)page_from_json(changed);
            ADD_FAILURE() << number;
        } catch (const Error& error) {
            EXPECT_THAT(error.what(), testing::StartsWith("a page in the archive cannot be read: "));
        }
    }
}

TEST(PageJson, SaysWhenADoubtIsAboutNoDigit) {
    constexpr std::string_view kPage =
        R"({"page":1,"size":[1,1],"dpi":300,"engine":["","",""],"lines":[{"n":1,"t":"1","w":[[0,1,[0,0,1,1],1,null,[[0,[["",0.5]]]]]]}]})";
    try {
        static_cast<void>(page_from_json(kPage));
        ADD_FAILURE() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ExitCode::Unusable);
        EXPECT_STREQ(error.what(), "a page in the archive cannot be read: `` is no digit");
    }
}
