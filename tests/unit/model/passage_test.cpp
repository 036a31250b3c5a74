#include "pipeline/model/passage.h"

#include <gtest/gtest.h>

using namespace saraban;

TEST(Passage, JoinsLinesByOneBlank) {
    const std::vector<Line> lines{{.number = 1, .text = "  ลงวันที่ ๕ "},
                                  {.number = 2, .text = ""},
                                  {.number = 3, .text = "กุมภาพันธ์  ๒๕๖๙"}};
    EXPECT_EQ(Passage(lines).text(), "ลงวันที่ ๕ กุมภาพันธ์ ๒๕๖๙");
}

TEST(Passage, LeadsAMatchBackToEveryLineItTouches) {
    const std::vector<Line> lines{{.number = 58, .text = "ลงวันที่ ๕ "},
                                  {.number = 59, .text = " กุมภาพันธ์ ๒๕๖๙ นั้น"}};
    const Passage passage(lines);
    const auto text = passage.text();
    const auto match = text.substr(text.find("๕ กุม"), std::string_view("๕ กุมภาพันธ์ ๒๕๖๙").size());
    const auto found = passage.evidence_for(match);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].line, 58);
    EXPECT_EQ(found[0].text, "๕");
    EXPECT_EQ(found[0].begin, 9U);
    EXPECT_EQ(found[1].line, 59);
    EXPECT_EQ(found[1].text, "กุมภาพันธ์ ๒๕๖๙");
}
