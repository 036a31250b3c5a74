#include "extractors/coordinator.h"
#include "extractors/issuer.h"
#include "extractors/person_name.h"
#include "extractors/quantity.h"
#include "extractors/received_stamp.h"
#include "extractors/signer.h"
#include "extractors/speed.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace saraban {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;
using Lines = std::vector<std::string_view>;

constexpr year_month_day kReference = 2026y / February / 10;

const Vocabulary& words() {
    static const Vocabulary kWords = load_vocabulary(std::string(SARABAN_ROOT) + "/schemas/vocabularies");
    return kWords;
}

TEST(Signer, ReadsNameTitleAndPrincipal) {
    const struct {
        Lines lines;
        std::string name;
        std::optional<std::string> rank, title, acting_for, mode;
    } cases[] = {
        {{"(นายจักรพงศ์ สิริมงคลรัมย์)", "นายอำเภอหนองพอก"}, "นายจักรพงศ์ สิริมงคลรัมย์", {}, "นายอำเภอหนองพอก", {}, {}},
        {{"(นายชินกร ชุ่มใจ)", "ท้องถิ่นจังหวัดร้อยเอ็ด ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดร้อยเอ็ด"},
         "นายชินกร ชุ่มใจ",
         {},
         "ท้องถิ่นจังหวัดร้อยเอ็ด",
         "ผู้ว่าราชการจังหวัดร้อยเอ็ด",
         "ปฏิบัติราชการแทน"},
        {{"ว่าที่ร้อยตรี", "(รณรงค์ ไกรฤต)", "ปลัดจังหวัดสกลนคร ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดสกลนคร"},
         "รณรงค์ ไกรฤต",
         "ว่าที่ร้อยตรี",
         "ปลัดจังหวัดสกลนคร",
         "ผู้ว่าราชการจังหวัดสกลนคร",
         "ปฏิบัติราชการแทน"},
        {{"(นายธนภัทร ณ ระนอง)", "รองผู้ว่าราชการจังหวัด", "รักษาราชการแทน", "ผู้ว่าราชการจังหวัดกาฬสินธุ์"},
         "นายธนภัทร ณ ระนอง",
         {},
         "รองผู้ว่าราชการจังหวัด",
         "ผู้ว่าราชการจังหวัดกาฬสินธุ์",
         "รักษาราชการแทน"},
        {{"( สิบเอก ปิยะพงษ์ พงษ์มั่นคง )", "ผู้ตรวจราชการกรม", "ปฏิบัติราชการแทนอธิบดีกรมควบคุมมลพิษ"},
         "สิบเอก ปิยะพงษ์ พงษ์มั่นคง",
         {},
         "ผู้ตรวจราชการกรม",
         "อธิบดีกรมควบคุมมลพิษ",
         "ปฏิบัติราชการแทน"},
        {{"(นางสาวอุษา เฒ่าเจริญ)", "ผู้แทนกระทรวงมหาดไทย", "โทร. ๐ ๒๒๒๒ ๒๒๒๒"},
         "นางสาวอุษา เฒ่าเจริญ",
         {},
         "ผู้แทนกระทรวงมหาดไทย",
         {},
         {}},
        {{"ลงชื่อ นายสมชาย ใจดี", "ปลัดอำเภอ แทน", "นายอำเภอพาน"},
         "นายสมชาย ใจดี",
         {},
         "ปลัดอำเภอ",
         "นายอำเภอพาน",
         "แทน"},
    };
    for (const auto& c : cases) {
        SCOPED_TRACE(c.name);
        const auto found = find_signer(c.lines, words());
        ASSERT_TRUE(found);
        EXPECT_EQ(found->value.name, c.name);
        EXPECT_EQ(found->value.rank, c.rank);
        EXPECT_EQ(found->value.title, c.title);
        EXPECT_EQ(found->value.acting_for, c.acting_for);
        EXPECT_EQ(found->value.acting_mode, c.mode);
    }
    EXPECT_FALSE(find_signer({"นายอำเภอเมืองกระบี่", "(.....)", "ตำแหน่ง ....."}, words()));
    EXPECT_FALSE(find_signer({}, words()));
}

