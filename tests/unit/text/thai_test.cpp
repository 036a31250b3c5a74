#include "pipeline/text/thai.h"

#include <gtest/gtest.h>

using namespace saraban;

TEST(Normalise, ComposesSaraAmWhereverTheToneMarkStands) {
    EXPECT_EQ(normalise("สําเนา"), "สำเนา");
    EXPECT_EQ(normalise("นํ้า"), "น้ำ");
    EXPECT_EQ(normalise("นำ้"), "น้ำ");
}

TEST(Normalise, PutsMarksInOrderAndDropsDoubles) {
    EXPECT_EQ(normalise("ท่ี"), "ที่");
    EXPECT_EQ(normalise("ทีี่่"), "ที่");
    EXPECT_EQ(normalise("เรื่อง"), "เรื่อง");
}

TEST(Normalise, IsNormalWhatEverMarksStandTogether) {
    for (const char* text : {"กู์ฺ", "กࣱุ์", "กࣱุ่ิ์", "“กํ่า”"})
        EXPECT_EQ(normalise(normalise(text)), normalise(text)) << text;
}

TEST(Normalise, RemovesWhatCannotBeSeen) {
    EXPECT_EQ(normalise("มก\u200Bรา\uFEFFคม"), "มกราคม");
    EXPECT_EQ(normalise("๑\u00A0มกราคม"), "๑ มกราคม");
    EXPECT_EQ(normalise("ก\tข\nค"), "ก\tข\nค");
}

TEST(Digits, GoBothWaysAndLeaveOtherTextAlone) {
    EXPECT_EQ(ascii_digits("ว ๑๐๗ ๙"), "ว 107 9");
    EXPECT_EQ(thai_digits("ว 107 9"), "ว ๑๐๗ ๙");
    EXPECT_EQ(ascii_digits("ไทย"), "ไทย");
}

TEST(EditDistance, CountsCharacters) {
    EXPECT_EQ(edit_distance("เรื่อง", "เรือง"), 1);
    EXPECT_EQ(edit_distance("", "กข"), 2);
    EXPECT_EQ(edit_distance("๒๕๖๙", "๒๕๖๕"), 1);
}

TEST(Utf8, KnowsBadBytes) {
    EXPECT_TRUE(is_utf8("ที่"));
    EXPECT_FALSE(is_utf8("\xE0\xB8"));
    EXPECT_FALSE(is_utf8("\xA1\xC1"));
}
