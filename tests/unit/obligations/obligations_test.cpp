#include "pipeline/obligations/obligations.h"

#include "pipeline/model/day.h"
#include "pipeline/model/error.h"
#include "pipeline/obligations/copies.h"
#include "pipeline/obligations/days.h"
#include "tests/support/gold.h"

#include <fstream>

#include <gmock/gmock.h>

namespace saraban {
namespace {

using namespace std::chrono;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

const WorkingDays& holidays() {
    static const WorkingDays days =
        read_working_days(SARABAN_ROOT "/schemas/vocabularies/public_holidays.yaml");
    return days;
}

Deadline monthly(int day) {
    Deadline deadline;
    deadline.kind = DeadlineKind::Recurring;
    deadline.rrule = "FREQ=MONTHLY;BYMONTHDAY=" + std::to_string(day);
    deadline.what = "รายงานผล";
    return deadline;
}

Record letter(year_month_day day, const std::vector<Deadline>& deadlines) {
    Record record;
    record.id = "letter-1";
    record.date = Date{.raw = "", .iso = day, .iso_partial = {}, .from = {}};
    record.deadlines = deadlines;
    return record;
}

std::vector<Obligation> made(const Record& record) {
    return make_obligations({record}, std::nullopt, holidays());
}

std::vector<std::string> days_until(const std::vector<Obligation>& obligations, year_month_day to) {
    std::vector<std::string> days;
    for (const Obligation& obligation : obligations)
        for (const auto day : due_days(obligation, 2020y / January / 1, to))
            days.push_back(iso_date(day));
    std::ranges::sort(days);
    return days;
}

TEST(Obligations, ALetterThatCameTwiceAsksOnce) {
    const Record first = letter(2026y / January / 31, {monthly(5)});
    Record copy = first, misread = letter(2026y / January / 31, {monthly(5), monthly(8)});
    copy.id = "copy", misread.id = "misread";
    const auto merged = [](const std::vector<Record>& records, const Copies& copies) {
        auto out = make_obligations(records, std::nullopt, holidays());
        merge_copies(out, copies);
        return out;
    };
    auto all = merged({copy, first}, {{"letter-1", "copy"}});
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].uid, made(first)[0].uid) << "whatever comes after it, and in which order it is read";
    EXPECT_THAT(all[0].flags, Not(Contains("copies_differ")));
    EXPECT_EQ(merged({copy, first}, {}).size(), 2U);

    all = merged({first, misread}, {{"letter-1", "misread"}});
    ASSERT_EQ(all.size(), 2U) << "nothing that one of them asks is lost";
    EXPECT_FALSE(all[0].doubtful);
    EXPECT_THAT(all[1].flags, Contains("copies_differ"));
    EXPECT_TRUE(all[1].doubtful);

    all = merged({letter(2026y / January / 31, {monthly(3)}), copy}, {{"letter-1", "copy"}});
    ASSERT_EQ(all.size(), 2U);
    EXPECT_TRUE(all[0].doubtful && all[1].doubtful) << "one of the two was misread";
}

TEST(Obligations, ARuleBeginsWithItsFirstDayAfterTheLetter) {
    EXPECT_THAT(days_until(made(letter(2026y / January / 31, {monthly(5)})), 2026y / March / 31),
                ElementsAre("2026-02-05", "2026-03-05"));
    EXPECT_THAT(days_until(made(letter(2026y / February / 5, {monthly(5)})), 2026y / March / 31),
                ElementsAre("2026-03-05"));
}

TEST(Obligations, AFirstDayOffTheRuleReplacesItsMonth) {
    Deadline deadline = monthly(5);
    deadline.first_due = 2026y / March / 4;
    const auto obligations = made(letter(2026y / February / 5, {deadline}));
    EXPECT_THAT(days_until(obligations, 2026y / May / 31),
                ElementsAre("2026-03-04", "2026-04-05", "2026-05-05"));
    EXPECT_TRUE(obligations[0].doubtful);
}

TEST(Obligations, ADatedExceptionIsADayOfItsOwn) {
    Deadline deadline = monthly(10);
    deadline.exceptions.push_back({.text = "ยกเว้น", .iso = 2026y / January / 14});
    EXPECT_THAT(days_until(made(letter(2026y / January / 8, {deadline})), 2026y / March / 31),
                ElementsAre("2026-01-14", "2026-02-10", "2026-03-10"));
    // In the middle of the rule: an EXDATE and a day of its own.
    deadline.exceptions[0].iso = 2026y / April / 13;
    EXPECT_THAT(days_until(made(letter(2026y / January / 12, {deadline})), 2026y / May / 31),
                ElementsAre("2026-02-10", "2026-03-10", "2026-04-13", "2026-05-10"));
}

