#include "tools/score.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

using namespace saraban;
using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

/// "right 3 missed 0 wrong 1 extra 0" of one field.
std::string counts(const std::vector<Score>& scores, const std::string& field) {
    const auto all = tallies(scores);
    const auto found = all.find(field);
    if (found == all.end()) return "not scored";
    const FieldTally& t = found->second;
    return "right " + std::to_string(t.right) + " missed " + std::to_string(t.missed) + " wrong " +
           std::to_string(t.wrong) + " extra " + std::to_string(t.extra);
}

json letter(int order, const std::string& number, const std::string& subject) {
    return {{"order", order},
            {"kind", "external_letter"},
            {"doc_number", {{"normalized", number}}},
            {"subject", subject}};
}

}  // namespace

TEST(Score, TheExpectedRecordsAgreeWithThemselves) {
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(SARABAN_ROOT "/corpus/letters")) {
        if (entry.path().extension() != ".json") continue;
        const json letters = json::parse(std::ifstream(entry.path())).at("letters");
        EXPECT_EQ(differences(score_file("f", letters, letters)), "");
        EXPECT_EQ(differences(score_file("f", letters, json::array())).find("wrong"), std::string::npos);
        ++files;
    }
    EXPECT_GE(files, 5);
}

TEST(Score, CountsMissedWrongAndExtraApart) {
    const json expected =
        json::array({{{"subject", "ก"}, {"speed", "ด่วน"}, {"signer", {{"name", "นาย ก"}}}}});
    const json got = json::array(
        {{{"subject", "ข"}, {"speed", nullptr}, {"secrecy", "ลับ"}, {"signer", {{"name", "นาย  ก "}}}}});
    const auto scores = score_file("f", expected, got);
    EXPECT_EQ(counts(scores, "subject"), "right 0 missed 0 wrong 1 extra 0");
    EXPECT_EQ(counts(scores, "speed"), "right 0 missed 1 wrong 0 extra 0");
    EXPECT_EQ(counts(scores, "secrecy"), "right 0 missed 0 wrong 0 extra 1");
    EXPECT_EQ(counts(scores, "signer.name"), "right 1 missed 0 wrong 0 extra 0");
    EXPECT_EQ(counts(scores, "strict"),
              "right 2 missed 1 wrong 1 extra 1");  // the number of letters is right too
    EXPECT_EQ(counts(scores, "issuer.name"), "not scored");
}

TEST(Score, OneLetterMissedLeavesTheOthersPaired) {
    const json expected = {letter(1, "กส 1/1", "ก"), letter(2, "กส 1/2", "ข"), letter(3, "กส 1/3", "ค")};
    const json got = {letter(1, "กส 1/1", "ก"), letter(2, "กส 1/3", "ค")};
    const auto scores = score_file("f", expected, got);
    EXPECT_EQ(counts(scores, "letters"), "right 0 missed 0 wrong 1 extra 0");
    EXPECT_EQ(counts(scores, "subject"), "right 2 missed 1 wrong 0 extra 0");
    EXPECT_EQ(counts(score_file("f", expected, json::array()), "letters"),
              "right 0 missed 1 wrong 0 extra 0");
}

TEST(Score, PairsListItemsByWhatAgrees) {
    const auto addressees = [](std::initializer_list<const char*> all) {
        return json::array(
            {{{"order", 1}, {"addressees", std::vector<std::string>(all.begin(), all.end())}}});
    };
    EXPECT_EQ(counts(score_file("f", addressees({"ก", "ข", "ค"}), addressees({"ก", "ค"})), "addressees"),
              "right 2 missed 1 wrong 0 extra 0");
    EXPECT_EQ(counts(score_file("f", addressees({"ก", "ข"}), addressees({"ก", "ง", "จ"})), "addressees"),
              "right 1 missed 0 wrong 1 extra 1");
    EXPECT_EQ(counts(score_file("f", addressees({}), addressees({"ก"})), "addressees"),
              "right 0 missed 0 wrong 0 extra 1");
}

