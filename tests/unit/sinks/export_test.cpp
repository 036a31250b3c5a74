#include "pipeline/sinks/ecms.h"
#include "pipeline/sinks/mask.h"

#include <algorithm>
#include <vector>

#include <gmock/gmock.h>

using namespace saraban;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

Record letter() {
    Record record;
    record.id = "a-1";
    record.doc_number = DocNumber{.raw = "มท ๐๘๐๑.๔/ว ๑๐.๓", .normalized = "มท 0801.4/ว 10.3"};
    record.reconciled.push_back({.field = "doc_number", .value = "มท 0801.4/ว 6103"});
    record.date = Date{.iso = std::chrono::year_month_day(std::chrono::year(2025), std::chrono::month(12),
                                                          std::chrono::day(30))};
    record.subject = Text{.value = "ภัย <ออนไลน์> & \"SMS\""};
    record.speed = Text{.value = "ด่วนที่สุด"};
    record.addressees = {{.value = "นายอำเภอ ทุกอำเภอ"}, {.value = "ปลัดจังหวัด"}};
    record.signer = Signer{.name = "นายสมชาย ใจดี", .title = "อธิบดี"};
    record.coordinator = Coordinator{.name = "นางสาวมาลี มีสุข", .phone = "0927768665"};
    record.references.push_back({.raw = "หนังสือ ที่ มท 1/2", .cited_number = DocNumber{.normalized = "มท 1/2"}});
    record.text =
        "(นายสมชาย ใจดี)\nโทร. ๐-๔๓๕๑-๖๐๖๔ ผู้ประสาน นางสาวมาลี มีสุข โทร ๐๙๒ ๗๗๖๘ ๖๖๕ m.s@example.go.th รหัส ๔๕๒๑๐";
    return record;
}

/// Every element that opens closes, in order.
bool is_well_formed(const std::string& xml) {
    std::vector<std::string> open;
    for (auto at = xml.find("?>"); (at = xml.find('<', at)) != std::string::npos;) {
        const auto end = xml.find('>', at);
        const std::string tag = xml.substr(at + 1, end - at - 1);
        at = end;
        if (tag[0] != '/') {
            open.push_back(tag.substr(0, tag.find(' ')));
        } else {
            if (open.empty() || open.back() != tag.substr(1)) return false;
            open.pop_back();
        }
    }
    return open.empty();
}

}  // namespace

TEST(Ecms, WritesOneCorrespondenceLetterAnAddressee) {
    const std::string xml = to_ecms(letter());
    EXPECT_TRUE(is_well_formed(xml)) << xml;
    for (const auto* part :
         {"<ram:ID>มท 0801.4/ว 6103</ram:ID>", "<ram:CorrespondenceDate>2025-12-30</ram:CorrespondenceDate>",
          "<ram:Subject>ภัย &lt;ออนไลน์&gt; &amp; &quot;SMS&quot;</ram:Subject>",
          "<ram:SpeedCode>004</ram:SpeedCode>", "<ram:SecretCode>001</ram:SecretCode>",
          "<ram:GivenName>นายสมชาย</ram:GivenName>", "<ram:FamilyName>ใจดี</ram:FamilyName>",
          "<ram:ReferenceCorrespondence>"})
        EXPECT_THAT(xml, HasSubstr(part));
    std::size_t letters = 0;
    for (auto at = xml.find("<ram:CorrespondenceLetter>"); at != std::string::npos;
         at = xml.find("<ram:CorrespondenceLetter>", at + 1))
        ++letters;
    EXPECT_EQ(letters, 2U);
    EXPECT_TRUE(is_well_formed(to_ecms(Record{})));
}

TEST(Mask, HidesNamesPhonesAndMail) {
    const Record masked = mask(letter());
    for (const auto* personal : {"สมชาย", "มาลี", "๖๐๖๔", "๗๗๖๘", "example.go.th"})
        EXPECT_THAT(masked.text, Not(HasSubstr(personal)));
    EXPECT_THAT(masked.text, HasSubstr("๔๕๒๑๐")) << "a postal code is no phone";
    EXPECT_EQ(masked.signer->name, "███");
    EXPECT_EQ(masked.coordinator->phone, "███");
    EXPECT_EQ(masked.doc_number->normalized, letter().doc_number->normalized);
    EXPECT_EQ(masked.subject, letter().subject);
}
