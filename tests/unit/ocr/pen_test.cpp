#include "pipeline/model/error.h"
#include "pipeline/ocr/pen_decode.h"
#include "pipeline/ocr/pen_net.h"

#include <fstream>

#include <gtest/gtest.h>

using namespace saraban;

namespace {

constexpr int kClasses = 22, kZero = 1, kThaiOne = 2, kArabicOne = 11, kWo = 20, kSlash = 21;
int thai(int value) {
    return kThaiOne + value - 1;
}
int arabic(int value) {
    return kArabicOne + value - 1;
}

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
    [[nodiscard]] std::vector<PenReading> as(PenPlace place, Script printed) const {
        return pen_readings({columns_}, place, printed);
    }

    [[nodiscard]] const Columns& columns() const { return columns_; }

private:
    Columns columns_{kClasses, {}};
};

}  // namespace

TEST(PenReadings, AreNumbersThatFitThePlace) {
    const auto circular = Said().then(kSlash).then(kWo).then(arabic(5)).then(arabic(1));
    ASSERT_FALSE(circular.as(PenPlace::Running, Script::Arabic).empty());
    EXPECT_EQ(circular.as(PenPlace::Running, Script::Arabic).front().text, "ว51");
    EXPECT_TRUE(circular.as(PenPlace::Day, Script::Arabic).empty());

    EXPECT_EQ(Said().then(thai(3)).then(kZero).as(PenPlace::Day, Script::Thai).front().text, "๓๐");
    EXPECT_TRUE(Said().then(thai(3)).then(thai(2)).as(PenPlace::Day, Script::Thai).empty())
        << "no month has 32 days";
    EXPECT_TRUE(Said().then(kZero).as(PenPlace::Day, Script::Thai).empty());
}

TEST(PenReadings, ShareTheirConfidence) {
    const auto readings = Said().then(arabic(4), 0.7F, arabic(9)).as(PenPlace::Running, Script::Arabic);
    ASSERT_EQ(readings.size(), 2U);
    EXPECT_EQ(readings[0].text, "4");
    EXPECT_NEAR(readings[0].confidence, 0.7F, 0.01F);
    EXPECT_EQ(readings[1].text, "9");
}

TEST(PenReadings, OfAnUnlikelyKindDoNotMakeTheOthersSure) {
    // Most of what the columns may say is no day: the day that is left is not thereby certain.
    const auto readings =
        Said().then(arabic(4), 0.9F, arabic(2)).then(arabic(8)).as(PenPlace::Day, Script::Arabic);
    ASSERT_EQ(readings.size(), 1U);
    EXPECT_EQ(readings[0].text, "28");
    EXPECT_LT(readings[0].confidence, 0.2F);
}

TEST(PenReadings, OfADayAreNoWo) {
    const auto readings = Said().then(kWo, 0.9F, arabic(3)).as(PenPlace::Day, Script::Arabic);
    ASSERT_FALSE(readings.empty());
    EXPECT_EQ(readings[0].text, "3");
    EXPECT_GT(readings[0].confidence, 0.9F) << "ว never stands before a month";
    EXPECT_EQ(
        Said().then(kWo, 0.9F, arabic(3)).then(arabic(1)).as(PenPlace::Running, Script::Arabic).front().text,
        "ว1");
}

TEST(PenReadings, DoNotMixDigits) {
    const auto readings =
        Said().then(thai(3), 0.8F, arabic(5)).then(arabic(8)).as(PenPlace::Running, Script::Arabic);
    ASSERT_EQ(readings.size(), 2U);
    EXPECT_EQ(readings[0].text, "58");
}

TEST(PenReadings, CountEveryViewTheSame) {
    const Columns sure = Said().then(arabic(4)).columns(),
                  other = Said().then(arabic(9), 0.6F, arabic(4)).columns();
    const auto readings = pen_readings({sure, other, other}, PenPlace::Running, Script::Arabic);
    ASSERT_EQ(readings.size(), 2U);
    EXPECT_EQ(readings[0].text, "4");
    EXPECT_NEAR(readings[0].confidence, 0.6F, 0.01F);
    EXPECT_TRUE(pen_readings({}, PenPlace::Running, Script::Arabic).empty());
}

TEST(PenReadings, FollowTheDigitsOfThePrint) {
    const auto said = Said().then(thai(1), 0.5F, arabic(9));
    EXPECT_EQ(said.as(PenPlace::Running, Script::Thai).front().text, "๑");
    EXPECT_EQ(said.as(PenPlace::Running, Script::Arabic).front().text, "9");
}

TEST(PenNet, RefusesWhatIsNoNetwork) {
    const std::string path = testing::TempDir() + "no_network.bin";
    std::ofstream(path) << "SPEN\x01\x07 and then nothing";
    EXPECT_THROW(PenNet{path}, Error);
    EXPECT_THROW(PenNet{testing::TempDir() + "missing.bin"}, Error);
}

TEST(PenNet, SaysNothingOfAnEmptyImage) {
    const PenNet net(SARABAN_ROOT "/pipeline/ocr/models/pen_digits.bin");
    const Columns columns = net.read({64, PenNet::kHeight, std::vector<float>(64 * PenNet::kHeight, 0)});
    EXPECT_EQ(columns.count(), 16);
    for (const PenReading& reading : pen_readings({columns}, PenPlace::Running, Script::Arabic))
        EXPECT_LT(reading.confidence, 0.5F) << reading.text;
}
