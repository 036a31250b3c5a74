#include "extractors/labelled_text.h"

#include <gtest/gtest.h>

using namespace saraban;

TEST(FindLabel, TakesWhatStandsBehindTheLabel) {
    const auto found = find_label("เรื่อง  การประชุม", "เรื่อง");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->label, "เรื่อง");
    EXPECT_EQ(found->rest, "การประชุม");
    EXPECT_TRUE(found->exact);
}

TEST(FindLabel, AllowsSpecksBeforeItAndDotsBehind) {
    EXPECT_EQ(find_label("- สิ่งที่ส่งมาด้วย ๑. แนวทาง", "สิ่งที่ส่งมาด้วย")->rest, "๑. แนวทาง");
    EXPECT_EQ(find_label("ส่วนราชการ........กองคลัง", "ส่วนราชการ")->rest, "กองคลัง");
    EXPECT_EQ(find_label("เรียนนายอำเภอ", "เรียน")->rest, "นายอำเภอ");
}

TEST(FindLabel, ForgivesOneEditInALongLabel) {
    for (const char* line : {"สิงที่ส่งมาด้วย ๑", "สิ่งที่ส่งมาดวย ๑", "สิ่งที่ส่งมาาด้วย ๑", "สึ่งที่ส่งมาด้วย ๑"}) {
        const auto found = find_label(line, "สิ่งที่ส่งมาด้วย");
        ASSERT_TRUE(found) << line;
        EXPECT_FALSE(found->exact) << line;
        EXPECT_EQ(found->rest, "๑") << line;
    }
    EXPECT_TRUE(find_label("อ้างถึ่ง หนังสือ", "อ้างถึง"));
}

TEST(FindLabel, RefusesOtherWords) {
    for (const char* line : {"เรียกประชุม", "เรียบร้อยแล้ว", "เร่อื ง", "", "การเรียน", "สิ่งที่ส่งมอบ"}) {
        EXPECT_FALSE(find_label(line, "เรียน")) << line;
        EXPECT_FALSE(find_label(line, "สิ่งที่ส่งมาด้วย")) << line;
    }
    EXPECT_FALSE(find_label("ที มท ๐๘๐๑", "ที่")) << "short labels must be exact";
}

TEST(PrefixSimilarity, SurvivesDamageAndBlanks) {
    EXPECT_GT(prefix_similarity("๒.รวบรวม", "๒. รวบรวมการรายงาน"), 0.99);
    EXPECT_GT(prefix_similarity("ในการนี", "ในการนี้ จังหวัด"), 0.99);
    EXPECT_LT(prefix_similarity("จึงเรียน", "ทั้งนี้ ขอให้"), 0.6);
    EXPECT_EQ(prefix_similarity("", "ก"), 0);
}

TEST(Trim, TakesWholeCharactersOnly) {
    EXPECT_EQ(trim("– ธรณ –", " –"), "ธรณ");  // ณ ends with a byte of the dash
    EXPECT_EQ(trim(" - ", " -"), "");
}
