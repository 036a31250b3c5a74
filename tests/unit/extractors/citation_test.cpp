#include "extractors/citation.h"

#include <filesystem>

#include <gtest/gtest.h>

using namespace saraban;
using namespace std::chrono;

namespace {
constexpr year_month_day kReference = 2026y / February / 1;

const Vocabulary& vocabulary() {
    static const Vocabulary kVocabulary =
        load_vocabulary(std::filesystem::path(SARABAN_ROOT) / "schemas/vocabularies");
    return kVocabulary;
}
}  // namespace

TEST(FindAttachments, TakesAnItemApart) {
    const auto found = find_attachments(
        "๑. สำเนาหนังสือจังหวัดตราด ด่วนที่สุด ที่ ตร ๐๐๑๗.๒/ว ๖๒๖ ลงวันที่ ๕ กุมภาพันธ์ ๒๕๖๙ จำนวน ๑ ฉบับ "
        "๒. แบบรายงาน จำนวน ๒ ชุด",
        kReference, vocabulary());
    ASSERT_EQ(found.size(), 2U);
    const Attachment& first = found[0].value;
    EXPECT_EQ(first.description, "สำเนาหนังสือจังหวัดตราด");
    EXPECT_EQ(first.speed, "ด่วนที่สุด");
    EXPECT_EQ(first.cited_number->normalized, "ตร 0017.2/ว 626");
    EXPECT_TRUE(first.cited_date->iso == 2026y / February / 5);
    EXPECT_EQ(first.quantity, 1);
    EXPECT_EQ(first.unit, "ฉบับ");
    EXPECT_EQ(found[1].value.description, "แบบรายงาน");
    EXPECT_EQ(found[1].value.quantity_raw, "จำนวน ๒ ชุด");
}

TEST(FindAttachments, ReadsAQuantityBeforeTheItemsSecondLine) {
    const auto found =
        find_attachments("สำเนาหนังสือกรมการปกครอง จำนวน ๑ ฉบับ ด่วนมาก ที่ มท ๐๓๑๐/ว ๒๐๑ ลงวันที่ ๗ มกราคม ๒๕๖๙",
                         kReference, vocabulary());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].value.description, "สำเนาหนังสือกรมการปกครอง");
    EXPECT_EQ(found[0].value.cited_number->normalized, "มท 0310/ว 201");
    EXPECT_EQ(found[0].value.quantity, 1);
}

TEST(FindAttachments, AMeetingsNumberIsNoDocumentNumber) {
    const auto found = find_attachments("รายงานการประชุมคณะทำงาน ครั้งที่ ๒/๒๕๖๗ ลงวันที่ ๙ เมษายน ๒๕๖๗ จำนวน ๑ ชุด",
                                        kReference, vocabulary());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_FALSE(found[0].value.cited_number);
    EXPECT_EQ(found[0].value.description, "รายงานการประชุมคณะทำงาน ครั้งที่ ๒/๒๕๖๗");
}

TEST(FindAttachments, PartsUnnumberedItemsAtTheirQuantities) {
    const auto found = find_attachments("แนวทาง จำนวน ๑ ฉบับ แบบรายงาน จำนวน ๑ ชุด", kReference, vocabulary());
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[1].value.description, "แบบรายงาน");
}

TEST(FindReferences, NamesTheOfficeThatWrote) {
    const auto found = find_references(
        "๑. หนังสือกระทรวงการคลัง ด่วนที่สุด ที่ กค ๐๔๐๕.๒/ว๑๑๙ ลงวันที่ ๗ มีนาคม ๒๕๖๑ "
        "๒. ระเบียบกระทรวงการคลังว่าด้วยการจัดซื้อจัดจ้าง พ.ศ. ๒๕๖๐",
        kReference);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].value.issuer, "กระทรวงการคลัง");
    EXPECT_EQ(found[0].value.speed, "ด่วนที่สุด");
    EXPECT_EQ(found[0].value.cited_number->normalized, "กค 0405.2/ว 119");
    EXPECT_FALSE(found[1].value.issuer);
    EXPECT_FALSE(found[1].value.cited_number);
}

TEST(SplitItems, CountsFromOne) {
    EXPECT_EQ(split_items("๑. ก ๒. ข ๓) ค").size(), 3U);
    EXPECT_EQ(split_items("แผน ๕ ปี ระยะที่ ๒. ต่อเนื่อง").size(), 1U);
    EXPECT_EQ(split_items("๑. ร้อยละ ๑๒. ๕ ของทั้งหมด ๒. ข").size(), 2U);
}

TEST(FindMentionedLetters, TakesNumberAndDateFromRunningText) {
    const auto found = find_mentioned_letters(
        "ด้วยจังหวัดได้รับแจ้งจากกระทรวงมหาดไทย ตามหนังสือ ด่วนที่สุด ที่ มท ๐๘๐๑.๔/ว ๖๑๐๓ ลงวันที่ ๓๐ ธันวาคม ๒๕๖๘ ว่า มีนโยบาย",
        kReference);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].value.cited_number->normalized, "มท 0801.4/ว 6103");
    EXPECT_TRUE(found[0].value.cited_date->iso == 2025y / December / 30);
    EXPECT_EQ(found[0].value.speed, "ด่วนที่สุด");
}

TEST(FindMentionedLetters, LeavesWhatHasNoDateOrNoNumber) {
    for (const char* text :
         {"ตามหนังสือที่อ้างถึง แจ้งว่า", "ตามมติคณะรัฐมนตรีเมื่อวันที่ ๑๘ พฤศจิกายน ๒๕๖๘",
          "ตามหนังสือ ที่ มท ๐๘๐๑.๔/ว ๖๑๐๓ แจ้งว่า", "ในการประชุม ครั้งที่ ๒/๒๕๖๗ ลงวันที่ ๕ มีนาคม ๒๕๖๗"})
        EXPECT_TRUE(find_mentioned_letters(text, kReference).empty()) << text;
}
