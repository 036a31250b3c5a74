#include "extractors/worn_date.h"

#include <string>

#include <gtest/gtest.h>

using namespace saraban;
using namespace std::chrono;

namespace {

constexpr year_month_day kWritten{2010y / 10 / 21};

std::string said(std::string_view text, year_month_day written = kWritten) {
    const auto found = find_worn_date(text, written);
    if (!found) return "-";
    EXPECT_TRUE(found->value.month_damaged);
    const auto iso = *found->value.iso;
    return std::to_string(int{iso.year()}) + "-" + std::to_string(unsigned{iso.month()}) + "-" +
           std::to_string(unsigned{iso.day()});
}

}  // namespace

TEST(WornDate, TakesTheMonthThatFollowsTheLetter) {
    for (const char* text : {"10 บย 2553", "10 นย. 2553", ".10 พธ. 2553", "๑๐ พ.อ ๒๕๕๓", "10 ตย 2553",
                             "10 ย.อ. 2553", "10w.อ. 2553", "น 10น.ย. 2553", "10_นย 2553"})
        EXPECT_EQ(said(text), "2010-11-10") << text;
    EXPECT_EQ(said("5 ต 2553", 2010y / 9 / 28), "2010-10-5");
}

TEST(WornDate, LeavesOpenWhatFitsNoMonthOrTwo) {
    EXPECT_EQ(said("10 น 2553"), "-") << "no letter is left";
    EXPECT_EQ(said("10 ๑๑ 2553"), "-");
    EXPECT_EQ(said("10 มค 2553"), "-") << "a month that is read is not worn";
    EXPECT_EQ(said("10 กย 2553"), "-");
    EXPECT_EQ(said("5 ค 2553", 2010y / 7 / 1), "-") << "ก.ค. and ส.ค. end alike";
    EXPECT_EQ(said("10 บย 2563"), "-") << "years later";
    EXPECT_EQ(said("31 พย 2553"), "-") << "November has 30 days";
    EXPECT_EQ(said("10 ประชุมใหญ่ 2553"), "-");
    EXPECT_EQ(said("10/บย/2553"), "-");
    EXPECT_EQ(said(""), "-");
}
