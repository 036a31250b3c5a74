#include "tools/digit_confusions.h"

#include <gmock/gmock.h>

using namespace saraban;
using testing::ElementsAre;
using testing::Pair;

namespace {

DigitConfusions counted(std::string_view printed, std::string_view read) {
    DigitConfusions counts;
    count_digits(counts, printed, read);
    std::erase_if(counts, [](const auto& entry) { return entry.first.first == entry.first.second; });
    return counts;
}

constexpr const char* kPrinted = "ที่ มท ๐๘๐๑.๔/ว ๖๑๐๓ ลงวันที่ ๕";

}  // namespace

TEST(CountDigits, CountsADigitReadAsAnother) {
    EXPECT_THAT(counted(kPrinted, "ที่ มท ๐๘๐๑.๔/ว ๖๗๐๓ ลงวันที่ ๕"), ElementsAre(Pair(Pair("1", "7"), 1)));
}

TEST(CountDigits, CountsLostAndAddedDigitsAndLetters) {
    EXPECT_THAT(counted(kPrinted, "ที่ มท ๐๘๐๑.๔/ว ๖๐๓ ลงวันที่ ๕"), ElementsAre(Pair(Pair("1", ""), 1)));
    EXPECT_THAT(counted(kPrinted, "ที่ มท ๐๘๐๑.๔/ว ๖๑๐๙๓ ลงวันที่ ๕"), ElementsAre(Pair(Pair("", "9"), 1)));
    EXPECT_THAT(counted(kPrinted, "ที่ มท ๐๘๐๑.๔/ว ๖๑ค๓ ลงวันที่ ๕"), ElementsAre(Pair(Pair("0", "*"), 1)));
}

TEST(CountDigits, LeavesOutWhatCannotBeTold) {
    EXPECT_TRUE(counted(kPrinted, "ที่ มท ๐๘๐๑.๔/ว ๖ ลงวันที่ ๕").empty());  // three in a row
    EXPECT_TRUE(counted(kPrinted, "กข ๑๒ คฆ ๓๔ ฉช ๕๖").empty());
}
