#include "pipeline/reconcile/reconcile.h"

#include "pipeline/reconcile/bundle.h"

#include <algorithm>

#include <gmock/gmock.h>

using namespace saraban;
using namespace std::chrono;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

namespace {

Date date(year_month_day d) {
    return {.raw = "", .iso = d, .iso_partial = {}, .from = {}};
}

DocNumber number(std::string prefix, std::string code, bool circular, std::string running,
                 bool valid = true) {
    const std::string normalized = prefix + " " + code + "/" + (circular ? "ว " : "") + running;
    return {"", normalized, prefix, std::nullopt, code, circular, running, valid, {}};
}

Attachment attached(DocNumber n, Date d) {
    Attachment a;
    a.cited_number = std::move(n);
    a.cited_date = std::move(d);
    return a;
}

/// A district forwards a province's letter, a stamp on each.
std::vector<Record> chain() {
    Record district, province;
    district.order = 1;
    district.doc_number = number("กบ", "0118", true, "933");
    district.date = date(2026y / February / 11);
    district.attachments = {attached(number("กบ", "0017.2", true, "626"), date(2026y / February / 5))};
    province.order = 2;
    province.doc_number = number("กบ", "0017.2", true, "626");
    province.date = date(2026y / February / 5);
    return {district, province};
}

Reconciler reconciler() {
    Reconciler r;
    r.confusions.added = 0.002;
    r.confusions.digits = {{{'9', '8'}, 6}, {{'9', '5'}, 4}, {{'9', '4'}, 2},
                           {{'4', '5'}, 3}, {{'6', '2'}, 3}, {{'4', '8'}, 1}};
    r.confusions.months = {{{"01", "12"}, 1}};
    r.confusions.seen = {{.weight = .7, .printed = .25}, {.weight = .01, .printed = .001}};
    return r;
}

const Reconciled* find(const Record& r, std::string_view field) {
    const auto found = std::ranges::find(r.reconciled, field, &Reconciled::field);
    return found == r.reconciled.end() ? nullptr : &*found;
}

}  // namespace

TEST(Reconcile, LeavesACleanBundleAlone) {
    auto letters = chain();
    reconcile(letters, reconciler(), {});
    EXPECT_THAT(letters[0].reconciled, IsEmpty());
    EXPECT_THAT(letters[1].reconciled, IsEmpty());
}

TEST(Reconcile, RepairsByAnotherScanOfTheLetter) {
    auto letters = chain();
    letters[1].subject = Text{.value = "การสร้างการรับรู้ภัยอาชญากรรมออนไลน์", .from = {}};
    letters[1].text = "เรื่อง การสร้างการรับรู้ภัยอาชญากรรมออนไลน์\nด้วยกระทรวงมหาดไทยมีนโยบายป้องกัน";
    Record again = letters[1];  // alone, in another file
    again.source = {.path = "in/again.pdf", .sha256 = "b", .pages = 1};
    again.order = 1;
    again.date = date(2022y / February / 5);  // ๒๕๖๕ for ๒๕๖๙, and a Saturday
    std::vector<Record> bundle{letters[0], letters[1], again};
    reconcile(bundle, reconciler(), {});
    const auto* found = find(bundle[2], "date");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->value, "2026-02-05");
    EXPECT_THAT(found->checks, testing::Contains("copy_date"));
    EXPECT_THAT(found->evidence, testing::Contains("letter 2 of  and letter 1 are one letter, read as of "
                                                   "2026-02-05 and 2022-02-05"));
    EXPECT_FALSE(find(bundle[1], "date"));
    EXPECT_EQ(bundle[2].date->iso, 2022y / February / 5) << "what was read stays";
}