TEST(PersonName, IsNoOffice) {
    for (const std::string_view text :
         {"เรียน นายอำเภอเมืองกระบี่ และ", "นายกเทศมนตรีตำบล ทุกแห่ง", "นายกองค์การบริหารส่วนตำบล ทุกแห่ง",
          "นายแพทย์สาธารณสุขจังหวัด กระบี่", "นางสาว", "ชื่อ (นาย/นาง/นางสาว/อื่น ๆ) .....", "นายทะเบียน จังหวัด"})
        EXPECT_FALSE(find_person_name(text, words())) << text;
    EXPECT_EQ(find_person_name("สั่งการให้นายประเสริฐ จันทรวงทอง รัฐมนตรี", words())->text, "นายประเสริฐ จันทรวงทอง");
    EXPECT_TRUE(is_rank("พันตำรวจเอกหญิง", words()));
    EXPECT_TRUE(is_rank("ว่าที่ ร.ต.", words()));
    EXPECT_FALSE(is_rank("นาย", words()));
}

TEST(Coordinator, BehindItsLabel) {
    const auto found = find_coordinator("ผู้ประสาน นางสาวเตือนใจ ไสระเวช โทร ๐๙๒ ๗๗๖๘ ๖๖๕", words());
    ASSERT_TRUE(found);
    EXPECT_EQ(found->value.name, "นางสาวเตือนใจ ไสระเวช");
    EXPECT_EQ(found->value.phone, "0927768665");
    EXPECT_EQ(found->value.phone_raw, "๐๙๒ ๗๗๖๘ ๖๖๕");
    EXPECT_EQ(found->value.label, "ผู้ประสาน");
    EXPECT_FALSE(found->value.title);
    EXPECT_EQ(find_coordinator("ผู้ประสานงาน นายวินิต หล้าพลทัน", words())->value.phone, std::nullopt);
    EXPECT_FALSE(find_coordinator("ผู้ประสานงาน .....", words()));
    EXPECT_FALSE(find_coordinator("แบบมอบหมายข้าราชการผู้รับผิดชอบประสานงาน ๑. หน่วยงาน", words()));
}

TEST(Coordinator, ToldInTheBody) {
    const auto found = find_coordinator_in_text(
        "ทั้งนี้ ได้มอบหมาย นายอนุชิต วัตรจักษ์ นักวิเคราะห์นโยบายและแผนปฏิบัติการ สำนักงานจังหวัดกระบี่ เป็นผู้ประสานงาน "
        "หมายเลขโทรศัพท์ ๐๘ ๐๗๐๖ ๖๘๔๖ สำหรับ",
        words());
    ASSERT_TRUE(found);
    EXPECT_EQ(found->value.name, "นายอนุชิต วัตรจักษ์");
    EXPECT_EQ(found->value.title, "นักวิเคราะห์นโยบายและแผนปฏิบัติการ");
    EXPECT_EQ(found->value.phone, "0807066846");
    EXPECT_FALSE(find_coordinator_in_text("มอบหมายข้าราชการ จำนวน ๑ คน เป็นผู้ประสานงาน", words()));
}

