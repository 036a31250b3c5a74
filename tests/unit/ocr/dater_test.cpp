#include "pipeline/ocr/dater.h"

#include "pipeline/image/text_lines.h"
#include "pipeline/ocr/stamp_lines.h"

#include <string>

#include <gmock/gmock.h>

using namespace saraban;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

constexpr int kClasses = 22;
/// Classes of digits and of letters of the months (tools/train/pen/daters.py).
constexpr int digit(int value) {
    return 1 + value;
}
constexpr int kMa = 11, kMi = 12, kKho = 15, kPho = 16, kYo = 18;

/// Columns that are sure of one class after the other, "nothing new" between them.
class Said {
public:
    Said& then(int c, float sure = 1, int other = 0) {
        for (const int now : {c, 0}) {
            std::vector<float> column(kClasses, 0);
            column[0] = now == 0 ? 1 : 0;
            if (now != 0) column[static_cast<std::size_t>(c)] = sure;
            if (now != 0 && other != 0) column[static_cast<std::size_t>(other)] = 1 - sure;
            columns_.probability.insert(columns_.probability.end(), column.begin(), column.end());
        }
        return *this;
    }
    Said& number(const std::string& digits) {
        for (const char c : digits)
            then(digit(c - '0'));
        return *this;
    }
    [[nodiscard]] std::vector<std::string> read() const {
        std::vector<std::string> texts;
        for (const PenReading& reading : dater_readings(columns_))
            texts.push_back(reading.text);
        return texts;
    }
    [[nodiscard]] const Columns& columns() const { return columns_; }

private:
    Columns columns_{kClasses, {}};
};

}  // namespace

TEST(DaterReadings, AreDates) {
    EXPECT_THAT(Said().number("15").then(kPho).then(kYo).number("2553").read(), ElementsAre("15 พ.ย. 2553"));
    EXPECT_THAT(Said().number("08").then(kMi).then(kKho).number("53").read(), ElementsAre("8 มี.ค. 53"));
    EXPECT_THAT(Said().number("1").then(kMa).then(kKho).number("2010").read(), ElementsAre("1 ม.ค. 2010"));
}

TEST(DaterReadings, AreNothingElse) {
    EXPECT_THAT(Said().number("2059").read(), IsEmpty()) << "a register number";
    EXPECT_THAT(Said().number("39").then(kPho).then(kYo).number("2553").read(), IsEmpty()) << "no such day";
    EXPECT_THAT(Said().number("15").then(kYo).then(kPho).number("2553").read(), IsEmpty()) << "no such month";
    EXPECT_THAT(Said().number("15").then(kPho).then(kYo).number("1553").read(), IsEmpty()) << "no such year";
    EXPECT_THAT(Said().number("15").then(kPho).then(kYo).number("255").read(), IsEmpty()) << "torn";
    EXPECT_THAT(dater_readings(Columns{kClasses, {}}), IsEmpty());
}

TEST(DaterReadings, AreUnsureWhereTheColumnsAre) {
    const auto readings =
        dater_readings(Said().then(digit(1), 0.6F, digit(7)).then(kPho).then(kYo).number("2553").columns());
    ASSERT_EQ(readings.size(), 2U);
    EXPECT_EQ(readings[0].text, "1 พ.ย. 2553");
    EXPECT_NEAR(readings[0].confidence, 0.6F, 0.02F);
    EXPECT_NEAR(readings[1].confidence, 0.4F, 0.02F);
    // What is most probably no date makes the date that is left no surer.
    const auto junk =
        dater_readings(Said().then(kYo, 0.9F, digit(5)).then(kPho).then(kYo).number("2553").columns());
    ASSERT_EQ(junk.size(), 1U);
    EXPECT_LT(junk[0].confidence, 0.2F);
}
