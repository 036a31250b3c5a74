#include "tools/digit_confusions.h"

#include <gmock/gmock.h>

using namespace saraban;
using testing::ElementsAre;
using testing::Pair;

namespace {

DigitConfusions counted(std::string_view printed, std::string_view read) {
    DigitConfusions counts;
    for (const DigitPair& pair : align_digits(printed, read))
        if (pair.printed != pair.read) ++counts[{pair.printed, pair.read}];
    return counts;
}

constexpr const char* kPrinted = "ที่ มท ๐๘๐๑.๔/ว ๖๑๐๓ ลงวันที่ ๕";

}  // namespace

TEST(AlignDigits, CountsADigitReadAsAnother) {
    EXPECT_THAT(counted(kPrinted, "ที่ มท ๐๘๐๑.๔/ว ๖๗๐๓ ลงวันที่ ๕"), ElementsAre(Pair(Pair("1", "7"), 1)));
}

TEST(AlignDigits, CountsLostAndAddedDigitsAndLetters) {
    EXPECT_THAT(counted(kPrinted, "ที่ มท ๐๘๐๑.๔/ว ๖๐๓ ลงวันที่ ๕"), ElementsAre(Pair(Pair("1", ""), 1)));
    EXPECT_THAT(counted(kPrinted, "ที่ มท ๐๘๐๑.๔/ว ๖๑๐๙๓ ลงวันที่ ๕"), ElementsAre(Pair(Pair("", "9"), 1)));
    EXPECT_THAT(counted(kPrinted, "ที่ มท ๐๘๐๑.๔/ว ๖๑ค๓ ลงวันที่ ๕"), ElementsAre(Pair(Pair("0", "*"), 1)));
}

TEST(AlignDigits, LeavesOutWhatCannotBeTold) {
    EXPECT_TRUE(counted(kPrinted, "ที่ มท ๐๘๐๑.๔/ว ๖ ลงวันที่ ๕").empty());  // three in a row
    EXPECT_TRUE(counted(kPrinted, "กข ๑๒ คฆ ๓๔ ฉช ๕๖").empty());
}

TEST(AlignDigits, SaysWhichDigitOfTheReadingItIs) {
    const auto pairs = align_digits(kPrinted, "ที่ มท ๐๘๐๑.๔/ว ๖๗๐๓ ลงวันที่ ๕");
    ASSERT_EQ(pairs.size(), 10U);
    EXPECT_EQ(pairs[6].read, "7");
    EXPECT_EQ(pairs[6].place, 6U);
    EXPECT_EQ(pairs[9].place, 9U);
}
