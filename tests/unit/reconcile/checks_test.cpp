#include "pipeline/reconcile/checks.h"

#include "pipeline/reconcile/candidates.h"
#include "pipeline/reconcile/places.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>

// Every check of the list, with a bundle that keeps it and one that breaks it.
namespace saraban {
namespace {

using namespace std::chrono;
using Letters = std::vector<Record>;

const Vocabulary& vocabulary() {
    static const Vocabulary kWords = load_vocabulary(std::string(SARABAN_ROOT) + "/schemas/vocabularies");
    return kWords;
}

Text text(std::string value) {
    return {std::move(value), {}};
}

Date date(year_month_day d, std::string raw = "") {
    return {.raw = std::move(raw), .iso = d, .iso_partial = {}, .from = {}};
}

DocNumber number(std::string prefix, std::string code, bool circular, std::string running) {
    const bool digits = running.find_first_not_of("0123456789") == std::string::npos;
    const std::string normalized = prefix + " " + code + "/" + (circular ? "ว " : "") + running;
    return {
        "",     normalized, std::move(prefix), std::nullopt, std::move(code), circular, std::move(running),
        digits, {}};
}

/// A district office forwards a province's letter; everything agrees.
Letters chain() {
    Record district, province;
    district.order = 1;
    district.doc_number = number("กบ", "0118", true, "933");
    district.date = date(2026y / February / 11);
    Issuer seat;
    seat.name = "ที่ว่าการอำเภอเมืองกระบี่";
    seat.address_lines = {"ถนนอุตรกิจ กบ ๘๑๐๐๐"};
    seat.postal_code = "81000";
    seat.province = "กระบี่";
    district.issuer = seat;
    district.owner_unit = {text("ที่ทำการปกครองอำเภอ")};
    Attachment copy;
    copy.raw = "สำเนาหนังสือจังหวัดกระบี่ ด่วนที่สุด ที่ กบ ๐๐๑๗.๒/ว ๖๒๖";
    copy.cited_number = number("กบ", "0017.2", true, "626");
    copy.cited_date = date(2026y / February / 5);
    copy.speed = "ด่วนที่สุด";
    district.attachments = {copy};
    ReportingAddress phone;
    phone.type = "phone";
    phone.value_raw = "๐ ๗๕๖๑ ๑๑๑๑";
    phone.value_normalized = "075611111";
    phone.valid = true;
    district.reporting_addresses = {phone};
    Signer head;
    head.name = "นายปรีชา ส่องทอง";
    head.title = "นายอำเภอเมืองกระบี่";
    head.acting_for = "ผู้ว่าราชการจังหวัดกระบี่";
    district.signer = head;
    district.slogan = text("กระบี่เมืองน่าอยู่");

    province.order = 2;
    province.doc_number = number("กบ", "0017.2", true, "626");
    province.date = date(2026y / February / 5);
    province.speed = text("ด่วนที่สุด");
    province.addressees = {text("นายอำเภอทุกอำเภอ")};
    Issuer hall = seat;
    hall.name = "ศาลากลางจังหวัดกระบี่";
    province.issuer = hall;
    province.owner_unit = {text("สำนักงานจังหวัด")};
    ReceivedStamp stamp, second;
    stamp.date = date(2026y / February / 6);
    second.date = date(2026y / February / 9);
    province.received_stamps = {stamp, second};
    Deadline monthly;
    monthly.kind = DeadlineKind::Recurring;
    monthly.rrule = "FREQ=MONTHLY;BYMONTHDAY=5";
    monthly.to_whom = "จังหวัดกระบี่";
    DeadlineException once;
    once.weekday_text = "พุธ";
    once.iso = 2026y / February / 18;
    monthly.exceptions = {once};
    province.deadlines = {monthly};
    return {district, province};
}

std::vector<Variable> variables_of(Check::Of of, const Letters& letters) {
    switch (of) {
        case Check::Of::Dates:
            return date_variables(letters, {}, {}, {});
        case Check::Of::Numbers:
            return number_variables(letters, {}, {}, vocabulary());
        case Check::Of::Places:
            return place_variables(letters, vocabulary());
        case Check::Of::Speeds:
            return speed_variables(letters, find_citations(letters));
        case Check::Of::Records:
            break;
    }
    return {};
}

const std::vector<CodeOffice> kOffices{{"17", "สำนักงานจังหวัด"}, {"18", "ปกครอง"}};
const std::vector<Department> kDepartments{{"มท", "08", "กรมส่งเสริมการปกครองท้องถิ่น"}, {"มท", "05", "กรมที่ดิน"}};
const std::vector<District> kDistricts{{"เมืองกระบี่", "กระบี่", {"กระบี่น้อย", "เขาคราม", "เขาทอง", "อ่าวนาง"}},
                                       {"เหนือคลอง", "กระบี่", {"คลองขนาน", "โคกยาง"}}};
const std::vector<std::pair<std::string, std::string>> kWords{{"สนง.", "ถนน."}};

/// How often the check speaks of the letters, and how often what was read breaks it.
struct Spoken {
    int times = 0, broken = 0;
};

Spoken spoken(const Check& check, const Letters& letters) {
    const ReconcileTables tables{vocabulary(), kOffices, kDepartments, kWords, kDistricts};
    Spoken out;
    if (check.of == Check::Of::Records) {
        out.broken = static_cast<int>(check.remarks(letters, tables).size());
        out.times = 1;
        return out;
    }
    // Citations as they are in clean letters: the broken ones shall not fall out of the chain.
    const Bundle bundle{letters, find_citations(chain()), find_copies(letters),
                        variables_of(check.of, letters), 2026y / March / 1};
    for (const Constraint& c : check.constraints(bundle, tables)) {
        ++out.times;
        const std::string b = c.b ? bundle.variables[*c.b].read : "";
        out.broken += !holds(c, bundle.variables[c.a].read, b);
    }
    return out;
}

/// Another scan of the province's letter.
Record& add_copy(Letters& letters) {
    letters[1].subject = text("การสร้างการรับรู้ภัยอาชญากรรมออนไลน์");
    letters[1].text =
        "เรื่อง การสร้างการรับรู้ภัยอาชญากรรมออนไลน์\nเรียน นายอำเภอทุกอำเภอ\nด้วยกระทรวงมหาดไทยมีนโยบายป้องกัน";
    letters.push_back(Record(letters[1]));
    letters.back().order = 3;
    return letters.back();
}

/// What breaks each check.
const std::map<std::string, std::function<void(Letters&)>>& breaks() {
    static const std::map<std::string, std::function<void(Letters&)>> kBreaks{
        {"weekday", [](Letters& l) { l[1].deadlines[0].exceptions[0].iso = 2026y / February / 19; }},
        {"citation_date", [](Letters& l) { l[0].attachments[0].cited_date = date(2026y / February / 4); }},
        {"citation_number",
         [](Letters& l) { l[0].attachments[0].cited_number = number("กบ", "0017.2", true, "656"); }},
        {"copy_date", [](Letters& l) { add_copy(l).date = date(2026y / February / 8); }},
        {"copy_number", [](Letters& l) { add_copy(l).doc_number = number("กบ", "0017.2", true, "656"); }},
        {"time_order", [](Letters& l) { l[1].received_stamps[0].date = date(2026y / February / 3); }},
        {"transit", [](Letters& l) { l[1].received_stamps[0].date = date(2026y / February / 5); }},
        {"year_plausibility", [](Letters& l) { l[1].date = date(2022y / February / 4); }},
        {"near_today", [](Letters& l) { l[1].received_stamps[0].date = date(2026y / December / 7); }},
        {"deadline_follows", [](Letters& l) { l[1].deadlines[0].exceptions[0].iso = 2026y / January / 14; }},
        {"stamps_agree", [](Letters& l) { l[1].received_stamps[1].date = date(2026y / March / 9); }},
        {"province_number", [](Letters& l) { l[0].doc_number = number("สข", "0118", true, "933"); }},
        {"province_address", [](Letters& l) { l[0].issuer->address_lines = {"ถนนอุตรกิจ สข ๘๑๐๐๐"}; }},
        {"province_phone", [](Letters& l) { l[0].reporting_addresses[0].value_normalized = "042611111"; }},
        {"province_signer", [](Letters& l) { l[0].signer->acting_for = "ผู้ว่าราชการจังหวัดสงขลา"; }},
        {"province_motto", [](Letters& l) { l[0].slogan = text("ทำเพื่อสกลนคร"); }},
        {"postal_code", [](Letters& l) { l[0].issuer->postal_code = "57000"; }},
        {"enclosure_count", [](Letters& l) { l[0].text = "รายละเอียดตามสิ่งที่ส่งมาด้วย ๒"; }},
        {"agency_prefix",
         [](Letters& l) {
             l[0].attachments[0].raw = "สำเนาหนังสือกระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม ที่ ศค ๐๒๑๓/ว ๑";
             l[0].attachments[0].cited_number = number("ศค", "0213", true, "1");
         }},
        {"circular_expected", [](Letters& l) { l[1].doc_number = number("กบ", "0017.2", false, "2626"); }},
        {"cited_speed", [](Letters& l) { l[1].speed.reset(); }},
        {"phone_length",
         [](Letters& l) {
             l[0].reporting_addresses[0].value_normalized = "085611111";
             l[0].reporting_addresses[0].valid = false;
         }},
        {"same_address", [](Letters& l) { l[1].text = "ส่งที่ ถนนอุตรกิจ ตำบลปากน้ำ อำเภอเมือง จังหวัดกระบี่ ๘๑๐๖๐"; }},
        {"same_person",
         [](Letters& l) {
             MarginalNote note;
             note.author = l[0].signer;
             note.author->name = "นายปรีชา ตี๋ทอง";
             l[1].marginal_notes = {note};
         }},
        {"stamping_office",
         [](Letters& l) {
             l[1].received_stamps[0].routing_slip = {"งานทะเบียน", "ที่ทำการปกครองอำเภอ"};
         }},
        {"stamp_place",
         [](Letters& l) {
             ReceivedStamp stamp;
             stamp.agency = "องค์การบริหารส่วนตำบลเวียงทอง";
             l[0].received_stamps = {stamp};
         }},
        {"working_day", [](Letters& l) { l[0].date = date(2026y / February / 14); }},
        {"cabinet_day",
         [](Letters& l) {
             l[0].text = "ตามมติคณะรัฐมนตรีเมื่อวันที่ ๑๙ พฤศจิกายน ๒๕๖๘";
             l[0].mentioned_dates = {{date(2025y / November / 19, "๑๙ พฤศจิกายน ๒๕๖๘"), "narrative"}};
         }},
        {"same_duty",
         [](Letters& l) {
             Deadline form = l[1].deadlines[0];
             form.rrule = "FREQ=MONTHLY;BYMONTHDAY=25";
             form.source = "form";
             l[1].deadlines.push_back(form);
         }},
        {"code_office", [](Letters& l) { l[0].doc_number = number("กบ", "0178", true, "933"); }},
        {"running_rises",
         [](Letters& l) {
             l[0].doc_number = number("กบ", "0017.2", true, "526");  // six days later, a hundred lower
         }},
        {"running_digits", [](Letters& l) { l[0].doc_number = number("กบ", "0118", true, "ส.33"); }},
        {"code_shape",
         [](Letters& l) { l[0].attachments[0].cited_number = number("มท", "206.2", true, "852"); }},
        {"code_seat", [](Letters& l) { l[1].doc_number = number("กบ", "0117.2", true, "626"); }},
        {"running_zero", [](Letters& l) { l[0].doc_number = number("กบ", "0118", true, "033"); }},
        {"code_department",
         [](Letters& l) {
             l[0].attachments[0].raw = "สำเนาหนังสือ กรมที่ดิน ที่ มท ๐๘๑๖.๒/ว ๑";
             l[0].attachments[0].cited_number = number("มท", "0816.2", true, "1");
         }},
        {"local_code",
         [](Letters& l) {
             l[0].issuer->name = "ที่ทำการองค์การบริหารส่วนตำบลเขาทอง";
             l[0].doc_number = number("กบ", "31201", true, "933");
         }},
        {"office_words", [](Letters& l) { l[1].addressees.push_back(text("นายกองดีการบริหารส่วนจังหวัดกระบี่")); }},
    };
    return kBreaks;
}

class EveryCheck : public testing::TestWithParam<std::string> {
protected:
    [[nodiscard]] const Check& check() const {
        return *std::ranges::find(checks(), GetParam(), [](const Check& c) { return std::string(c.name); });
    }
};

TEST_P(EveryCheck, KeepsQuietOfACleanChain) {
    EXPECT_EQ(spoken(check(), chain()).broken, 0);
}

TEST_P(EveryCheck, SpeaksOfWhatBreaksIt) {
    ASSERT_TRUE(breaks().contains(GetParam())) << "an example that breaks it is wanted";
    Letters letters = chain();
    breaks().at(GetParam())(letters);
    EXPECT_GT(spoken(check(), letters).broken, 0);
}

std::vector<std::string> names() {
    std::vector<std::string> out;
    for (const Check& c : checks())
        out.emplace_back(c.name);
    return out;
}

INSTANTIATE_TEST_SUITE_P(Checks, EveryCheck, testing::ValuesIn(names()),
                         [](const auto& one) { return one.param; });

TEST(StampPlace, LeavesOtherPlacesAlone) {
    const ReconcileTables tables{vocabulary(), kOffices, kDepartments, kWords, kDistricts};
    const auto said_of = [&](const std::string& agency) {
        Letters letters = chain();
        ReceivedStamp stamp;
        stamp.agency = agency;
        letters[0].received_stamps = {stamp};
        return check_stamp_place(letters, tables);
    };
    ASSERT_EQ(said_of("องค์การบริหารส่วนตำบลเวียงทอง").size(), 1U);
    EXPECT_EQ(said_of("องค์การบริหารส่วนตำบลเวียงทอง")[0].value->value, "องค์การบริหารส่วนตำบลเขาทอง");
    for (const char* place : {"องค์การบริหารส่วนตำบลเขาคราม", "องค์การบริหารส่วนตำบลโคกยาง",
                              "องค์การบริหารส่วนตำบลหนองหญ้าไซ", "เทศบาลตำบลเวียงทอง", "องค์การบริหารส่วนตำบล"})
        EXPECT_TRUE(said_of(place).empty()) << place;
}

/// What a check breaks of one number, the letterhead saying who writes it.
int broken_of(const Check& check, const std::string& office, const DocNumber& n) {
    Letters letters = chain();
    letters[0].issuer->name = office;
    letters[0].doc_number = n;
    return spoken(check, letters).broken;
}

const Check& check_named(std::string_view name) {
    return *std::ranges::find(checks(), name, &Check::name);
}

TEST(LocalCode, KnowsTheBodiesApart) {
    const Check& local = check_named("local_code");
    EXPECT_EQ(broken_of(local, "องค์การบริหารส่วนตำบลเขาทอง", number("กบ", "71201", false, "5")), 0);
    EXPECT_EQ(broken_of(local, "สำนักงานเทศบาลตำบลเขาทอง", number("กบ", "53201.2", false, "5")), 0);
    EXPECT_EQ(broken_of(local, "สำนักงานเทศบาลตำบลเขาทอง", number("กบ", "73201", false, "5")), 1) << "a habit";
    EXPECT_EQ(broken_of(local, "องค์การบริหารส่วนตำบลเขาทอง", number("กบ", "1201", false, "5")), 2);
    EXPECT_EQ(broken_of(local, "โรงเรียนเทศบาลเขาทอง", number("ศธ", "04349", false, "5")), 0)
        << "a ministry's";
    EXPECT_EQ(broken_of(local, "ที่ว่าการอำเภอเมืองกระบี่", number("กบ", "0118", false, "5")), 0);
    EXPECT_EQ(broken_of(local, "ศาลากลางจังหวัดกระบี่ ถนนเทศบาล ๑", number("กบ", "0023", false, "5")), 0)
        << "a street";
}

TEST(CodeOffice, IsAProvincesOrADistricts) {
    const Check& office = check_named("code_office");  // the foot names ที่ทำการปกครองอำเภอ
    EXPECT_EQ(broken_of(office, "ที่ว่าการอำเภอเมืองกระบี่", number("กบ", "0178", false, "5")), 1);
    EXPECT_EQ(broken_of(office, "กรมการปกครอง", number("มท", "0310", false, "5")), 0);
    EXPECT_EQ(broken_of(office, "สำนักงานเทศบาลตำบลเขาทอง", number("กบ", "53201", false, "5")), 0);
}

TEST(CodeDepartment, SpeaksOfTheDepartmentInTheLetterheadOnly) {
    const Check& department = check_named("code_department");
    EXPECT_EQ(broken_of(department, "กรมที่ดิน", number("มท", "0516.2", false, "5")), 0);
    EXPECT_EQ(broken_of(department, "กรมที่ดิน", number("มท", "0816.2", false, "5")), 1);
    EXPECT_EQ(broken_of(department, "กระทรวงมหาดไทย", number("มท", "0816.2", false, "5")), 0);
    EXPECT_EQ(broken_of(department, "กรมที่ดิน", number("กค", "0406", false, "5")), 0) << "other letters";
}

TEST(Checks, CoverTheSixteenSections) {
    std::set<std::string> sections;
    for (const Check& c : checks())
        sections.emplace(c.section);
    for (int i = 1; i <= 16; ++i)
        EXPECT_TRUE(sections.contains("9." + std::to_string(i))) << i;
}

TEST(Checks, HaveNamesOfTheirOwn) {
    auto all = names();
    std::ranges::sort(all);
    EXPECT_EQ(std::ranges::adjacent_find(all), all.end());
}

}  // namespace
}  // namespace saraban
