#include "pipeline/layout/page_order.h"

#include "tests/support/rules.h"
#include "tests/support/text_page.h"

#include <gmock/gmock.h>

using namespace saraban;
using testing::ElementsAre;

namespace {

/// A letter's first page; it goes on if `catchword` is given.
std::string opening(const std::string& number, const std::string& catchword = {}) {
    const std::string end = catchword.empty() ? "ขอแสดงความนับถือ\n(นายสมมุติ ใจดี)\n" : catchword + "\n";
    return "ที่ ตร ๐๐๑๗.๒/ว " + number +
           "\nศาลากลางจังหวัดตราด\n๓ มีนาคม ๒๕๖๙\nเรื่อง ขอเชิญประชุม\nเรียน นายอำเภอ ทุกอำเภอ\n"
           "ด้วยจังหวัดตราดกำหนดประชุมประจำเดือน\n" +
           end;
}

std::vector<std::size_t> order_of(const std::vector<std::string>& texts) {
    std::vector<OcrPage> pages;
    for (const std::string& text : texts) {
        pages.push_back(test::text_page(text).front());
        pages.back().page = static_cast<int>(pages.size());
    }
    return page_order(pages, test::rules());
}

}  // namespace

TEST(PageOrder, StaysWhereNothingSpeaksAgainstIt) {
    EXPECT_THAT(order_of({opening("1", "/๑. แจ้ง ..."), "- ๒ -\n๑. แจ้งทุกหน่วย\n", "แบบรายงาน\nชื่อ ........\n"}),
                ElementsAre(0, 1, 2));
    EXPECT_THAT(order_of({"ใบปะหน้า\n", opening("1"), opening("2"), "ตาราง\n", "- ๕ -\nข้อ ๑\n"}),
                ElementsAre(0, 1, 2, 3, 4));
    EXPECT_THAT(order_of({}), ElementsAre());
}

TEST(PageOrder, IsThatOfTheNumbers) {
    EXPECT_THAT(order_of({opening("1", "/๑. แจ้ง ..."), "- ๓ -\nข้อ ๗\n", "- ๒ -\n๑. แจ้งทุกหน่วย\n", "ตาราง\n"}),
                ElementsAre(0, 2, 1, 3));
    EXPECT_THAT(order_of({"- ๒ -\nอนึ่ง ขอเชิญ\n", opening("1", "/อนึ่ง ...")}), ElementsAre(1, 0));
}

TEST(PageOrder, IsThatOfTheCatchwordsBetweenLetters) {
    // The second letter was laid on the first one's second page.
    EXPECT_THAT(order_of({opening("1", "/๑. แจ้งอำเภอ ..."), opening("2", "/ในการนี้ ..."),
                          "- ๒ -\n๑. แจ้งอำเภอทุกแห่ง\n", "- ๒ -\nในการนี้ ขอให้จังหวัด\n"}),
                ElementsAre(0, 2, 1, 3));
}

TEST(PageOrder, GivesALetterThatEndsNoFurtherPage) {
    EXPECT_THAT(order_of({opening("1"), "- ๒ -\nอนึ่ง ขอเชิญ\n", opening("2", "/อนึ่ง ...")}),
                ElementsAre(0, 2, 1));
}
