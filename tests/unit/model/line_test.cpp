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
