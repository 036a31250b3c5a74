#include "extractors/reporting_address.h"

#include "extractors/electronic_address.h"

#include <string_view>

#include <gtest/gtest.h>

namespace saraban {
namespace {

TEST(ReportingAddress, OfABody) {
    const auto found = find_reporting_addresses(
        "รายงานผลให้จังหวัดทราบ ตามแบบที่กำหนดทางไปรษณีย์อิเล็กทรอนิกส์ Report.01@gmail.com หรือ กลุ่มไลน์ “งาน ๑ อปท” "
        "เพื่อรวบรวม "
        "ได้มอบหมาย นายก ข เป็นผู้ประสานงาน หมายเลขโทรศัพท์ ๐๘ ๐๗๐๖ ๖๘๔๖ รายละเอียดปรากฏตาม QR Code ท้ายหนังสือฉบับนี้",
        AddressPlace::Body);
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found[0].value.type, "email");
    EXPECT_EQ(found[0].value.value_normalized, "report.01@gmail.com");
    EXPECT_EQ(found[0].value.role, "report_to");
    EXPECT_EQ(found[1].value.value_raw, "กลุ่มไลน์ “งาน ๑ อปท”");
    EXPECT_EQ(found[1].value.value_normalized, "งาน ๑ อปท");
    EXPECT_EQ(found[1].value.subtype, "line_group");
    EXPECT_EQ(found[2].value.context, "เป็นผู้ประสานงาน หมายเลขโทรศัพท์ ๐๘ ๐๗๐๖ ๖๘๔๖");
    EXPECT_EQ(found[2].value.role, "contact");
    EXPECT_EQ(found[3].value.value_raw, "QR Code ท้ายหนังสือฉบับนี้");
    EXPECT_EQ(found[3].value.context, "รายละเอียดปรากฏตาม QR Code ท้ายหนังสือฉบับนี้");
    EXPECT_EQ(found[3].value.role, "details");
}

TEST(ReportingAddress, OfAForm) {
    const auto found = find_reporting_addresses(
        "โปรดเข้ากลุ่มไลน์โดยสแกน QR Code ที่ปรากฏตามท้ายหนังสือ และส่งแบบมายัง สำนักงานปลัดกระทรวง กองสารนิเทศ ถนนอัษฎางค์ "
        "เขตพระนคร "
        "กรุงเทพมหานคร ๑๐๒๐๐ ภายในวันที่ ๑๐ กุมภาพันธ์ ๒๕๖๙",
        AddressPlace::Body);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].value.role, "line_group_join");
    EXPECT_EQ(found[0].value.value_raw, "QR Code ที่ปรากฏตามท้ายหนังสือ");
    EXPECT_EQ(found[1].value.type, "postal");
    EXPECT_EQ(found[1].value.value_normalized,
              "สำนักงานปลัดกระทรวง กองสารนิเทศ ถนนอัษฎางค์ เขตพระนคร กรุงเทพมหานคร 10200");
}

TEST(ReportingAddress, OfTheOwner) {
    const auto found = find_reporting_addresses("โทร. ๐ ๒๒๔๑ ๙๐๑๔ ต่อ ๑ ไปรษณีย์อิเล็กทรอนิกส์ : Saraban@dla.go.th",
                                                AddressPlace::Owner);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].value.context, "โทร. ๐ ๒๒๔๑ ๙๐๑๔ ต่อ ๑");
    EXPECT_EQ(found[1].value.context, "ไปรษณีย์อิเล็กทรอนิกส์ : Saraban@dla.go.th");
    EXPECT_EQ(found[1].value.role, "contact");
}

TEST(ReportingAddress, GivesARepeatedOneOnce) {
    EXPECT_EQ(find_reporting_addresses("ส่งที่ a.b@c.go.th หรือ A.B@c.go.th", AddressPlace::Body).size(), 1U);
}

TEST(Email, IsNotRepaired) {
    for (const std::string_view text :
         {"saraban @dla.go.th", "saraban@ dla.go.th", "saraban@dla .go.th", "saraban๐๑@dla.go.th"}) {
        SCOPED_TRACE(text);
        const auto found = find_email(text);
        ASSERT_TRUE(found);
        EXPECT_FALSE(found->value.valid);
        EXPECT_TRUE(found->value.address.empty());
    }
    EXPECT_EQ(find_email("ที่ saraban_06@dla.go.th.")->text, "saraban_06@dla.go.th");
    EXPECT_FALSE(find_email("ราคา @ ๕ บาท"));
}

TEST(Url, StopsBeforePunctuation) {
    EXPECT_EQ(find_url("ดาวน์โหลดที่ https://www.dla.go.th/x?y=1.")->value, "https://www.dla.go.th/x?y=1");
    EXPECT_EQ(find_url("เว็บไซต์ www.dla.go.th และ")->value, "www.dla.go.th");
    EXPECT_EQ(find_url("สแกน bit.ly/3AbC")->value, "bit.ly/3AbC");
    EXPECT_FALSE(find_url("saraban@dla.go.th"));
    EXPECT_FALSE(find_url("ข้อ ๓.๑"));
}

TEST(LineAddress, ReadsGroupsAndIds) {
    EXPECT_EQ(find_line_address("Line ID : saraban.01")->value.name, "saraban.01");
    EXPECT_EQ(find_line_address("ไลน์ @saraban")->value.name, "@saraban");
    EXPECT_TRUE(find_line_address("กลุ่มไลน์ \"งาน อปท\"")->value.group);
    EXPECT_FALSE(find_line_address("Line ID ....."));
    EXPECT_FALSE(find_line_address("โปรดเข้ากลุ่มไลน์โดยสแกน QR Code"));
    EXPECT_FALSE(find_line_address("Online: training"));
}

}  // namespace
}  // namespace saraban