TEST(Reconcile, ACityAloneIsNoIssuer) {
    Reconciler r = reconciler();
    r.vocabulary.agencies = {{.code = "กท", .name = "กรุงเทพมหานคร", .also = {}, .until = {}}};
    r.vocabulary.provinces.emplace_back();
    r.vocabulary.provinces.back().code = "กทม";
    r.vocabulary.provinces.back().name = "กรุงเทพมหานคร";
    Record letter;
    letter.doc_number = number("ดค", "0721.37", true, "31");  // คค, damaged
    letter.issuer = Issuer{.name = "กรุงเทพมหานคร", .agency_normalized = "กรุงเทพมหานคร"};
    std::vector<Record> bundle{letter};
    reconcile(bundle, r, {});
    for (const Reconciled& said : bundle[0].reconciled)
        EXPECT_FALSE(said.value) << said.field;
    letter.issuer->name = "ศาลาว่าการกรุงเทพมหานคร";
    bundle[0] = letter;
    reconcile(bundle, r, {});
    ASSERT_TRUE(find(bundle[0], "doc_number"));
    EXPECT_EQ(find(bundle[0], "doc_number")->value, "กท 0721.37/ว 31");
}

TEST(Reconcile, AnOrderHasNoCode) {
    Record order;
    order.doc_number = DocNumber{.raw = "๒๑๓/๒๕๖๙", .normalized = "213/2569", .running = "213"};
    order.issuer = Issuer{.name = "ศาลากลางจังหวัดกระบี่"};
    order.owner_unit = {Text{.value = "ที่ทำการปกครองจังหวัด", .from = {}}};
    Reconciler r = reconciler();
    r.code_offices = {{"18", "ปกครอง"}};
    std::vector<Record> bundle{order};
    reconcile(bundle, r, {});
    EXPECT_THAT(bundle[0].reconciled, IsEmpty());
}

TEST(Reconcile, RepairsAYearByTheCitation) {
    auto letters = chain();
    letters[1].date = date(2022y / February / 5);  // ๒๕๖๕ for ๒๕๖๙, and a Saturday
    reconcile(letters, reconciler(), {});
    const auto* found = find(letters[1], "date");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->value, "2026-02-05");
    EXPECT_THAT(found->checks, testing::Contains("citation_date"));
    EXPECT_GT(found->confidence, 0.9F);
    EXPECT_FALSE(find(letters[0], "attachments[0].cited_date"));
}

TEST(Reconcile, RepairsANumberThatLostADigit) {
    auto letters = chain();
    letters[1].doc_number = number("กบ", "0017.2", true, "26");
    reconcile(letters, reconciler(), {});
    const auto* found = find(letters[1], "doc_number");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->value, "กบ 0017.2/ว 626");
    EXPECT_THAT(found->checks, ElementsAre("citation_number"));
}

TEST(Reconcile, RepairsAmongHundredsOfLetters) {
    std::vector<Record> file = chain();
    file[1].doc_number = number("กบ", "0017.2", true, "26");
    for (int i = 1000; i < 1300; ++i) {
        auto others = chain();
        for (Record& letter : others)
            letter.doc_number =
                number("นม", letter.doc_number->code, true, std::to_string(i) + letter.doc_number->running);
        others[0].attachments[0].cited_number = others[1].doc_number;
        file.insert(i % 2 == 0 ? file.begin() : file.end(), others.begin(), others.end());
    }
    reconcile(file, reconciler(), {});
    const auto* found = find(file[301], "doc_number");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->value, "กบ 0017.2/ว 626");
    EXPECT_EQ(std::ranges::count_if(file, [](const Record& r) { return !r.reconciled.empty(); }), 1);
}

TEST(Reconcile, LeavesATieOpenWithItsCandidates) {
    auto letters = chain();
    letters[1].doc_number =
        number("กบ", "0017.2", true,
               "637");  // two digits apart: one of the two readings is damaged twice, or each once
    reconcile(letters, reconciler(), {});
    const auto* cited = find(letters[0], "attachments[0].cited_number");
    ASSERT_TRUE(cited);
    EXPECT_EQ(cited->value, std::nullopt);
    EXPECT_THAT(cited->candidates, UnorderedElementsAre("กบ 0017.2/ว 626", "กบ 0017.2/ว 637",
                                                        "กบ 0017.2/ว 627", "กบ 0017.2/ว 636"));
}

