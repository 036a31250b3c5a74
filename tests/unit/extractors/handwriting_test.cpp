#include "extractors/handwriting.h"

#include <gtest/gtest.h>

using namespace saraban;
using namespace std::chrono;

namespace {

Provenance written(std::vector<PenReading> readings) {
    Evidence evidence{.page = 1, .line = 3, .box = Box{10, 20, 60, 50}, .confidence = 0.1F, .text = "51"};
    evidence.pen = true;
    evidence.readings = std::move(readings);
    return {.confidence = 0.1F, .rule = {}, .evidence = {evidence}};
}
DocNumber number() {
    DocNumber number;
    number.raw = "มท 0809.2/ว 51";
    number.normalized = "มท 0809.2/ว 51";
    number.circular = true;
    number.running = "51";
    return number;
}
Date date() {
    Date date;
    date.iso = year{2008} / 4 / 8;
    return date;
}

}  // namespace

TEST(Handwriting, InPrintThereIsNone) {
    DocNumber given = number();
    EXPECT_EQ(judge_handwriting(given, Provenance{}), std::nullopt);
    EXPECT_EQ(given, number());
}

TEST(Handwriting, IsWithheldWhereItIsDoubtful) {
    DocNumber given = number();
    const auto issue = judge_handwriting(given, written({{"51", 0.4F}, {"57", 0.3F}}));
    ASSERT_TRUE(issue);
    EXPECT_EQ(issue->code, "handwritten_unread");
    EXPECT_EQ(issue->message,
              "the running number is written by hand and could not be read: 51 (40 %), 57 (30 %); read it "
              "from the page");
    EXPECT_EQ(issue->evidence->box, (Box{10, 20, 60, 50}));
    EXPECT_EQ(given.normalized, "มท 0809.2/ว");
    EXPECT_EQ(given.running, "");
    EXPECT_FALSE(given.running_valid);
}

TEST(Handwriting, IsSaidWhereItIsRead) {
    DocNumber given = number();
    const auto doubtful = judge_handwriting(given, written({{"51", 0.8F}}));
    EXPECT_EQ(doubtful->code, "handwritten");
    EXPECT_EQ(doubtful->severity, Severity::Warning);
    EXPECT_EQ(given, number());
    EXPECT_EQ(judge_handwriting(given, written({{"51", 0.99F}}))->severity, Severity::Warning);
}

TEST(Handwriting, IsReadWhereItIsTwiceAsProbableAsTheNext) {
    const auto code = [](std::vector<PenReading> readings) {
        DocNumber given = number();
        return judge_handwriting(given, written(std::move(readings)))->code;
    };
    EXPECT_EQ(code({{"51", 0.45F}, {"57", 0.2F}}), "handwritten");
    EXPECT_EQ(code({{"51", 0.55F}, {"57", 0.3F}}), "handwritten_unread") << "almost as probable";
    EXPECT_EQ(code({{"51", 0.39F}, {"57", 0.01F}}), "handwritten_unread")
        << "most speaks for nothing that fits";
}

TEST(Handwriting, OfADayLeavesMonthAndYear) {
    Date given = date();
    EXPECT_EQ(judge_handwriting(given, written({}))->code, "handwritten_unread");
    EXPECT_FALSE(given.iso);
    EXPECT_EQ(given.iso_partial, year{2008} / 4);
    Date read = date();
    EXPECT_EQ(judge_handwriting(read, written({{"8", 0.97F}}))->code, "handwritten");
    EXPECT_EQ(read, date());
}
