#include "pipeline/reconcile/questions.h"

#include <gmock/gmock.h>

using namespace saraban;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

Record letter() {
    Record r;
    r.status = Status::Accepted;
    r.doc_number = DocNumber{};
    r.doc_number->from.evidence = {{.page = 2, .box = Box{10, 20, 30, 40}}};
    r.deadlines.resize(1);
    return r;
}

Reconciled open(std::string field, std::vector<std::string> candidates) {
    Reconciled out;
    out.field = std::move(field);
    out.candidates = std::move(candidates);
    return out;
}

Reconciled settled(std::string field, std::string value) {
    Reconciled out;
    out.field = std::move(field);
    out.value = std::move(value);
    out.confidence = 0.99F;
    return out;
}

std::vector<std::string> fields(const Record& r) {
    std::vector<std::string> out;
    for (const Issue& i : r.issues)
        out.push_back(i.field);
    return out;
}

}  // namespace

TEST(Questions, AcceptWhatLeavesNothingOpen) {
    Record r = letter();
    r.reconciled = {settled("date", "2026-02-05")};
    ask(r);
    EXPECT_EQ(r.status, Status::Accepted);
    EXPECT_THAT(r.issues, IsEmpty());
}

TEST(Questions, ComeInTheOrderOfTheirCost) {
    Record r = letter();
    r.reconciled = {open("doc_number", {"กบ 0118/ว 1", "กบ 0118/ว 7"}), open("date", {}),
                    open("deadlines[0].exceptions[0].iso", {})};
    ask(r);
    EXPECT_EQ(r.status, Status::NeedsReview);
    EXPECT_THAT(fields(r), ElementsAre("deadlines[0].exceptions[0].iso", "date", "doc_number"));
}

TEST(Questions, SayWhatToChooseFromAndWhere) {
    Record r = letter();
    r.reconciled = {open("doc_number", {"กบ 0118/ว 1", "กบ 0118/ว 7"})};
    ask(r);
    ASSERT_EQ(r.issues.size(), 1U);
    EXPECT_EQ(r.issues[0].code, "undecided");
    EXPECT_EQ(r.issues[0].message, "กบ 0118/ว 1 or กบ 0118/ว 7? Compare with the page");
    ASSERT_TRUE(r.issues[0].evidence);
    EXPECT_EQ(r.issues[0].evidence->page, 2);
    EXPECT_EQ(r.issues[0].evidence->box, (Box{10, 20, 30, 40}));
}

TEST(Questions, TakeBackWhatIsSettled) {
    Record r = letter();
    r.status = Status::NeedsReview;
    r.issues = {{.code = "number_damaged",
                 .severity = Severity::Warning,
                 .field = "doc_number",
                 .message = "m",
                 .evidence = {}}};
    r.reconciled = {settled("doc_number", "กบ 0118/ว 7")};
    ask(r);
    EXPECT_EQ(r.status, Status::Accepted);
    EXPECT_EQ(r.issues[0].severity, Severity::Info);
    EXPECT_EQ(r.issues[0].message, "m (settled by the cross-checks)");
}

TEST(Questions, LeaveOtherWarningsAlone) {
    Record r = letter();
    r.issues = {{.code = "required_missing",
                 .severity = Severity::Warning,
                 .field = "signer",
                 .message = "m",
                 .evidence = {}}};
    r.reconciled = {settled("date", "2026-02-05")};
    ask(r);
    EXPECT_EQ(r.status, Status::NeedsReview);
}

TEST(Questions, OfStampsDoNotHoldALetterUp) {
    Record r = letter();
    r.reconciled = {open("received_stamps[0].date", {})};
    ask(r);
    EXPECT_EQ(r.status, Status::Accepted);
}
