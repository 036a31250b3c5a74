#include "pipeline/model/line.h"

#include <gtest/gtest.h>

using namespace saraban;

TEST(EvidenceFor, UnitesTheWordsTouchedAndKeepsTheWeakestConfidence) {
    const Line line{.page = 2,
                    .number = 7,
                    .text = "on 5 Feb 2024",
                    .words = {{0, 2, {0, 0, 9, 9}, .99F},
                              {3, 4, {20, 5, 30, 40}, .9F},
                              {5, 8, {40, 2, 90, 44}, .6F},
                              {9, 13, {95, 4, 150, 40}, .8F}},
                    .box = Box{0, 0, 150, 44}};
    const auto match = std::string_view(line.text).substr(3);
    EXPECT_EQ(evidence_for(line, match), (Evidence{2, 7, 3, 13, Box{20, 2, 150, 44}, .6F, "5 Feb 2024"}));
}

TEST(EvidenceFor, CountsCharactersNotBytes) {
    const Line line{.page = 1, .number = 9, .text = "ที่ กส ๐๐๒๓", .words = {}, .box = {}};
    const auto found = evidence_for(line, std::string_view(line.text).substr(line.text.find("กส")));
    EXPECT_EQ(found.begin, 4U);
    EXPECT_EQ(found.end, 11U);
    EXPECT_FALSE(found.box);
    EXPECT_EQ(found.confidence, 1);
}

TEST(EvidenceFor, TakesAlongTheDoubtsAboutItsDigits) {
    Line line{.page = 1, .number = 1, .text = "on 5 Feb 2024", .words = {}, .box = {}};
    for (const auto& [begin, end] : {std::pair{0U, 2U}, {3U, 4U}, {5U, 8U}, {9U, 13U}}) {
        line.words.push_back({.begin = begin, .end = end, .box = {0, 0, 9, 9}, .confidence = 1});
        line.words.back().doubts.emplace();
    }
    const DoubtfulDigit five{.at = 3, .others = {{'4', .6F}}}, last{.at = 12, .others = {}};
    line.words[1].doubts->push_back(five);
    line.words[3].doubts->push_back(last);
    const std::string_view text = line.text;
    EXPECT_EQ(evidence_for(line, text.substr(3, 5)).doubts, (std::vector{DoubtfulDigit{0, five.others}}));
    EXPECT_EQ(evidence_for(line, text.substr(9)).doubts, (std::vector{DoubtfulDigit{3, {}}}));
    EXPECT_EQ(evidence_for(line, text.substr(0, 2)).doubts, std::vector<DoubtfulDigit>{});
    line.words[2].doubts.reset();  // one word does not say
    EXPECT_FALSE(evidence_for(line, text.substr(3)).doubts);
    EXPECT_TRUE(evidence_for(line, text.substr(9)).doubts);
}