/// What was read as `raw`, by an engine that doubts the digits at these bytes.
Provenance doubted(const std::string& raw, std::vector<DoubtfulDigit> doubts) {
    Evidence evidence;
    evidence.text = "ที่ " + raw;
    for (DoubtfulDigit& doubt : doubts)
        doubt.at += evidence.text.size() - raw.size();
    evidence.doubts = std::move(doubts);
    Provenance from;
    from.evidence.push_back(std::move(evidence));
    return from;
}

TEST(Reconcile, SettlesATieByWhatTheEngineDoubted) {
    auto letters = chain();
    DocNumber head = number("กบ", "0017.2", true, "676");
    head.raw = "กบ ๐๐๑๗.๒/ว ๖๗๖";
    head.from = doubted(head.raw, {{.at = head.raw.size() - 6, .others = {{'2', .75F}}}});
    DocNumber& cited = *letters[0].attachments[0].cited_number;
    cited.raw = "กบ ๐๐๑๗.๒/ว ๖๒๖";
    cited.from = doubted(cited.raw, {});
    letters[1].doc_number = head;
    reconcile(letters, reconciler(), {});
    const auto* found = find(letters[1], "doc_number");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->value, "กบ 0017.2/ว 626");
    EXPECT_FALSE(find(letters[0], "attachments[0].cited_number"));
}

TEST(Reconcile, LeavesATieOpenWhereTheEngineDoubtsNeither) {
    auto letters = chain();
    DocNumber head = number("กบ", "0017.2", true, "676");
    head.raw = "กบ ๐๐๑๗.๒/ว ๖๗๖";
    head.from = doubted(head.raw, {});
    DocNumber& cited = *letters[0].attachments[0].cited_number;
    cited.raw = "กบ ๐๐๑๗.๒/ว ๖๒๖";
    cited.from = doubted(cited.raw, {});
    letters[1].doc_number = head;
    reconcile(letters, reconciler(), {});
    EXPECT_EQ(find(letters[0], "attachments[0].cited_number")->value, std::nullopt);
}

TEST(Reconcile, OffersWhatTheEngineSawWhereBothReadingsAreDamaged) {
    auto letters = chain();
    DocNumber head = number("กบ", "0017.2", true, "676");
    head.raw = "กบ ๐๐๑๗.๒/ว ๖๗๖";
    head.from = doubted(head.raw, {{.at = head.raw.size() - 6, .others = {{'2', .75F}}}});
    letters[1].doc_number = head;
    letters[0].attachments[0].cited_number = number("กบ", "0017.2", true, "66");
    reconcile(letters, reconciler(), {});
    const auto* found = find(letters[0], "attachments[0].cited_number");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->value, std::nullopt);
    EXPECT_THAT(found->candidates, testing::IsSupersetOf({"กบ 0017.2/ว 676", "กบ 0017.2/ว 626"}));
}

TEST(Reconcile, TakesAnotherNumberOfTheSameDayForAnotherLetter) {
    auto letters = chain();
    Reference other;
    other.cited_number = number("กบ", "0017.2", true, "94");
    other.cited_date = letters[1].date;
    letters[0].references = {other};
    letters[1].doc_number = number("กบ", "0017.2", true, "20");
    letters[0].attachments = {attached(number("กบ", "0017.2", true, "20"), *letters[1].date)};
    reconcile(letters, reconciler(), {});
    EXPECT_THAT(letters[0].reconciled, IsEmpty());
    EXPECT_THAT(letters[1].reconciled, IsEmpty());
}

TEST(Reconcile, TakesAReferenceThatNeitherFitsForAnotherLetterOfTheSeries) {
    auto letters = chain();
    letters[0].attachments.clear();
    Reference earlier;
    earlier.cited_number = number("กบ", "0017.2", true, "656");
    earlier.cited_date = date(2026y / February / 4);
    letters[0].references = {earlier};
    EXPECT_THAT(find_citations(letters), IsEmpty());
    letters[0].references[0].cited_date = date(2026y / February / 5);
    EXPECT_EQ(find_citations(letters).size(), 1U);
    letters[0].references[0].cited_number = number("กบ", "0017.2", false, "656");
    EXPECT_EQ(find_citations(letters).size(), 1U);
    letters[0].references[0].cited_number = number("กบ", "0017.2", false, "965");
    EXPECT_THAT(find_citations(letters), IsEmpty()) << "circulars are counted apart";
}

