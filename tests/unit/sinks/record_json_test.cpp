#include "pipeline/sinks/record_json.h"

#include "pipeline/model/error.h"
#include "tests/unit/sinks/random_record.h"

#include <algorithm>
#include <fstream>

#include <gmock/gmock.h>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

using namespace saraban;
using nlohmann::json;

namespace {

/// What the schema says against `record`, empty when nothing.
std::string complaints(const json& record) {
    static const json kText = json::parse(std::ifstream(SARABAN_ROOT "/schemas/record.schema.json"));
    valijson::Schema schema;
    valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(kText), schema);
    valijson::ValidationResults results;
    valijson::Validator().validate(schema, valijson::adapters::NlohmannJsonAdapter(record), &results);
    std::string out;
    for (valijson::ValidationResults::Error error; results.popError(error);) {
        for (const std::string& at : error.context)
            out += at;
        out += ": " + error.description + '\n';
    }
    return out;
}

}  // namespace

TEST(RecordJson, ComesBackAsItWas) {
    for (unsigned seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Record record = test::RandomRecord(seed).make();
        const std::string text = to_json(record).dump();
        const Record back = record_from_json(json::parse(text));
        ASSERT_EQ(to_json(back).dump(), text);  // shows the difference
        ASSERT_TRUE(back == record);
    }
}

TEST(RecordJson, FollowsItsSchema) {
    EXPECT_EQ(complaints(json(to_json(Record{}))), "");
    for (unsigned seed = 0; seed < 50; ++seed) {
        ASSERT_EQ(complaints(json::parse(to_json(test::RandomRecord(seed).make()).dump())), "") << seed;
    }
}

TEST(RecordJson, SchemaRefusesWhatIsNoRecord) {
    const json good = json::parse(to_json(test::RandomRecord(1).make()).dump());
    for (const auto& [key, value] : good.items()) {
        if (key == "reconciled_unread" || key.ends_with("_reconciled")) continue;
        json bad = good;
        bad.erase(key);
        EXPECT_NE(complaints(bad), "") << key;
    }
    json bad = good;
    bad["deadline"] = json::array();
    EXPECT_NE(complaints(bad), "");
}

TEST(RecordJson, PutsTheCorrectionBesideTheReading) {
    Record record;
    record.date.emplace().raw = "๓๐ ธันวาคม ๒๕๖๘";
    record.attachments.resize(2);
    record.addressees.resize(2);
    for (const char* field : {"date", "attachments[1].cited_number", "addressees[1]", "signer.name"}) {
        Reconciled correction;
        correction.field = field;
        correction.value = field;
        record.reconciled.push_back(correction);
    }
    const auto out = to_json(record);
    EXPECT_EQ(out["date"]["raw"], "๓๐ ธันวาคม ๒๕๖๘");
    EXPECT_EQ(out["date_reconciled"]["value"], "date");
    EXPECT_EQ(out["attachments"][1]["cited_number_reconciled"]["value"], "attachments[1].cited_number");
    EXPECT_EQ(out["addressees_reconciled"][0], nullptr);
    EXPECT_EQ(out["addressees_reconciled"][1]["value"], "addressees[1]");
    EXPECT_EQ(out["reconciled_unread"]["signer.name"]["value"], "signer.name");
    EXPECT_EQ(out["speed_reconciled"], nullptr);
}

TEST(RecordJson, NamesLinesOnlyForTextInput) {
    Record record;
    record.deadlines.resize(1);
    record.deadlines[0].from.evidence.resize(2);
    record.deadlines[0].from.evidence[0].line = 46;
    record.deadlines[0].from.evidence[1].line = 47;
    EXPECT_EQ(to_json(record)["deadlines"][0]["lines"], json({46, 47}));
    record.deadlines[0].from.evidence[0].box = Box{1, 2, 3, 4};
    EXPECT_EQ(to_json(record)["deadlines"][0]["lines"], nullptr);
}

TEST(RecordJson, SaysWhatIsMissing) {
    json bad = json::parse(to_json(Record{}).dump());
    bad.erase("addressees");
    EXPECT_THAT([&] { (void)record_from_json(bad); },
                testing::ThrowsMessage<Error>(testing::HasSubstr("addressees")));
    EXPECT_THROW((void)record_from_json(json::parse("{}")), Error);
    EXPECT_THROW((void)record_from_json(json::parse("[]")), Error);
}
