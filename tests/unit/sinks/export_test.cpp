#include "pipeline/sinks/ecms.h"
#include "pipeline/sinks/mask.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

#include <gmock/gmock.h>
#include <unistd.h>

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

/// What xmllint says against the structure of a message; empty: it keeps to it.
std::string faults_of(const std::string& xml) {
    const auto file =
        std::filesystem::temp_directory_path() / ("ecms-" + std::to_string(::getpid()) + ".xml");
    std::ofstream(file) << xml;
    const std::string command = "xmllint --nonet --noout --relaxng " SARABAN_ROOT "/tests/support/ecms.rng " +
                                file.string() + " 2>&1";
    std::FILE* pipe = ::popen(command.c_str(), "r");
    std::string said;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe))
        said += static_cast<char>(c);
    const int code = ::pclose(pipe);
    std::filesystem::remove(file);
    return code == 0 ? "" : said + xml;
}

}  // namespace

TEST(Ecms, WritesAMessageAnAddressee) {
    const auto messages = to_ecms(letter());
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_THAT(messages[0], HasSubstr("<ram:JobTitle>นายอำเภอ ทุกอำเภอ</ram:JobTitle>"));
    EXPECT_THAT(messages[1], HasSubstr("<ram:JobTitle>ปลัดจังหวัด</ram:JobTitle>"));
    for (const auto* part :
         {"<ram:ID>มท 0801.4/ว 6103</ram:ID>", "<ram:CorrespondenceDate>2025-12-30</ram:CorrespondenceDate>",
          "<ram:Subject>ภัย &lt;ออนไลน์&gt; &amp; &quot;SMS&quot;</ram:Subject>",
          "<ram:SpeedCode>004</ram:SpeedCode>", "<ram:SecretCode>001</ram:SecretCode>",
          "<ram:GivenName>นายสมชาย</ram:GivenName>", "<ram:FamilyName>ใจดี</ram:FamilyName>",
          "<ram:ReferenceCorrespondence>"})
        EXPECT_THAT(messages[0], HasSubstr(part));
}

TEST(Ecms, KeepsToTheStructureOfAMessage) {
    if (std::system("xmllint --version >/dev/null 2>&1") != 0)
        GTEST_SKIP() << "SKIPPED: no xmllint; tools/install test installs it";
    Record odd = letter();
    odd.subject->value = "ก\x01<&>\"'\n]]>";
    odd.issuer = Issuer{.name = "กรม<ก>"};
    odd.attachments.push_back({.raw = "แบบ & ตาราง", .cited_number = DocNumber{.normalized = "มท 1/3"}});
    for (const Record& record : {letter(), odd, Record{}})
        for (const auto& message : to_ecms(record))
            EXPECT_EQ(faults_of(message), "");
    std::string swapped = to_ecms(letter())[0];
    swapped.replace(swapped.find("ram:SecretCode"), 14, "ram:Secretcode");
    EXPECT_NE(faults_of(swapped), "") << "the check can fail";
}

TEST(Mask, HidesNamesPhonesAndMail) {
    Record record = letter();
    record.text += "\nแจ้ง นางบุญมา ดีงาม โทร. +66 2 127 7000 และ +66927768665 งบ ๐๒๓ บาท";
    const Record masked = mask(record, {"นางบุญมา ดีงาม"});
    for (const auto* personal : {"สมชาย", "มาลี", "๖๐๖๔", "๗๗๖๘", "example.go.th", "บุญมา", "127 7000", "6692"})
        EXPECT_THAT(masked.text, Not(HasSubstr(personal)));
    EXPECT_THAT(masked.text, HasSubstr("๔๕๒๑๐")) << "a postal code is no phone";
    EXPECT_THAT(masked.text, HasSubstr("งบ ๐๒๓ บาท"));
    EXPECT_EQ(masked.signer->name, "███");
    EXPECT_EQ(masked.coordinator->phone, "███");
    EXPECT_EQ(masked.doc_number->normalized, letter().doc_number->normalized);
    EXPECT_EQ(masked.subject, letter().subject);
}