TEST(Issuer, ReadsALetterhead) {
    const struct {
        Lines lines;
        std::string name, agency;
        std::optional<std::string> postal, province;
    } cases[] = {
        {{"ที่ว่าการอำเภอหนองพอก", " ถนนทรงบาดาล รอ ๔๕๒๑๐"},
         "ที่ว่าการอำเภอหนองพอก",
         "อำเภอหนองพอก",
         "45210",
         "ร้อยเอ็ด"},
        {{"ศาลากลางจังหวัดร้อยเอ็ด", "ถนนเทวาภิบาล รอ. ๔๕๐๐๐"},
         "ศาลากลางจังหวัดร้อยเอ็ด",
         "จังหวัดร้อยเอ็ด",
         "45000",
         "ร้อยเอ็ด"},
        {{"กระทรวงมหาดไทย", "ถนนอัษฎางค์ กทม. ๑๐๒๐๐"},
         "กระทรวงมหาดไทย",
         "กระทรวงมหาดไทย",
         "10200",
         "กรุงเทพมหานคร"},
        {{"กรมส่งเสริมการปกครองท้องถิ่น", "ถนนนครราชสีมา เขตดุสิต", "กรุงเทพมหานคร ๑๐๓๐๐"},
         "กรมส่งเสริมการปกครองท้องถิ่น",
         "กรมส่งเสริมการปกครองท้องถิ่น",
         "10300",
         "กรุงเทพมหานคร"},
        {{"ศาลากลางจังหวัดกระบี่", "๙/๑๐ ถนนอุตรกิจ กระบี่ ๘๑๐๐๐"},
         "ศาลากลางจังหวัดกระบี่",
         "จังหวัดกระบี่",
         "81000",
         "กระบี่"},
        {{"สำนักงานเทศบาลตำบลโพน", "ต.โพน อ.คำม่วง จ.กาฬสินธุ์ ๔๖๑๘๐"},
         "สำนักงานเทศบาลตำบลโพน",
         "เทศบาลตำบลโพน",
         "46180",
         "กาฬสินธุ์"},
        {{"ศาลากลางจังหวัดตาก ถนนพหลโยธิน ตก ๖๓๐๐๐"}, "ศาลากลางจังหวัดตาก", "จังหวัดตาก", "63000", "ตาก"},
        {{"กองคลัง"}, "กองคลัง", "กองคลัง", {}, {}},
    };
    for (const auto& c : cases) {
        SCOPED_TRACE(c.name);
        const auto found = find_issuer(c.lines, words());
        ASSERT_TRUE(found);
        EXPECT_EQ(found->value.name, c.name);
        EXPECT_EQ(found->value.agency_normalized, c.agency);
        EXPECT_EQ(found->value.postal_code, c.postal);
        EXPECT_EQ(found->value.province, c.province);
    }
}

struct Stamp {
    std::optional<std::string> agency, number, time;
    std::optional<std::string> date;
    std::size_t slip = 0;
};

void expect_stamps(const Lines& lines, const std::vector<Stamp>& expected) {
    SCOPED_TRACE(lines.front());
    const auto found = find_received_stamps(lines, words(), kReference);
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        SCOPED_TRACE(i);
        EXPECT_EQ(found[i].value.agency, expected[i].agency);
        EXPECT_EQ(found[i].value.number, expected[i].number);
        EXPECT_EQ(found[i].value.time, expected[i].time);
        EXPECT_EQ(found[i].value.date.has_value(), expected[i].date.has_value());
        if (found[i].value.date) {
            EXPECT_EQ(found[i].value.date->raw, *expected[i].date);
        }
        EXPECT_EQ(found[i].value.routing_slip.size(), expected[i].slip);
    }
}