TEST(Obligations, AnExceptionBeforeTheLetterHasADamagedYearAndStaysInDoubt) {
    Deadline deadline = monthly(10);
    deadline.exceptions.push_back(
        {.text = "ยกเว้น", .iso = 2021y / January / 15, .weekday_text = "พุธ", .weekday_consistent = false});
    const auto obligations = made(letter(2026y / January / 8, {deadline}));
    EXPECT_THAT(days_until(obligations, 2026y / March / 31),
                ElementsAre("2026-01-14", "2026-02-10", "2026-03-10"));
    EXPECT_TRUE(obligations[0].doubtful);
}

TEST(Obligations, ARuleEndsWithItsLastDay) {
    Deadline deadline = monthly(5);
    deadline.until = 2026y / March / 31;
    EXPECT_THAT(days_until(made(letter(2026y / January / 31, {deadline})), 2027y / January / 1),
                ElementsAre("2026-02-05", "2026-03-05"));
}

TEST(Obligations, ALetterWhoseDayIsUnreadCountsFromTheEndOfItsMonth) {
    Record record = letter(2025y / December / 1, {monthly(15)});
    record.date->iso.reset();
    record.date->iso_partial = 2025y / December;
    const auto obligations = made(record);
    EXPECT_TRUE(obligations[0].day == 2026y / January / 15);
    EXPECT_TRUE(obligations[0].doubtful);
}

Deadline relative(const std::string& duration, const std::string& anchor) {
    Deadline deadline;
    deadline.kind = DeadlineKind::Relative;
    deadline.duration = duration;
    if (!anchor.empty()) deadline.anchor = anchor;
    return deadline;
}

TEST(Obligations, ACountedLimitDoesNotCountItsFirstDayAndMovesOffAHoliday) {
    auto obligation = made(letter(2026y / February / 5, {relative("P7D", "letter_date")}))[0];
    EXPECT_TRUE(obligation.day == 2026y / February / 12);
    EXPECT_FALSE(obligation.shifted_from);
    // 14 February 2026 is a Saturday.
    obligation = made(letter(2026y / February / 7, {relative("P7D", "letter_date")}))[0];
    EXPECT_TRUE(obligation.day == 2026y / February / 16);
    EXPECT_TRUE(obligation.shifted_from == 2026y / February / 14);
}

TEST(Obligations, WorkingDaysLeaveOutHolidays) {
    Deadline deadline = relative("P3D", "letter_date");
    deadline.working_days = true;
    // Friday 10 April 2026; 13 to 15 April is Songkran.
    EXPECT_TRUE(made(letter(2026y / April / 10, {deadline}))[0].day == 2026y / April / 20);
}

TEST(Obligations, AnAbsoluteDayOnAHolidayStaysAndSaysSo) {
    Deadline deadline;
    deadline.iso = 2026y / April / 13;
    const auto obligation = made(letter(2026y / March / 5, {deadline}))[0];
    EXPECT_TRUE(obligation.day == 2026y / April / 13);
    EXPECT_EQ(obligation.holiday, "วันสงกรานต์");
    EXPECT_TRUE(obligation.working_day == 2026y / April / 10);
}

TEST(Obligations, AnAnchorThatIsNotKnownGivesNoDay) {
    const auto obligation = made(letter(2026y / February / 5, {relative("P7D", "received")}))[0];
    EXPECT_FALSE(obligation.day);
    EXPECT_THAT(obligation.flags, Contains("anchor_unresolved"));
}

TEST(Obligations, WhatDoesNotBindIsLeftOut) {
    Deadline deadline = monthly(5);
    deadline.binding_on_addressee = false;
    EXPECT_THAT(made(letter(2026y / February / 5, {deadline})), IsEmpty());
}

TEST(Obligations, AFormThatDiffersFromTheLetterIsOneDutyInDoubt) {
    Deadline body = monthly(10);
    body.via = {"office@example.go.th"};
    Deadline form = monthly(25);
    form.via = body.via;
    form.source = "form";
    form.text_span = "ภายในวันที่ ๒๕ ของทุกเดือน";
    const auto obligations = made(letter(2026y / January / 8, {body, form}));
    ASSERT_EQ(obligations.size(), 1U);
    EXPECT_EQ(obligations[0].rrule, "FREQ=MONTHLY;BYMONTHDAY=10");
    EXPECT_THAT(obligations[0].flags, Contains("form_differs"));
    EXPECT_TRUE(obligations[0].doubtful);
}

class Chain : public testing::Test {
protected:
    Chain() {
        Record district = letter(2026y / February / 11, {monthly(4)});
        district.id = "district";
        district.encloses = 2;
        district.issuer = Issuer{.name = "ที่ว่าการอำเภอเมืองกระบี่", .address_lines = {}, .from = {}};
        district.addressees = {{"นายกเทศมนตรีตำบลกระบี่น้อย", {}}, {"นายกองค์การบริหารส่วนตำบลทุกแห่ง", {}}};
        Record province = letter(2026y / February / 5, {monthly(5)});
        province.id = "province";
        province.order = 2;
        province.addressees = {{"หัวหน้าส่วนราชการประจำจังหวัดกระบี่", {}}, {"นายอำเภอทุกอำเภอ", {}}};
        records = {district, province};
    }
    std::vector<std::string> ours(const OurOffice& office) const {
        std::vector<std::string> ids;
        for (const Obligation& each : make_obligations(records, office, holidays()))
            if (each.standing == Obligation::Standing::Ours) ids.push_back(each.letter_id);
        return ids;
    }
    std::vector<Record> records;
};