TEST(Reconcile, SeesWhatStandsBetweenTwoDamagedReadings) {
    auto letters = chain();
    letters[1].doc_number = number("กบ", "0023.9", true, "626");
    letters[0].attachments[0].cited_number = number("กบ", "003.3", true, "626");
    reconcile(letters, reconciler(), {});
    const Reconciled* said = find(letters[0], "attachments[0].cited_number");
    ASSERT_NE(said, nullptr);
    EXPECT_EQ(said->value, std::nullopt) << "0023.9 with two damages, or 0023.3 with one each";
    EXPECT_THAT(said->candidates, testing::IsSupersetOf({"กบ 0023.3/ว 626", "กบ 0023.9/ว 626"}));
}

TEST(Reconcile, JoinsTwoReadingsThatLostADigitEach) {
    auto letters = chain();
    letters[1].doc_number = number("กบ", "0023.0", true, "626");
    letters[0].attachments[0].cited_number = number("กบ", "002.10", true, "626");
    reconcile(letters, reconciler(), {});
    for (const auto& [letter, field] :
         {std::pair(0, "attachments[0].cited_number"), std::pair(1, "doc_number")}) {
        const Reconciled* said = find(letters[static_cast<std::size_t>(letter)], field);
        ASSERT_NE(said, nullptr) << field;
        EXPECT_EQ(said->value.value_or("กบ 0023.10/ว 626"), "กบ 0023.10/ว 626") << field;
    }
}

TEST(Reconcile, PutsTheKindOfALocalBodyRight) {
    Record letter;
    letter.order = 1;
    letter.doc_number = number("กบ", "31201", false, "12");
    letter.issuer.emplace();
    letter.issuer->name = "ที่ทำการองค์การบริหารส่วนตำบลเขาทอง";
    Reconciler r = reconciler();
    r.vocabulary.provinces.emplace_back();
    r.vocabulary.provinces.back().code = "กบ";
    r.confusions.digits[{'7', '3'}] = 11;
    r.confusions.digits[{'7', '2'}] = 3;
    std::vector<Record> letters{letter};
    reconcile(letters, r, {});
    const Reconciled* said = find(letters[0], "doc_number");
    ASSERT_NE(said, nullptr);
    EXPECT_EQ(said->value, "กบ 71201/12");
    EXPECT_THAT(said->checks, ElementsAre("local_code"));
}

TEST(Reconcile, LetsACitationBeOlderThanTheFile) {
    auto letters = chain();
    Reference old;
    Date damaged;
    damaged.raw = "๕ มีนาคม ๒๕๖";  // of 2017 to 2026 any
    old.cited_number = number("มท", "0801", true, "12");
    old.cited_date = damaged;
    letters[0].references = {old};
    reconcile(letters, reconciler(), {});
    const auto* found = find(letters[0], "references[0].cited_date");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->value, std::nullopt);
}

TEST(Reconcile, OffersNoCircularForAnOrder) {
    Record order;
    order.doc_number = {"๒๑๓/๒๕๖๙", "213/2569", "", std::nullopt, "", false, "213", true, {}};
    order.addressees = {{"ก", {}}, {"ข", {}}, {"ทุกแห่ง", {}}};
    std::vector<Record> letters{order};
    reconcile(letters, reconciler(), {});
    EXPECT_FALSE(find(letters[0], "doc_number"));
}

TEST(Reconcile, PutsAStampBetweenTheLettersItLiesBetween) {
    auto letters = chain();
    ReceivedStamp stamp;
    stamp.date =
        date(2026y / December / 7);  // ธ.ค. for ม.ค. would be before the letter; February fits nothing read
    letters[1].received_stamps = {stamp};
    letters[1].date = date(2026y / January / 5);
    letters[0].attachments[0].cited_date = date(2026y / January / 5);
    letters[0].date = date(2026y / January / 12);
    reconcile(letters, reconciler(), {});
    const auto* found = find(letters[1], "received_stamps[0].date");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->value, "2026-01-07");
}