TEST(ReceivedStamp, ReadsTheFormsOfficesUse) {
    expect_stamps({"องค์การบริหารส่วนตำบลโคกสว่าง", " รับเลขที่ ๒๓๖ / ๒๕๖๙", " วันที่ ๙ / ๑๒ / ๒๕๖๙"},
                  {{"องค์การบริหารส่วนตำบลโคกสว่าง", "236/2569", {}, "๙ / ๑๒ / ๒๕๖๙"}});
    expect_stamps({"ถนน.สถ.อ.สมเด็จ", "", "รับที่ 43", "วันที่ 12/ม.ค./๖9", "เวลา 1๒.00 น"},
                  {{"ถนน.สถ.อ.สมเด็จ", "43", "12:00", "12/ม.ค./๖9"}});
    expect_stamps({"เลขที่รับ 113 วันที่ 7 ธ.ค. 69 เวลา.....", " ฝ่ายบริหารทั่วไป กลุ่มงานมาตรฐานฯ",
                   " กลุ่มงานส่งเสริมฯ กลุ่มงานกฎหมายฯ"},
                  {{{}, "113", {}, "7 ธ.ค. 69", 4}});
    expect_stamps({"๑๕ ม.ค. ๒๕๖๘", "กรม ๒๖", "", "กลุ่มงานยุทธศาสตร์", "เลขที่รับ ๘๙", "วันที่ 15 ม.ค. 2569",
                   "เวลา 10.55 น.", "", "สำนักงานจังหวัดร้อยเอ็ด ศาลากลางจังหวัดร้อยเอ็ด", "เลขที่รับ 229 เลขรับที่ 520",
                   "วันที่ ๑๕ ม.ค. ๒๕๖๘ ลงวันที่ ๑๕ ม.ค. ๒๕๖๘"},
                  {{{}, {}, {}, "๑๕ ม.ค. ๒๕๖๘"},
                   {"กลุ่มงานยุทธศาสตร์", "89", "10:55", "15 ม.ค. 2569"},
                   {"สำนักงานจังหวัดร้อยเอ็ด", "229", {}, "๑๕ ม.ค. ๒๕๖๘"},
                   {"ศาลากลางจังหวัดร้อยเอ็ด", "520", {}, "๑๕ ม.ค. ๒๕๖๘"}});
    expect_stamps({"- งานสำนักงาน", "- งานปกครอง", "- ศูนย์ดำรงธรรม", "- อื่นๆ", "ที่ว่าการอำเภอเมืองกระบี่",
                   " เลขที่.....๕๓๖", " วันที่.....๑.๖.๒๕๖๕.....", " เวลา....."},
                  {{"ที่ว่าการอำเภอเมืองกระบี่", "536", {}, "๑.๖.๒๕๖๕", 4}});
    expect_stamps({"หน้าต้น", "องค์การบริหารส่วนตำบลเวียงทอง", "เลขที่..... 082", "วันที่ ๑๒ กพ ๒๕๖๙", "เวลา....."},
                  {{"องค์การบริหารส่วนตำบลเวียงทอง", "082", {}, "๑๒ กพ ๒๕๖๙"}});
    expect_stamps({"วันที่.....", "เวลา....."}, {});
    expect_stamps({"งานการเงิน"}, {});
}

TEST(Quantity, StandsBehindItsWord) {
    EXPECT_EQ(find_quantity("สำเนาหนังสือ จำนวน ๑ ฉบับ", words())->text, "จำนวน ๑ ฉบับ");
    EXPECT_EQ(find_quantity("แบบรายงาน จำนวน 12 ชุด", words())->value.count, 12);
    EXPECT_EQ(find_quantity("คู่มือ ๓ เล่ม", words())->value.unit, "เล่ม");
    EXPECT_FALSE(find_quantity("จำนวน ครั้ง", words()));
    EXPECT_FALSE(find_quantity("ข้อ ๑ ฉบับแก้ไข", words()));
}

TEST(Speed, IsAWordOfItsOwn) {
    EXPECT_EQ(find_speed("ด่วนที่สุด", kReference)->value.name, "ด่วนที่สุด");
    EXPECT_EQ(find_speed("หนังสือ ด่วนมาก ที่ มท", kReference)->value.name, "ด่วนมาก");
    EXPECT_EQ(find_speed("ด่วนทีสุด", kReference)->value.name, "ด่วนที่สุด");
    const auto within = find_speed("ด่วนภายใน ๕ มีนาคม ๒๕๖๙ เวลา ๑๖.๓๐ น.", kReference);
    ASSERT_TRUE(within);
    EXPECT_TRUE(within->value.by == 2026y / March / 5);
    EXPECT_EQ(within->value.time, "16:30");
    for (const std::string_view text : {"นโยบายสำคัญเร่งด่วน", "โดยด่วน", "ทางด่วน", "ด่วนศุลกากร"})
        EXPECT_FALSE(find_speed(text, kReference)) << text;
    EXPECT_EQ(find_secrecy("ลับมาก")->value, "ลับมาก");
    for (const std::string_view text : {"ลึกลับที่สุด", "กลับ", "ความลับของทางราชการ", "ลับเฉพาะ"})
        EXPECT_FALSE(find_secrecy(text)) << text;
}

}  // namespace
}  // namespace saraban
