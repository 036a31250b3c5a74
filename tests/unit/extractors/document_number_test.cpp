#include "extractors/document_number.h"

#include <string_view>

#include <gtest/gtest.h>

namespace saraban {
namespace {

TEST(DocumentNumber, ReadsTheFormsLettersUse) {
    const struct {
        std::string_view text, raw, normalized;
    } cases[] = {
        {"ที่ รอ ๐๐๒๓.๒๔/ว ๑๐๗", "รอ ๐๐๒๓.๒๔/ว ๑๐๗", "รอ 0023.24/ว 107"},
        {"สำเนาหนังสือจังหวัดร้อยเอ็ดที่ รอ ๐๐๒๓.๒/ว ๑๐๗๗ ลงวันที่ ๔ กุมภาพันธ์ ๒๕๖๙", "รอ ๐๐๒๓.๒/ว ๑๐๗๗",
         "รอ 0023.2/ว 1077"},
        {"ที่มท ๐๕๑๐.๕/ว๓๘๗๗", "มท ๐๕๑๐.๕/ว๓๘๗๗", "มท 0510.5/ว 3877"},
        {"ที่ สร. 0101/ว. 1982 ลงวันที่ 18", "สร. 0101/ว. 1982", "สร 0101/ว 1982"},
        {"ที่ กค (กวจ) 0405.4/35985", "กค (กวจ) 0405.4/35985", "กค (กวจ) 0405.4/35985"},
        {"ศธ 04256.0724/พิเศษ", "ศธ 04256.0724/พิเศษ", "ศธ 04256.0724/พิเศษ"},
        {"ที่ กค 0402.5/ ว 318", "กค 0402.5/ ว 318", "กค 0402.5/ว 318"},
        {"ที่ สสคท. ๑๓๔๕/๒๕๖๓ ลงวันที่", "สสคท. ๑๓๔๕/๒๕๖๓", "สสคท 1345/2563"},
        {"ที่ มท ๐๘๐๑.๔/ว ๑๒ลงวันที่ ๕", "มท ๐๘๐๑.๔/ว ๑๒", "มท 0801.4/ว 12"},
        {"ที่ นร 0403(กน)/9047 ลงวันที่", "นร 0403(กน)/9047", "นร (กน) 0403/9047"},
        {"ที่ ท มท ๐๕๑๒.๑/ว ๓๐๒๑", "มท ๐๕๑๒.๑/ว ๓๐๒๑", "มท 0512.1/ว 3021"},
        {"ที่ มท ๐๘๐๑.๔/........", "มท ๐๘๐๑.๔/........", "มท 0801.4/"},
        {"ที่ มท ๐๘๐๑.๔/", "มท ๐๘๐๑.๔/", "มท 0801.4/"},
        {"ที่ มท ๐๘๐๑.๔/ว ๑๒ ๕ มกราคม ๒๕๖๙", "มท ๐๘๐๑.๔/ว ๑๒", "มท 0801.4/ว 12"},
    };
    for (const auto& c : cases) {
        SCOPED_TRACE(c.text);
        const auto found = find_document_number(c.text);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->text, c.raw);
        EXPECT_EQ(found->value.normalized, c.normalized);
        EXPECT_TRUE(found->value.running_valid);
    }
}

TEST(DocumentNumber, KeepsDamageAndSaysSo) {
    const struct {
        std::string_view text, normalized, running;
    } cases[] = {
        {"ที่ มท ๐๘๐๑.๔/ว ๑๐.๓", "มท 0801.4/ว 10.3", "10.3"},
        {"ที่ มท ๐๒๐๖.๒/ว ส.๕๖", "มท 0206.2/ว ส.56", "ส.56"},
        {"ที่ มท ๐๘๐๑.๔/ว ๑ ๐๗", "มท 0801.4/ว 1 07", "1 07"},
        {"ที่มท ๐๕๑๐.๕/ว๓ณต่   กรมส่งเสริมการปกครองท้องถิ่น", "มท 0510.5/ว 3ณต่", "3ณต่"},
        {"ที่ กค ๐๕๐๕.๓/ว ๑ซ๕ ลงวันที่ ๑๓", "กค 0505.3/ว 1ซ5", "1ซ5"},
        {"ที่ กค ๐๕๑๑/๑ dod", "กค 0511/1 dod", "1 dod"},
    };
    for (const auto& c : cases) {
        SCOPED_TRACE(c.text);
        const auto found = find_document_number(c.text);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->value.normalized, c.normalized);
        EXPECT_EQ(found->value.running, c.running);
        EXPECT_FALSE(found->value.running_valid);
    }
}

TEST(DocumentNumber, LeavesOtherNumbersAlone) {
    for (const std::string_view text :
         {"ครั้งที่ ๒/๒๕๖๗", "๙/๑๐ ถนนอุตรกิจ กระบี่ ๘๑๐๐๐", "รับเลขที่ ๒๓๖ / ๒๕๖๙", "ปี พ.ศ. ๒๕๖๙/๒๕๗๐", "มอก. 2532/1",
          "คดีหมายเลขดำที่ อท ๑๒/๒๕๖๙", "(ฉบับที่ ๔) พ.ศ. ๒๕๖๔", "Action ๕", "ถนนเทวาภิบาล รอ. ๔๕๐๐๐",
          "โทร/โทรสาร ๐๗๕-๖๑๑๓๔๐", "๙ / ๑๒ / ๒๕๖๙", "ระหว่าง ม.ค. ๒๕๖๙/ก.พ. ๒๕๖๙", "ร้อยละ ๕๐/๕๐",
          "นาย/นาง/นางสาว ๑๒/๓", "เปิด ๒๔/๗", ""})
        EXPECT_FALSE(find_document_number(text)) << text;
}

TEST(DocumentNumber, FindsAll) {
    const auto found = find_all_document_numbers(
        "หนังสือกระทรวงมหาดไทย ที่ มท 0810.3/ว 7509 ลงวันที่ 7 ตุลาคม 2565 และที่ มท 0808.2/ว 1989 กับ นร 0505/ว 165");
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[2].value.normalized, "นร 0505/ว 165");
}

TEST(OrderNumber, IsRunningAndYear) {
    EXPECT_EQ(find_order_number("ที่ ๑๒๓ / ๒๕๖๙")->value.normalized, "123/2569");
    EXPECT_EQ(find_order_number("ที่ พิเศษ ๑/๒๕๖๙")->value.normalized, "พิเศษ 1/2569");
    EXPECT_FALSE(find_order_number("ครั้งที่ ๑/๒๕๖๙"));
    EXPECT_FALSE(find_order_number("ที่ ๑๒/๓๔"));
}

}  // namespace
}  // namespace saraban