TEST_F(Chain, OnlyTheLetterToOurOfficeBinds) {
    EXPECT_THAT(ours({.name = "องค์การบริหารส่วนตำบลเขาคราม", .kind = "subdistrict"}), ElementsAre("district"));
    EXPECT_THAT(ours({.name = "เทศบาลตำบลกระบี่น้อย", .kind = "municipality"}), ElementsAre("district"));
    EXPECT_THAT(ours({.name = "เทศบาลตำบลอ่าวนาง", .kind = "municipality"}), IsEmpty());
    EXPECT_THAT(ours({.name = "อำเภอเมืองกระบี่", .kind = "district"}), ElementsAre("province"));
}

TEST_F(Chain, ADeadlineLaterThanUpstreamIsFlagged) {
    EXPECT_THAT(make_obligations(records, std::nullopt, holidays())[0].flags,
                Not(Contains("later_than_upstream")));
    records[0].deadlines = {monthly(6)};
    EXPECT_THAT(make_obligations(records, std::nullopt, holidays())[0].flags,
                Contains("later_than_upstream"));
}

TEST(OurOffice, ABrokenProfileSaysWhere) {
    const std::filesystem::path file = testing::TempDir() + "office.yaml";
    std::ofstream(file) << "name: อำเภอเมืองกระบี่\nkindd: district\n";
    try {
        (void)read_office(file);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.what(),
                  file.string() + ":2: unknown key `kindd`; known: name, kind, province, aliases, holidays");
    }
}

/// The readings of the five seed bundles with what their gold records say instead of damaged ones.
std::vector<Record> seed(const std::string& name) {
    const auto file = read_json(SARABAN_ROOT "/corpus/letters/" + name + ".txt.json");
    std::vector<Record> records = gold_records(file);
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto& gold = file["letters"][i];
        records[i].id = name + std::to_string(i + 1);
        const auto correct = [&](const nlohmann::json& value, const std::string& field) {
            if (value.is_object() && value.contains("iso") && value["iso"].is_string())
                records[i].reconciled.push_back(
                    {.field = field, .value = value["iso"].get<std::string>(), .confidence = 0.95F});
        };
        if (gold.contains("date_reconciled")) correct(gold["date_reconciled"], "date");
        for (std::size_t d = 0; d < records[i].deadlines.size(); ++d) {
            const auto& deadline = gold["deadlines"][d];
            const std::string field = "deadlines[" + std::to_string(d) + "]";
            if (deadline.contains("first_due_reconciled"))
                correct(deadline["first_due_reconciled"], field + ".first_due");
            for (std::size_t e = 0; e < records[i].deadlines[d].exceptions.size(); ++e)
                if (deadline["exceptions"][e].contains("iso_reconciled"))
                    correct(deadline["exceptions"][e]["iso_reconciled"],
                            field + ".exceptions[" + std::to_string(e) + "].iso");
        }
    }
    return records;
}

std::vector<std::string> days_of_letter(const std::vector<Obligation>& all, const std::string& id) {
    std::vector<Obligation> own;
    std::ranges::copy_if(all, std::back_inserter(own),
                         [&](const Obligation& each) { return each.letter_id == id; });
    return days_until(own, 2026y / May / 31);
}

TEST(Obligations, OfTheSeedsAreTheCalendarExpectationsOfTheGold) {
    auto all = make_obligations(seed("003_3f1d791feddcb934"), std::nullopt, holidays());
    EXPECT_THAT(days_of_letter(all, "003_3f1d791feddcb9341"),
                ElementsAre("2026-03-04", "2026-04-04", "2026-05-04"));
    EXPECT_THAT(days_of_letter(all, "003_3f1d791feddcb9342"),
                ElementsAre("2026-03-05", "2026-04-05", "2026-05-05"));
    EXPECT_THAT(days_of_letter(all, "003_3f1d791feddcb9343"),
                ElementsAre("2026-02-05", "2026-02-10", "2026-03-05", "2026-04-05", "2026-05-05"));
    all = make_obligations(seed("001_233b5f556e17800b"), std::nullopt, holidays());
    EXPECT_THAT(days_of_letter(all, "001_233b5f556e17800b1"),
                ElementsAre("2026-01-14", "2026-02-10", "2026-03-10", "2026-04-10", "2026-05-10"));
    EXPECT_THAT(days_of_letter(all, "001_233b5f556e17800b2"),
                ElementsAre("2026-01-15", "2026-02-15", "2026-03-15", "2026-04-15", "2026-05-15"));
    for (const char* none : {"000_246f1678a40f034b", "002_42be99c79dc8a3fd", "004_6512c8666af8545a"})
        EXPECT_THAT(make_obligations(seed(none), std::nullopt, holidays()), IsEmpty()) << none;
}

}  // namespace
}  // namespace saraban
