#include "extractors/thai_date.h"

#include <string_view>

#include <gtest/gtest.h>

namespace saraban {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

constexpr year_month_day kReference = 2026y / February / 10;

TEST(ThaiDate, LeavesLabelAndWeekdayOutOfItsText) {
    const std::string_view text = "ให้รายงานภายในวันพุธที่ ๑๔ มกราคม ๒๕๖๙ ต่อไป";
    const auto found = find_thai_date(text, kReference);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->text, "๑๔ มกราคม ๒๕๖๙");
    EXPECT_EQ(found->value.whole, "วันพุธที่ ๑๔ มกราคม ๒๕๖๙");
    EXPECT_EQ(found->value.weekday_text, "วันพุธ");
    EXPECT_TRUE(found->value.weekday_agrees());
}

TEST(ThaiDate, KnowsWhenTheWeekdayDisagrees) {
    const auto found = find_thai_date("ภายในวันพุธ ๑๕ มกราคม ๒๕๖๔", kReference);
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->value.iso == 2021y / January / 15);
    EXPECT_FALSE(found->value.weekday_agrees());
}

TEST(ThaiDate, SaysWhyThereIsNoDay) {
    const struct {
        std::string_view text;
        DateProblem problem;
    } cases[] = {
        {"๓๑ เมษายน ๒๕๖๙", DateProblem::Impossible},
        {"29 ก.พ. 2570", DateProblem::Impossible},
        {"๑๓/๑๓/๒๕๖๙", DateProblem::Impossible},
        {"1 มกราคม ค.ศ. 2570", DateProblem::EraContradiction},
        {"1 มกราคม พ.ศ. 2027", DateProblem::EraContradiction},
        {"๑ มกราคม ๒๔๘๓", DateProblem::BeforeReform},
        {"๐ มกราคม ๒๕๖๙", DateProblem::DayUnread},
        {"๔๕ มกราคม ๒๕๖๙", DateProblem::DayUnread},
    };
    for (const auto& c : cases) {
        SCOPED_TRACE(c.text);
        const auto found = find_thai_date(c.text, kReference);
        ASSERT_TRUE(found);
        EXPECT_FALSE(found->value.iso);
        EXPECT_EQ(found->value.problem, c.problem);
        EXPECT_EQ(found->text, c.text);
    }
}

TEST(ThaiDate, TakesTheCenturyNearestToTheReference) {
    EXPECT_TRUE(find_thai_date("9 มี.ค. 68", kReference)->value.iso == 2025y / March / 9);
    EXPECT_TRUE(find_thai_date("15/1/26", kReference)->value.iso == 2026y / January / 15);
    EXPECT_TRUE(find_thai_date("15/1/26", 1985y / May / 1)->value.iso == 1983y / January / 15);
    EXPECT_TRUE(find_thai_date("15/1/26", kReference)->value.short_year);
}

TEST(ThaiDate, FindsAllInOrder) {
    const auto found = find_all_thai_dates(
        "ระหว่างวันที่ ๑ มีนาคม ๒๕๖๙ ถึง ๕ เมษายน ๒๕๖๙ ครั้งที่ ๒/๒๕๖๙ และ ๓๑ เมษายน ๒๕๖๙", kReference);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].text, "๑ มีนาคม ๒๕๖๙");
    EXPECT_EQ(found[1].text, "๕ เมษายน ๒๕๖๙");
    EXPECT_EQ(found[2].text, "๓๑ เมษายน ๒๕๖๙");
}

TEST(ThaiDate, RepairsAMonthOnlyWhereNoOtherIsAsNear) {
    EXPECT_TRUE(find_thai_date("๕ ธันวาดม ๒๕๖๘", kReference)->value.iso == 2025y / December / 5);
    EXPECT_TRUE(find_thai_date("๕ ธันวาดม ๒๕๖๘", kReference)->value.month_damaged);
    EXPECT_FALSE(find_thai_date("๕ มกนาคม ๒๕๖๘", kReference));
    EXPECT_FALSE(find_thai_date("๑ ต มกราคม ๒๕๖๙", kReference));
    EXPECT_FALSE(find_thai_date("๑ต มกราคม ๒๕๖๙", kReference));
}

TEST(LetterDate, NeverGuessesTheDay) {
    const struct {
        std::string_view text, said;
    } cases[] = {
        {"กค ๐ ธันวาคม ๒๕๖๘", "กค ๐ ธันวาคม ๒๕๖๘"},   {"มว ธันวาคม ๒๕๖๘", "มว ธันวาคม ๒๕๖๘"},
        {"      ธันวาคม ๒๕๖๘", "ธันวาคม ๒๕๖๘"},       {"วันที่ ........ ธันวาคม ๒๕๖๘", "ธันวาคม ๒๕๖๘"},
        {"วันที่      ธ.ค. ๒๕๖๘", "ธ.ค. ๒๕๖๘"},        {"๑g ธันวาคม ๒๕๖๘", "๑g ธันวาคม ๒๕๖๘"},
        {"ฝ๕ ธันวาคม ๒๕๖๘", "ฝ๕ ธันวาคม ๒๕๖๘"},       {"๑ ๕ ธันวาคม ๒๕๖๘", "๑ ๕ ธันวาคม ๒๕๖๘"},
        {"วันที่ ต ๕ ธันวาคม ๒๕๖๘", "ต ๕ ธันวาคม ๒๕๖๘"}, {"๑๒๓ ธันวาคม พ.ศ. ๒๕๖๘", "๑๒๓ ธันวาคม พ.ศ. ๒๕๖๘"},
    };
    for (const auto& c : cases) {
        SCOPED_TRACE(c.text);
        const auto found = find_letter_date(c.text, kReference);
        ASSERT_TRUE(found);
        EXPECT_FALSE(found->value.iso);
        EXPECT_TRUE(found->value.iso_partial == 2025y / December);
        EXPECT_EQ(found->value.problem, DateProblem::DayUnread);
        EXPECT_EQ(found->text, c.said);
    }
}

