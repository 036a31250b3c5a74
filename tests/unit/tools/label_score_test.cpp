#include "tools/label_score.h"

#include "pipeline/sinks/record_json.h"

#include <gtest/gtest.h>

using namespace saraban;
using Json = nlohmann::json;

namespace {

LabelRow labels() {
    return {{"file", "a"}, {"doc_no", "มท 0809.3/ว.159"}, {"date_iso", "2007-10-05"}, {"sure", "yes"}};
}
Json record(const char* number, const char* date, const char* warned = nullptr) {
    Json record{
        {"doc_number", {{"normalized", number}}}, {"date", {{"iso", date}}}, {"issues", Json::array()}};
    if (warned) record["issues"].push_back({{"severity", "warning"}, {"field", warned}});
    return record;
}
Outcome outcome(const LabelScores& scores, std::string_view field) {
    for (const Score& score : scores.scores)
        if (score.field == field) return score.outcome;
    ADD_FAILURE() << field << " was not scored";
    return Outcome::Extra;
}

}  // namespace

TEST(LabelScore, TakesNumberAndDateApart) {
    LabelScores scores;
    score_labels(labels(), Json::array({record("มท 0809.3/ว 152", "2007-10-06")}), scores);
    EXPECT_EQ(outcome(scores, "number"), Outcome::Wrong);
    EXPECT_EQ(outcome(scores, "number.printed"), Outcome::Right);
    EXPECT_EQ(outcome(scores, "number.running"), Outcome::Wrong);
    EXPECT_EQ(outcome(scores, "date"), Outcome::Wrong);
    EXPECT_EQ(outcome(scores, "date.month"), Outcome::Right);
    EXPECT_EQ(scores.silent.size(), 3U);
}

TEST(LabelScore, CountsAWithheldRunningNumberAsMissed) {
    for (const char* printed : {"มท 0809.3/ว", "มท 0809.3/"}) {
        LabelScores scores;
        score_labels(labels(), Json::array({record(printed, "2007-10-05", "doc_number")}), scores);
        EXPECT_EQ(outcome(scores, "number"), Outcome::Missed);
        EXPECT_EQ(outcome(scores, "number.printed"), Outcome::Right);
        EXPECT_EQ(outcome(scores, "number.running"), Outcome::Missed);
    }
}

TEST(LabelScore, IsNotSilentWhereAnIssueWarns) {
    LabelScores scores;
    score_labels(labels(), Json::array({record("มท 0809.3/ว 152", "2007-10-05", "doc_number")}), scores);
    EXPECT_TRUE(scores.silent.empty());
}

TEST(LabelScore, LeavesOutWhatIsInDoubtAndCountsWhatIsNotThere) {
    LabelRow row = labels();
    row["sure"] = "number?";
    LabelScores scores;
    score_labels(row, Json::array(), scores);
    ASSERT_EQ(scores.scores.size(), 2U);
    EXPECT_EQ(outcome(scores, "date"), Outcome::Missed);
    EXPECT_EQ(outcome(scores, "date.month"), Outcome::Missed);
}

TEST(LabelScore, FindsAStampWhereRecordsHaveIt) {
    using namespace std::chrono;
    Record stamped;
    stamped.received_stamps.resize(2);  // one that nothing could be read of
    stamped.received_stamps[1].number = "2059/53";
    stamped.received_stamps[1].date =
        Date{.raw = "15 พ.ย. 2553", .iso = 2010y / 11 / 15, .iso_partial = {}, .from = {}};
    LabelRow row = labels();
    row["received_no"] = "2059/53";
    row["received_date"] = "2010-11-15";
    LabelScores scores;
    score_labels(row, Json::array({Json(to_json(stamped))}), scores);
    EXPECT_EQ(outcome(scores, "received.number"), Outcome::Right);
    EXPECT_EQ(outcome(scores, "received.date"), Outcome::Right);
}
