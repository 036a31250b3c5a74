#include "pipeline/qr.h"

#include <gmock/gmock.h>

using namespace saraban;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

Line line(int page, int left, int top, int right, const std::string& text) {
    return {.page = page, .number = 1, .text = text, .box = saraban::Box{left, top, right, top + 40}};
}

OcrPage page_with(const std::string& text) {
    OcrPage page;
    page.page = 1;
    page.size = {2480, 3508};
    page.codes = {{text, {400, 2800, 650, 3050}}};
    return page;
}

/// The closing of a letter, and a caption under the code.
Letter letter(const std::string& caption) {
    return {.kind = "external_letter",
            .zones = {{ZoneKind::Closing, {line(1, 1300, 2500, 1700, "ขอแสดงความนับถือ")}},
                      {ZoneKind::Qr, {line(1, 380, 3070, 680, caption)}},
                      {ZoneKind::Owner, {line(1, 300, 3200, 900, "สำนักงานจังหวัด")}}}};
}

}  // namespace

TEST(AttachCodes, GivesTheCodeItsCaptionAndItsAddressToTheLetter) {
    std::vector<Record> records(1);
    attach_codes({page_with("https://forms.gle/abc123")}, {letter("แบบรายงาน")}, records);
    ASSERT_THAT(records[0].qr, SizeIs(1));
    EXPECT_EQ(records[0].qr[0].value, "https://forms.gle/abc123");
    EXPECT_EQ(records[0].qr[0].caption, "แบบรายงาน");
    EXPECT_EQ(records[0].qr[0].from.evidence[0].box->left, 400);
    ASSERT_THAT(records[0].reporting_addresses, SizeIs(1));
    EXPECT_EQ(records[0].reporting_addresses[0].type, "url");
    EXPECT_EQ(records[0].reporting_addresses[0].role, "report_to");
    EXPECT_EQ(records[0].reporting_addresses[0].value_normalized, "https://forms.gle/abc123");
}

TEST(AttachCodes, TellsAttachmentsAndLineGroupsFromReports) {
    std::vector<Record> records(1);
    attach_codes({page_with("https://example.go.th/f.pdf")}, {letter("สิ่งที่ส่งมาด้วย")}, records);
    EXPECT_EQ(records[0].reporting_addresses[0].role, "details");
    records = std::vector<Record>(1);
    attach_codes({page_with("https://line.me/R/ti/g/abc")}, {letter("กลุ่มไลน์")}, records);
    EXPECT_EQ(records[0].reporting_addresses[0].role, "line_group_join");
}

TEST(AttachCodes, KeepsTextThatIsNoAddress) {
    std::vector<Record> records(1);
    attach_codes({page_with("ทะเบียน ๑๒๓")}, {letter("รหัสหนังสือ")}, records);
    EXPECT_THAT(records[0].qr, SizeIs(1));
    EXPECT_THAT(records[0].reporting_addresses, IsEmpty());
}

TEST(AttachCodes, GivesACodeToTheLetterThatIsNearest) {
    std::vector<Record> records(2);
    const Letter above{.kind = "external_letter",
                       .zones = {{ZoneKind::Body, {line(1, 300, 400, 900, "ด้วย")}}}};
    attach_codes({page_with("https://example.go.th/")}, {above, letter("เอกสาร")}, records);
    EXPECT_THAT(records[0].qr, IsEmpty());
    EXPECT_THAT(records[1].qr, SizeIs(1));
}

TEST(AttachCodes, GivesNobodyTheCodeOfAPageWithoutALetter) {
    std::vector<Record> records(1);
    OcrPage poster = page_with("https://example.go.th/");
    poster.page = 2;
    attach_codes({poster}, {letter("เอกสาร")}, records);
    EXPECT_THAT(records[0].qr, IsEmpty());
}