TEST(LetterDate, ReadsAWholeDate) {
    for (const std::string_view text :
         {"๑๕ ธันวาคม ๒๕๖๘", "วันที่ ๑๕ ธันวาคม ๒๕๖๘", "ลงวันที่๑๕ ธันวาคม ๒๕๖๘", ". ๑๕ ธันวาคม ๒๕๖๘",
          "๑๔ ๑๕ ธันวาคม ๒๕๖๘", "สั่ง ณ วันที่ ๑๕ ธันวาคม พ.ศ. ๒๕๖๘", "วันจันทร์ที่ ๑๕ ธันวาคม ๒๕๖๘",
          "ศาลากลางจังหวัดกระบี่ ๑๕ ธันวาคม ๒๕๖๘"}) {
        SCOPED_TRACE(text);
        const auto found = find_letter_date(text, kReference);
        ASSERT_TRUE(found);
        EXPECT_TRUE(found->value.iso == 2025y / December / 15);
    }
}

TEST(DateRange, SharesMonthAndYearWithItsRightEnd) {
    const struct {
        std::string_view text, said;
        year_month_day first, last;
    } cases[] = {
        {"ระหว่างวันที่ ๑ - ๓ มีนาคม ๒๕๖๙ ณ", "๑ - ๓ มีนาคม ๒๕๖๙", 2026y / March / 1, 2026y / March / 3},
        {"๒๘ กุมภาพันธ์ – ๓ มีนาคม ๒๕๖๙", "๒๘ กุมภาพันธ์ – ๓ มีนาคม ๒๕๖๙", 2026y / February / 28, 2026y / March / 3},
        {"ตั้งแต่วันที่ ๑ มีนาคม ๒๕๖๙ ถึงวันที่ ๕ เมษายน ๒๕๖๙", "๑ มีนาคม ๒๕๖๙ ถึงวันที่ ๕ เมษายน ๒๕๖๙", 2026y / March / 1,
         2026y / April / 5},
        {"๒๘ ธันวาคม - ๓ มกราคม ๒๕๖๙", "๒๘ ธันวาคม - ๓ มกราคม ๒๕๖๙", 2025y / December / 28,
         2026y / January / 3},
    };
    for (const auto& c : cases) {
        SCOPED_TRACE(c.text);
        const auto found = find_date_range(c.text, kReference);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->text, c.said);
        EXPECT_TRUE(found->value.first == c.first);
        EXPECT_TRUE(found->value.last == c.last);
    }
    EXPECT_FALSE(find_date_range("๓ - ๑ มีนาคม ๒๕๖๙", kReference));
    EXPECT_FALSE(find_date_range("เมื่อวันที่ ๑ มีนาคม ๒๕๖๙", kReference));
}

TEST(YearMeant, IsTheOneThatTheLetterNames) {
    constexpr year_month_day kToday = 2026y / March / 1;
    EXPECT_EQ(find_year_meant("๑๑ พฤศจิกายน ๒๕๘๓ ตุลาคม ๒๕๕๓ ซึ่งบัดนี้ ๒๕๕๓", 2040y, kToday), 2010y);
    EXPECT_FALSE(find_year_meant("๑๑ พฤศจิกายน ๒๕๕๓ ตุลาคม ๒๕๕๒", 2010y, kToday)) << "it may be right";
    EXPECT_FALSE(find_year_meant("ตุลาคม ๒๕๕๓ และ ๒๕๖๓", 2040y, kToday)) << "two years are one digit off";
    EXPECT_FALSE(find_year_meant("๒๕๘๓ โทร. ๑๒๕๕๓ พ.ศ. ๒๕๔๙", 2040y, kToday));
    EXPECT_FALSE(find_year_meant("พ.ศ. ๒๔๘๓", 2040y, kToday)) << "no letter of a generation ago";
    EXPECT_FALSE(find_year_meant("", 2040y, kToday));
}

TEST(DayMonth, NeedsNoYear) {
    const auto found = find_day_month("ก่อนวันที่ ๕ มีนาคมนี้");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->text, "๕ มีนาคม");
    EXPECT_TRUE(found->value == March / 5);
    EXPECT_FALSE(find_day_month("๓๑ เมษายน"));
    EXPECT_FALSE(find_day_month("จำนวน ๕ มกุฎ"));
}

}  // namespace
}  // namespace saraban
