#include "pipeline/sinks/query.h"

#include "pipeline/model/error.h"

#include <gtest/gtest.h>

using namespace saraban;

namespace {

Query parse(std::string_view text) {
    Folder folder(std::vector<Abbreviation>{{.brief = "สถ", .full = "กรมส่งเสริมการปกครองท้องถิ่น"}});
    return parse_query(text, folder);
}

std::string fts(std::string_view text) {
    return fts_expression(parse(text), Matching::Phrases);
}

std::string message(std::string_view text) {
    try {
        static_cast<void>(parse(text));
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ExitCode::Usage);
        return error.what();
    }
    return "no error";
}

}  // namespace

TEST(Query, TakesWordsTogetherThatStandTogether) {
    EXPECT_EQ(fts("scammer"), R"("scammer")");
    EXPECT_EQ(fts("การประชุม scammer"), R"(("การ ประชุม" AND "scammer"))");
    EXPECT_EQ(fts_expression(parse("การประชุม"), Matching::Words), R"(("การ" AND "ประชุม"))");
    EXPECT_EQ(fts("\"ส่ง SMS\""), R"("ส่ง sms")");
    EXPECT_EQ(fts("ประชา*"), R"("ประชา" *)");
}

TEST(Query, LeavesOutSignsThatHoldNoWord) {
    EXPECT_EQ(fts("scammer (.....) อำเภอ"), R"(("scammer" AND "อำเภอ"))");
    EXPECT_EQ(fts("..... scammer"), R"("scammer")");
}

TEST(Query, KeepsNumbersAndDatesWhole) {
    for (const auto* number :
         {"มท 0801.4/ว 6103", "มท0801.4ว6103", "มท ๐๘๐๑.๔ / ว ๖๑๐๓", "เลขที่:มท 0801.4/ว 6103"})
        EXPECT_NE(fts(number).find("\"มท 0801.4 ว 6103\""), std::string::npos)
            << number << " " << fts(number);
    EXPECT_EQ(fts("มท 0210.5/ 263"), R"("มท 0210.5 263")");
    EXPECT_EQ(fts("ลงวันที่ ๕ ก.พ. ๖๙ ด่วน"),
              R"(("ลง วัน ที่" AND ("5 กุมภาพันธ์ 2026" OR "date=2026-02-05") AND "ด่วน"))");
}

TEST(Query, KnowsOperatorsAndFields) {
    EXPECT_EQ(fts("ตำรวจ OR ทหาร"), R"(("ตำรวจ" OR "ทหาร"))");
    EXPECT_EQ(fts("ตำรวจ -ทหาร"), R"(("ตำรวจ" NOT "ทหาร"))");
    EXPECT_EQ(fts("NOT ทหาร"), R"(("#all" NOT "ทหาร"))");
    EXPECT_EQ(fts("(ตำรวจ OR ทหาร) AND เรื่อง:ภาษี"), R"((("ตำรวจ" OR "ทหาร") AND subject : "ภาษี"))");
    EXPECT_EQ(fts("from:กรมที่ดิน"), fts("จาก:กรมที่ดิน"));
    EXPECT_EQ(fts("has:qr speed:ด่วนที่สุด"), R"(("has=qr" AND "speed=ด่วนที่สุด"))");
    EXPECT_EQ(fts("จาก:สถ."), R"(sender : ("กรม ส่ง เสริม การ ปกครอง ท้อง ถิ่น" OR "สถ"))");
}

TEST(Query, ReadsControlCharactersAsBlanks) {
    EXPECT_EQ(fts(std::string("kind:order\0ประชุม\x01", 30)), R"(("kind=order" AND "ประชุม"))");
    EXPECT_EQ(fts(std::string("kind:\"order\0x\"", 14)), R"("kind=order x")");
}

TEST(Query, TurnsRangesIntoYearsMonthsAndDays) {
    EXPECT_EQ(fts("วันที่:2569"), R"("date=2026")");
    EXPECT_EQ(fts("วันที่:๒๕๖๙-๐๓"), R"("date=2026-03")");
    EXPECT_EQ(fts("date:2568-12..2570-01"), R"(("date=2025-12" OR "date=2026" OR "date=2027-01"))");
    EXPECT_EQ(fts("กำหนด:2026-02-27..2026-03-01"),
              R"(("due=2026-02-27" OR "due=2026-02-28" OR "due=2026-03-01"))");
}

TEST(Query, SaysWhatIsWrongAndWhere) {
    EXPECT_EQ(message("\"ประชุม"), "query: this quotation mark is not closed (character 1 of `\"ประชุม`)");
    EXPECT_EQ(message("(ตำรวจ"), "query: this bracket is not closed (character 1 of `(ตำรวจ`)");
    EXPECT_EQ(message("ตำรวจ)"), "query: this bracket closes nothing (character 6 of `ตำรวจ)`)");
    EXPECT_EQ(message("ตำรวจ OR"), "query: nothing stands beside OR (character 9 of `ตำรวจ OR`)");
    EXPECT_EQ(message("NOT"), "query: nothing stands after NOT (character 4 of `NOT`)");
    EXPECT_EQ(message("เรื่อง: x"), "query: the field has no value (character 8 of `เรื่อง: x`)");
    EXPECT_EQ(
        message("has:x"),
        "query: has: knows qr, deadline, attachment, reference, stamp and issue (character 5 of `has:x`)");
    EXPECT_EQ(message("วันที่:2569-13"),
              "query: a date is written 2569, 2569-03, 2569-03-05 or as a range "
              "2568-01..2569-03 (character 8 of `วันที่:2569-13`)");
    EXPECT_EQ(message("date:2569..2568"),
              "query: this range ends before it begins (character 6 of `date:2569..2568`)");
    EXPECT_EQ(message(""), "query: nothing to search for (character 1 of ``)");
    EXPECT_EQ(message("ๆ"), "query: nothing to search for (character 1 of `ๆ`)");
    EXPECT_EQ(message("NOT ....."), "query: nothing to search for (character 1 of `NOT .....`)");
    EXPECT_NE(message("sender:x").find("no field is called `sender`; there are"), std::string::npos);
    EXPECT_EQ(message(std::string(10000, 'a')),
              "query: 10000 characters are more than the 1,000 a query may have; use a part of it");
    EXPECT_NE(message(std::string(100, '(')).find("more than 20 brackets"), std::string::npos);
}