TEST(Score, TheTextOfALetterCannotTellWhatItsCodesHold) {
    const json address{{"type", "url"}, {"value_raw", "https://a.example"}, {"rule", "qr"}};
    const json got = json::array({{{"reporting_addresses", {address}}}});
    EXPECT_EQ(counts(score_file("f", json::array({{{"subject", "ก"}}}), got), "reporting_addresses.type"),
              "not scored");
    const json knows = json::array({{{"qr", json::array()}}});
    EXPECT_EQ(counts(score_file("f", knows, got), "reporting_addresses.type"),
              "right 0 missed 0 wrong 0 extra 1");
}

TEST(Score, ADeadlineBindsUnlessItSaysOtherwise) {
    const json expected =
        json::array({{{"deadlines", json::array({{{"kind", "relative"}, {"duration", "P30D"}}})}}});
    json got = expected;
    got[0]["deadlines"][0]["binding_on_addressee"] = true;
    EXPECT_EQ(counts(score_file("f", expected, got), "deadlines.binding_on_addressee"),
              "right 1 missed 0 wrong 0 extra 0");
    got[0]["deadlines"][0]["binding_on_addressee"] = false;
    EXPECT_EQ(counts(score_file("f", expected, got), "deadlines.binding_on_addressee"),
              "right 0 missed 0 wrong 1 extra 0");
}

TEST(Score, SpansOfActionsAreJudgedLeniently) {
    const auto action = [](const char* text) {
        return json::array({{{"actions", json::array({{{"text", text}}})}}});
    };
    const json expected = action("รายงานให้จังหวัดทราบภายในวันที่ ๕ ของทุกเดือน");
    EXPECT_EQ(
        counts(score_file("f", expected, action("รายงานให้จังหวัดทราบภายในวันที่ ๕ ของเดือน")), "actions.text"),
        "right 1 missed 0 wrong 0 extra 0");
    EXPECT_EQ(counts(score_file("f", expected, action("รายงานให้จังหวัดทราบ")), "actions.text"),
              "right 0 missed 0 wrong 1 extra 0");
}

TEST(Score, SaysWhatWasExpectedWhatWasGotAndWhere) {
    const json evidence = json::array({{{"page", 1}, {"line", 14}}});
    const json expected = json::array({{{"order", 2}, {"date", {{"iso", "2026-02-05"}}}, {"subject", "ก"}}});
    const json got = json::array(
        {{{"order", 2},
          {"date", {{"iso", "2022-02-05"}, {"rule", "external_letter/date#1"}, {"evidence", evidence}}},
          {"subject", "ข"},
          {"provenance", {{"subject", {{"rule", "external_letter/subject#1"}, {"evidence", evidence}}}}}}});
    const std::string text = differences(score_file("003.txt", expected, got));
    EXPECT_THAT(
        text,
        HasSubstr("003.txt letter 2: date.iso wrong\n    expected  2026-02-05\n    got       2022-02-05\n"
                  "    at        line 14, external_letter/date#1\n"));
    EXPECT_THAT(text, HasSubstr("at        line 14, external_letter/subject#1\n"));
}

TEST(Score, WilsonIntervals) {
    EXPECT_NEAR(wilson(0, 20).high, 0.1611, 1e-4);  // Wilson (1927): 0 of 20
    EXPECT_NEAR(wilson(15, 20).low, 0.5313, 1e-4);
    EXPECT_NEAR(wilson(15, 20).high, 0.8881, 1e-4);
    EXPECT_EQ(wilson(20, 20).high, 1);
    EXPECT_EQ(wilson(0, 0).low, 0);
}

TEST(Score, FloorsHoldOrAreNamed) {
    const json expected = json::array({{{"subject", "ก"}, {"speed", "ด่วน"}}});
    const json got = json::array({{{"subject", "ข"}, {"speed", "ด่วน"}}});
    const auto scores = score_file("f", expected, got);
    EXPECT_THAT(below({{"speed", {{"right", 1}, {"wrong", 0}}}, {"subject", {{"right", 0}}}}, scores),
                IsEmpty());
    EXPECT_THAT(below({{"subject", {{"right", 0.98}, {"wrong", 0}}}}, scores),
                ElementsAre("subject: 0.00 % right, 100.00 % wrong, but the floor is 98.00 and 0.00"));
    EXPECT_THAT(below({{"subjet", {{"right", 0.98}}}}, scores),
                ElementsAre("subjet: the floor names a field that was not scored"));
}
