#include "extractors/phone.h"

#include <string_view>

#include <gtest/gtest.h>

namespace saraban {
namespace {

TEST(Phone, ReadsTheFormsLettersUse) {
    const struct {
        std::string_view text, raw, national, ext;
        bool valid;
    } cases[] = {
        {"โทร. ๐-๔๓๕๑-๖๐๖๔", "๐-๔๓๕๑-๖๐๖๔", "043516064", "", true},
        {"ผู้ประสาน นางสาวก ข โทร ๐๙๒ ๗๗๖๘ ๖๖๕", "๐๙๒ ๗๗๖๘ ๖๖๕", "0927768665", "", true},
        {"ฝ่ายบริหารทั่วไป โทร. ๐๘๓-๓๔๒๓๐๗", "๐๘๓-๓๔๒๓๐๗", "083342307", "", false},
        {"โทร. ๐ ๒๒๔๑ ๙๐๑๔ ไปรษณีย์อิเล็กทรอนิกส์ : a@b.go.th", "๐ ๒๒๔๑ ๙๐๑๔", "022419014", "", true},
        {"โทร. ๐ ๒๒๘๑ ๑๕๖๗ ต่อ ๕๑๕๕๐", "๐ ๒๒๘๑ ๑๕๖๗", "022811567", "51550", true},
        {"โทร/โทรสาร ๐๗๕-๖๑๑๓๔๐ ต่อ ๑", "๐๗๕-๖๑๑๓๔๐", "075611340", "1", true},
        {"หมายเลขโทรศัพท์ ๐๘ ๐๗๐๖ ๖๘๔๖ สำหรับอำเภอ", "๐๘ ๐๗๐๖ ๖๘๔๖", "0807066846", "", true},
        {"โทร.๐-๔๒๗๑-๑๔๖๑", "๐-๔๒๗๑-๑๔๖๑", "042711461", "", true},
        {"โทร. ๐-๒๒๔๑-๙๐๐๐-๗", "๐-๒๒๔๑-๙๐๐๐", "022419000", "", true},
        {"Tel. (02) 123 4567 ext. 12", "(02) 123 4567", "021234567", "12", true},
        {"โทร +66 81-234-5678", "+66 81-234-5678", "0812345678", "", true},
        {"สายด่วน ๑๖๖๙", "๑๖๖๙", "1669", "", true},
        {"นางสาวก ข ๐๘๑ ๒๓๔ ๕๖๗๘", "๐๘๑ ๒๓๔ ๕๖๗๘", "0812345678", "", true},
    };
    for (const auto& c : cases) {
        SCOPED_TRACE(c.text);
        const auto found = find_phone(c.text);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->text, c.raw);
        EXPECT_EQ(found->value.national, c.national);
        EXPECT_EQ(found->value.ext, c.ext);
        EXPECT_EQ(found->value.valid(), c.valid);
        EXPECT_EQ(found->value.e164.has_value(), c.valid && c.national != "1669");
    }
}

TEST(Phone, TellsFaxFromPhone) {
    const auto found =
        find_all_phones("โทร. ๐ ๔๓๕๑ ๖๐๖๔, ๐ ๔๓๕๑ ๖๐๖๕ โทรสาร ๐ ๔๓๕๑ ๖๐๖๖ โทร./โทรสาร ๐ ๔๓๕๑ ๖๐๖๗");
    ASSERT_EQ(found.size(), 4U);
    EXPECT_FALSE(found[0].value.fax);
    EXPECT_EQ(found[1].value.national, "043516065");
    EXPECT_TRUE(found[2].value.fax);
    EXPECT_TRUE(found[3].value.also_fax);
    EXPECT_EQ(found[2].value.whole, "โทรสาร ๐ ๔๓๕๑ ๖๐๖๖");
}

TEST(Phone, LeavesOtherNumbersAlone) {
    for (const std::string_view text :
         {"ที่ มท ๐๘๐๑.๔/ว ๖๑๐๓", "เลขที่บัญชี ๐๖๗-๐-๑๒๓๔๕-๖", "เลขประจำตัวผู้เสียภาษี ๐ ๑๐๕๕ ๓๖๐๐๐ ๑๒ ๓", "๐๙/๐๒/๒๕๖๙",
          "โทรศัพท์ .....", "กรุงเทพมหานคร ๑๐๓๐๐", "เวลา ๐๙.๓๐ น.", "รหัส ๐๘๑๒๓๔๕๖๗๘๙๑", "สารบัญ ๐๑", ""})
        EXPECT_FALSE(find_phone(text)) << text;
}

}  // namespace
}  // namespace saraban
