#include "pipeline/sinks/archive.h"

#include "pipeline/model/error.h"
#include "pipeline/model/sha256.h"
#include "pipeline/sinks/sqlite.h"
#include "pipeline/text/narrow.h"
#include "pipeline/text/thai.h"
#include "tests/support/random_letters.h"

#include <algorithm>
#include <fstream>

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace saraban;
using namespace std::chrono;
namespace fs = std::filesystem;

namespace {

const std::vector<Abbreviation> kAbbreviations{{.brief = "สถ", .full = "กรมส่งเสริมการปกครองท้องถิ่น"}};

/// An archive in a directory of its own.
class ArchiveTest : public ::testing::Test {
protected:
    ArchiveTest() {
        fs::remove_all(directory_);
        fs::create_directories(directory_);
    }
    ~ArchiveTest() override { fs::remove_all(directory_); }

    [[nodiscard]] Archive open(Archive::Mode mode = Archive::Mode::Write) const {
        return {directory_ / "a", mode, kAbbreviations};
    }

    /// A file of its own for each letter.
    Filing file(const Record& record) {
        Filing filing;
        filing.original = directory_ / (record.id + ".txt");
        std::ofstream(filing.original) << record.text;
        filing.source = {.path = record.id + ".txt", .sha256 = sha256(record.text), .pages = 1};
        filing.records = {record};
        filing.records[0].source = filing.source;
        return filing;
    }

    fs::path directory_ = fs::temp_directory_path() / ("saraban-archive-test-" + std::to_string(::getpid()));
};

Record letter(const std::string& id, const std::string& text) {
    Record record;
    record.id = id;
    record.text = text;
    record.kind.value = "external_letter";
    record.pages = {1};
    return record;
}

Record numbered(const std::string& id, const std::string& number, year_month_day date) {
    Record record = letter(id, "ที่ " + number + "\nเรื่อง " + id + "\n");
    record.doc_number = DocNumber{.raw = number, .normalized = number};
    record.date = Date{.iso = date};
    record.subject = Text{.value = "เรื่อง " + id};
    return record;
}

std::vector<std::string> ids(const std::vector<Hit>& hits) {
    std::vector<std::string> out;
    for (const auto& hit : hits)
        out.push_back(hit.id);
    return out;
}

std::string error_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

/// Every word of the query stands in the letter.
bool says(const Record& record, const std::string& query) {
    Folder folder({});
    const std::string text = folder.letters(normalise(record.text)).text;
    const auto words = folder.words(normalise(query));
    return std::all_of(words.begin(), words.end(),
                       [&](const auto& word) { return text.find(narrow(word.text)) != std::string::npos; });
}

}  // namespace

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

TEST_F(ArchiveTest, GivesBackWhatWasFiled) {
    test::RandomLetters letters(1);
    const Record record = letters.next();
    auto archive = open();
    archive.add(file(record));
    const auto found = archive.find(record.id);
    ASSERT_TRUE(found);
    Record expected = record;
    expected.source = found->record.source;
    EXPECT_EQ(found->record, expected);
    EXPECT_TRUE(archive.find(record.id.substr(0, 6))) << "the beginning of an id is enough";
    EXPECT_FALSE(archive.find("nothing"));
    EXPECT_TRUE(archive.holds(found->record.source.sha256));
    EXPECT_EQ(sha256_of_file(archive.original(found->record.source.sha256)), found->record.source.sha256);
}

TEST_F(ArchiveTest, ReplacesAFileThatIsFiledAgain) {
    auto archive = open();
    Filing filing = file(letter("a", "ประชุมเรื่องน้ำท่วม\n"));
    archive.add(filing);
    filing.records[0].subject = Text{.value = "ภัยแล้ง"};
    archive.add(filing);
    EXPECT_THAT(ids(archive.search("เรื่อง:ภัยแล้ง")), ElementsAre("a"));
    EXPECT_THAT(archive.verify(kAbbreviations).repaired, IsEmpty()) << "the index followed";
}

TEST_F(ArchiveTest, FindsWhatIsWrittenDifferently) {
    auto archive = open();
    Record record = numbered("a", "มท 0801.4/ว 6103", 2026y / February / 5);
    record.text += "สถ. แจ้งว่า ลงวันที่ ๕ กุมภาพันธ์ ๒๕๖๙ การกระทำผิดทางออนไลน์ ส่ง SMS แนบลิงก์";
    record.qr_captions.push_back({.value = "สิ่งที่ส่งมาด้วย"});
    archive.add(file(record));
    archive.add(file(letter("b", "เรื่องอื่น")));
    for (const auto* query :
         {"มท0801.4ว6103", "มท ๐๘๐๑.๔/ว ๖๑๐๓", "ว 6103", "กรมส่งเสริมการปกครองท้องถิ่น", "สถ.", "5/2/69",
          "5 ก.พ. 2026", "sms", "ลิงก์", "SCAMMER OR sms", "วันที่:2569-02", "วันที่:2568-01..2569-03 has:qr",
          "\"ส่ง SMS\"", "กระทำ", "ออนไ*", "sms NOT เรื่องอื่น", "เลขที่:6103"})
        EXPECT_THAT(ids(archive.search(query)), ElementsAre("a")) << query;
    EXPECT_THAT(archive.search("วันที่:2568"), IsEmpty());
    EXPECT_THAT(archive.search("sms NOT สถ."), IsEmpty());
}

TEST_F(ArchiveTest, LettersMayComeOneByOne) {
    auto archive = open();
    Filing filing = file(letter("a", "ด้วยกระทรวงมหาดไทย"));
    const std::vector<Record> letters{letter("a-1", "การป้องกันอัคคีภัย"), letter("a-2", "งบประมาณรายจ่าย")};
    const EngineInfo engine{.name = "tesseract", .version = "5", .model_sha256 = "abc"};
    filing.records.clear();
    filing.further_letters = FurtherLetters{.count = letters.size(),
                                            .for_each =
                                                [&](const FurtherLetters::Visit& visit) {
                                                    for (const Record& record : letters)
                                                        visit(record);
                                                },
                                            .engine = engine,
                                            .secret = true};
    archive.add(filing);
    EXPECT_EQ(archive.count(), 2U);
    EXPECT_EQ(archive.find("a-2")->record.text, letters[1].text);
    ASSERT_EQ(archive.search("อัคคีภัย").size(), 1U);
    EXPECT_EQ(archive.search("อัคคีภัย")[0].id, "a-1");
    EXPECT_EQ(archive.file(filing.source.sha256)->engine, engine);
    EXPECT_TRUE(archive.file(filing.source.sha256)->secret);
}

TEST_F(ArchiveTest, MarksNearMatchesAndShowsThePlace) {
    auto archive = open();
    Record record = letter("a", "ด้วยกระทรวงมหาดไทย\nการป้องกันการหลอคลวงทางออนไลน\n");
    record.pages = {2, 3};
    Filing filing = file(record);
    Line line{.page = 3, .number = 2, .text = "การป้องกันการหลอคลวงทางออนไลน"};
    line.words = {{.begin = 0, .end = line.text.size(), .box = {10, 20, 300, 40}, .confidence = 0.9F}};
    Line of_another_letter = line;
    of_another_letter.page = 1;
    filing.pages = {{.page = 1, .lines = {of_another_letter}}, {.page = 2}, {.page = 3, .lines = {line}}};
    archive.add(filing);
    const auto hits = archive.search("การหลอกลวงทางออนไลน์");
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_TRUE(hits[0].near);
    const Snippet& snippet = hits[0].snippet;
    ASSERT_EQ(snippet.marks.size(), 1U);
    EXPECT_THAT(snippet.text.substr(snippet.marks[0].first), HasSubstr("หลอคลวงทางออนไลน"));
    EXPECT_EQ(snippet.page, 3);
    EXPECT_EQ(snippet.box, (Box{10, 20, 300, 40}));
    EXPECT_THAT(archive.search("การหลอกลวงทางออนไลน์", {.near = false}), IsEmpty());
}

TEST_F(ArchiveTest, WhatIsInQuotesStandsTogether) {
    auto archive = open();
    std::vector<Filing> filings;
    filings.push_back(file(letter("apart", "ประชุมเรื่องน้ำท่วม ที่อำเภอปาย")));
    filings.push_back(file(letter("together", "แจ้งว่าน้ำท่วมอำเภอแล้ว")));
    archive.add(filings);
    for (const std::size_t long_list : {500U, 0U}) {
        const SearchOptions exact{.near = false, .long_list = long_list};
        EXPECT_THAT(ids(archive.search("\"น้ำท่วม อำเภอ\"", exact)), ElementsAre("together"));
        EXPECT_THAT(ids(archive.search("\"น้ำท่วม อำเภอ\" แจ้ง", exact)), ElementsAre("together"));
        EXPECT_THAT(ids(archive.search("น้ำท่วม อำเภอ", exact)), ElementsAre("together", "apart"));
        EXPECT_THAT(ids(archive.search("น้ำท่วม อำเภอ \"ประชุม\"", exact)), ElementsAre("apart"));
        for (const Hit& hit : archive.search("\"น้ำท่วม อำเภอ\"", {.long_list = long_list}))
            EXPECT_EQ(hit.near, hit.id == "apart");
    }
}

TEST_F(ArchiveTest, NearMatchesPassTheFilters) {
    auto archive = open();
    std::vector<Filing> filings;
    for (const std::string id : {"order", "letter"}) {
        Record record = letter(id, "เรื่อง การหลอคลวงทางออนไลน " + id);
        if (id == "order") record.kind.value = "order";
        filings.push_back(file(record));
    }
    archive.add(filings);
    EXPECT_THAT(ids(archive.search("การหลอกลวงทางออนไลน์ ชนิด:Order")), ElementsAre("order"));
    EXPECT_THAT(archive.search("การหลอกลวงทางออนไลน์ ชนิด:ord"), IsEmpty());
    EXPECT_THAT(archive.search("การหลอกลวงทางออนไลน์ ชนิด:order has:qr"), IsEmpty());
}

TEST_F(ArchiveTest, FindsRarePhrasesOfCommonWordsTheSameWithoutTheirLists) {
    auto archive = open();
    test::RandomLetters letters(11);
    std::vector<Filing> filings;
    std::vector<std::string> queries;
    for (int i = 0; i < 300; ++i) {
        filings.push_back(file(letters.next()));
        const Record& record = filings.back().records[0];
        if (i % 30 == 0) queries.push_back(record.subject->value);
        if (i % 30 == 1) queries.push_back("\"" + record.subject->value + "\"");
    }
    archive.add(filings);
    for (const auto& query : queries) {
        const auto lists = ids(archive.search(query, {.near = false}));
        const auto read = ids(archive.search(query, {.near = false, .long_list = 0}));
        EXPECT_THAT(read, IsSupersetOf(lists)) << query;
        // Letters that the dictionary cuts into other words are found, too.
        for (const auto& id : read)
            EXPECT_TRUE(says(archive.find(id)->record, query)) << query << " in " << id;
    }
}

TEST_F(ArchiveTest, SettlesToOnePartOfEachIndex) {
    auto archive = open();
    test::RandomLetters letters(12);
    std::vector<Record> filed;
    for (int i = 0; i < 6; ++i) {
        filed.push_back(letters.next());
        archive.add(file(filed.back()));
    }
    const auto parts = [&] {  // each has one entry, at least, in the table of where its pages begin
        sqlite::Database db(directory_ / "a" / "saraban.db", sqlite::Access::ReadOnly);
        return db.integer("SELECT count(DISTINCT segid) FROM words_idx");
    };
    EXPECT_GT(parts(), 1);
    archive.settle();
    EXPECT_EQ(parts(), 1);
    for (const Record& record : filed)
        EXPECT_EQ(archive.search(record.doc_number->normalized, {.limit = 1}).at(0).id, record.id);
    EXPECT_THAT(archive.verify(kAbbreviations).repaired, IsEmpty());
}

TEST_F(ArchiveTest, TakesAnyTextAsAQuery) {
    auto archive = open();
    archive.add(file(letter("a", "text")));
    for (const auto* query :
         {"a'b", "x\" OR \"y", "text;DROP TABLE letters", "a*b", "NEAR(a b)", "{a} : b", "^text", "a+b",
          "http://x.go.th/a", "text AND AND x", "#all", "date=2026", "\\", "text\xff"})
        EXPECT_NO_THROW(
            try { static_cast<void>(archive.search(query)); } catch (const Error& error) {
                EXPECT_EQ(error.code(), ExitCode::Usage) << query << ": " << error.what();
            });
    EXPECT_EQ(ids(archive.search("text")).size(), 1U);
}

TEST_F(ArchiveTest, KeepsSecretLettersOutOfTheIndex) {
    auto archive = open();
    Record secret = letter("s", "แผนลับของทางราชการ");
    secret.secrecy = Text{.value = "ลับ"};
    archive.add(file(secret));
    archive.add(file(letter("t", "ลับมาก\nแผนที่ไม่มีใครอ่านชั้นความลับ")));
    archive.add(file(letter("u", "แผนงานลึกลับที่สุด\n")));
    EXPECT_THAT(ids(archive.search("แผน*")), ElementsAre("u"));
    EXPECT_TRUE(archive.find("s")->secret);
    const auto readers = [&](const std::string& id) {
        return fs::status(archive.original(archive.find(id)->record.source.sha256)).permissions();
    };
    EXPECT_EQ(readers("s"), fs::perms::owner_read) << "the file as well";
    EXPECT_EQ(readers("u"), fs::perms::owner_read | fs::perms::group_read);
    EXPECT_TRUE(archive.find("t")->secret) << "a class alone on its line is enough";
    EXPECT_FALSE(archive.find("u")->secret);
    sqlite::Database db(directory_ / "a" / "saraban.db", sqlite::Access::ReadOnly);
    EXPECT_EQ(db.integer("SELECT count(*) FROM folded_texts"), 1) << "nor among the texts";

    Filing included = file(secret);
    included.include_secret = true;
    archive.add(included);
    EXPECT_EQ(archive.search("แผน*").size(), 2U);
}

TEST_F(ArchiveTest, LinksLettersThatNameEachOther) {
    auto archive = open();
    Record ministry = numbered("ministry", "มท 0206.2/ว 852", 2026y / January / 30);
    ministry.issuer = Issuer{.name = "กระทรวงมหาดไทย", .agency_normalized = "กระทรวงมหาดไทย"};
    Record province = numbered("province", "กบ 0017.2/ว 626", 2026y / February / 5);
    province.attachments.push_back({.raw = "สำเนา",
                                    .cited_number = DocNumber{.normalized = "มท 0206.2/ว 852"},
                                    .cited_date = Date{.iso = 2026y / January / 30}});
    Record answer = numbered("answer", "กบ 0017.2/99", 2026y / March / 1);
    answer.references.push_back({.raw = "ที่", .cited_number = DocNumber{.normalized = "มท 0206.2/ว 852"}});
    answer.references.push_back({.raw = "ที่",
                                 .cited_number = DocNumber{.normalized = "มท 0206.2/ว 1"},
                                 .cited_date = Date{.iso = 2025y / January / 30}});
    answer.addressees.push_back({.value = "ปลัดกระทรวงมหาดไทย"});
    Record other_year = numbered("other year", "มท 0206.2/ว 852", 2020y / January / 30);
    for (const auto& record : {ministry, province, answer, other_year})
        archive.add(file(record));

    const auto relation = [&](const std::string& from, const std::string& to) {
        for (const auto& link : archive.links(from))
            if (link.id == to) return link.relation;
        return std::string("none");
    };
    EXPECT_EQ(relation("province", "ministry"), "encloses");
    EXPECT_EQ(relation("ministry", "province"), "enclosed_by");
    EXPECT_EQ(relation("answer", "ministry"), "answers");
    EXPECT_EQ(relation("ministry", "answer"), "answered_by");
    EXPECT_EQ(relation("province", "other year"), "none") << "numbers begin anew each year";

    std::string chain;
    for (const auto& link : archive.chain("province"))
        chain += link.id + " ";
    EXPECT_EQ(chain, "other year ministry province answer ")
        << "by date; an undated citation may mean the number of either year";
    const auto missing = archive.cited_not_held();
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing[0].number, "มท 0206.2/ว 1");
    EXPECT_THAT(missing[0].cited_by, ElementsAre("answer"));
    EXPECT_EQ(error_of([&] { static_cast<void>(archive.links("x")); }),
              "x: no letter with this id; `saraban search` shows ids");
}

TEST_F(ArchiveTest, FollowsCitationsWithinDamage) {
    auto archive = open();
    Record ministry = numbered("ministry", "มท 0206.2/ว 852", 2026y / January / 30);
    ministry.subject->value = "การสร้างการรับรู้ภัยอาชญากรรมออนไลน์";
    Record next = numbered("next", "มท 0206.2/ว 853", 2026y / January / 30);
    next.subject = ministry.subject;
    const auto forwards = [&](const std::string& id, const std::string& office, const std::string& number) {
        Record record = numbered(id, office, 2026y / February / 5);
        record.subject = ministry.subject;
        record.attachments.push_back({.raw = "สำเนา",
                                      .cited_number = DocNumber{.normalized = number},
                                      .cited_date = Date{.iso = 2026y / January / 30}});
        return record;
    };
    const Record damaged = forwards("damaged", "กบ 0017.2/ว 626", "มท 0206.2/ว 352");
    const Record absent = forwards("absent", "ตร 0017.2/ว 310", "มท 0206.2/ว 853");
    Record elsewhere = forwards("elsewhere", "พง 0017.2/ว 77", "มท 0206.2/ว 352");
    elsewhere.subject->value = "ขอเชิญประชุมหัวหน้าส่วนราชการ";
    for (const auto& record : {ministry, damaged, absent, elsewhere})
        archive.add(file(record));

    ASSERT_EQ(archive.links("damaged").size(), 1U);
    EXPECT_EQ(archive.links("damaged")[0].id, "ministry");
    EXPECT_EQ(archive.links("damaged")[0].relation, "encloses");
    ASSERT_EQ(archive.links("ministry").size(), 1U);
    EXPECT_EQ(archive.links("ministry")[0].relation, "enclosed_by");
    std::vector<std::string> missing;
    for (const Missing& letter : archive.cited_not_held())
        missing.push_back(letter.number + " by " + letter.cited_by.front());
    EXPECT_THAT(missing, ElementsAre("มท 0206.2/ว 352 by elsewhere", "มท 0206.2/ว 853 by absent"))
        << "about something else; the next letter of the day";

    next.doc_number->normalized = "มท 0206.2/ว 452";  // 352 may be either
    archive.add(file(next));
    EXPECT_THAT(archive.links("damaged"), IsEmpty());
}

TEST_F(ArchiveTest, KnowsALetterThatCameTwice) {
    auto archive = open();
    const auto copy = [](const std::string& id, const std::string& number, year_month_day date) {
        Record record = numbered(id, number, date);
        record.subject->value = "การสร้างการรับรู้ภัยอาชญากรรมออนไลน์";
        record.addressees = {Text{.value = "ผู้ว่าราชการจังหวัด ทุกจังหวัด"}};
        record.text = "ที่ " + number + "\nสแกน " + id + "\nเรื่อง " + record.subject->value +
                      "\nเรียน ผู้ว่าราชการจังหวัด ทุกจังหวัด\nด้วยกระทรวงมหาดไทยมีนโยบายป้องกันและปราบปราม\n";
        return record;
    };
    Record cover = numbered("cover", "กบ 0017.2/ว 626", 2026y / February / 5);
    cover.references.push_back({.raw = "หนังสือ", .cited_number = DocNumber{.normalized = "มท 0206.2/ว 852"}});
    for (const auto& record : {copy("scan", "มท 0206.2/ว 852", 2026y / January / 30), cover,
                               copy("again", "มท 0206.2/ว 862", 2026y / January / 30),
                               copy("by mail", "มท 0206.2/ว 852", 2022y / January / 30),
                               copy("next", "มท 0206.2/ว 853", 2026y / January / 30)})
        archive.add(file(record));
    const auto same = [&](const std::string& id) {
        std::vector<std::string> out;
        for (const Link& link : archive.copies_of(id, 10))
            out.push_back(link.id);
        return out;
    };
    EXPECT_THAT(same("scan"), ElementsAre("by mail", "again"));
    EXPECT_THAT(same("again"), ElementsAre("scan"));
    EXPECT_THAT(same("next"), IsEmpty()) << "the next letter of the day";
    EXPECT_THAT(same("cover"), IsEmpty());
    ASSERT_EQ(archive.copies().size(), 1U);
    const auto ids_of_first = [&] {
        std::vector<std::string> out;
        const auto copies = archive.copies();
        for (const Link& link : copies.at(0))
            out.push_back(link.id);
        return out;
    };
    EXPECT_THAT(ids_of_first(), ElementsAre("scan", "again", "by mail"));
    EXPECT_EQ(archive.links("scan")[0].relation, "same_as");
    EXPECT_EQ(archive.links("scan")[0].path, "by mail.txt");
    EXPECT_EQ(archive.chain("again").size(), 4U) << "over its copy to what cites that one";

    archive.add(file(copy("scan", "มท 0206.2/ว 852", 2026y / January / 30)));
    EXPECT_THAT(ids_of_first(), ElementsAre("scan", "again", "by mail")) << "filed again, it stays the first";
}

TEST_F(ArchiveTest, FindsDamageAndPutsTheIndexRight) {
    auto archive = open();
    for (const auto* id : {"a", "b", "c"})
        archive.add(file(letter(id, std::string("ประชุม ") + id)));
    EXPECT_THAT(archive.verify(kAbbreviations).damage, IsEmpty());
    EXPECT_EQ(archive.verify(kAbbreviations).letters, 3U);

    const fs::path original = archive.original(sha256("ประชุม a"));
    fs::permissions(original, fs::perms::owner_all);
    std::ofstream(original) << "changed";
    fs::remove(archive.original(sha256("ประชุม b")));
    std::ofstream(directory_ / "a" / "originals" / "stray.pdf.part1") << "half";
    {
        sqlite::Database db(directory_ / "a" / "saraban.db", sqlite::Access::ReadWrite);
        db.run("UPDATE letters SET facets = '#all kind=x' WHERE record_id = 'c'");
    }
    const Health health = archive.verify(kAbbreviations);
    ASSERT_EQ(health.damage.size(), 2U);
    EXPECT_THAT(health.damage[0], HasSubstr("changed since it was filed"));
    EXPECT_THAT(health.damage[1], HasSubstr("lost"));
    EXPECT_THAT(health.orphans, ElementsAre("originals/stray.pdf.part1"));
    EXPECT_THAT(health.repaired,
                ElementsAre("the index of words was built anew: it differed from the letters"));
    EXPECT_THAT(ids(archive.search("kind:x")), ElementsAre("c"));
    EXPECT_THAT(archive.verify(kAbbreviations).repaired, IsEmpty());
}

TEST_F(ArchiveTest, BuildsTheIndexAnewForNewAbbreviations) {
    auto archive = open();
    archive.add(file(letter("a", "อบจ. แจ้งว่า")));
    EXPECT_THAT(archive.search("องค์การบริหารส่วนจังหวัด"), IsEmpty());
    const Health health = archive.verify({{.brief = "อบจ", .full = "องค์การบริหารส่วนจังหวัด"}});
    EXPECT_EQ(health.repaired.size(), 3U);
    EXPECT_THAT(ids(archive.search("องค์การบริหารส่วนจังหวัด")), ElementsAre("a"));
}

TEST_F(ArchiveTest, ReadsWhereNothingCanBeWritten) {
    { open().add(file(letter("a", "ประชุม"))); }
    const auto set = [&](fs::perms perms) {
        fs::permissions(directory_ / "a" / "saraban.db", perms);
        fs::permissions(directory_ / "a", perms | fs::perms::owner_exec);
    };
    set(fs::perms::owner_read);
    EXPECT_THAT(ids(open(Archive::Mode::Read).search("ประชุม")), ElementsAre("a"));
    if (::geteuid() != 0) {  // root writes anywhere
        EXPECT_THAT(error_of([&] { open().add(file(letter("b", "x"))); }), HasSubstr("cannot be written"));
    }
    set(fs::perms::owner_all);
}

TEST_F(ArchiveTest, SaysWhatIsWrongWithADatabase) {
    EXPECT_EQ(error_of([&] { static_cast<void>(open(Archive::Mode::Read)); }),
              (directory_ / "a").string() + ": no archive here; `saraban ingest --archive " +
                  (directory_ / "a").string() + " FILE` makes one");
    fs::create_directories(directory_ / "a");
    const fs::path db = directory_ / "a" / "saraban.db";
    std::ofstream(db) << std::string(5000, 'x');
    for (const auto mode : {Archive::Mode::Read, Archive::Mode::Write})
        EXPECT_THAT(error_of([&] { static_cast<void>(open(mode)); }),
                    HasSubstr("saraban.db: file is not a database; the database is damaged; "
                              "the originals are safe: restore saraban.db from a backup"));
    fs::remove(db);
    { open().add(file(letter("a", "ประชุม"))); }
    {
        sqlite::Database later(db, sqlite::Access::ReadWrite);
        later.run("PRAGMA user_version = 99");
    }
    EXPECT_THAT(error_of([&] { static_cast<void>(open()); }),
                HasSubstr("version 99, this program knows up to 5"));
}

TEST_F(ArchiveTest, BringsAnOlderArchiveUpToDate) {
    { open().add(file(letter("a", "สถ. แจ้งว่า ประชุมเรื่องน้ำท่วม"))); }
    {
        sqlite::Database older(directory_ / "a" / "saraban.db", sqlite::Access::ReadWrite);
        older.run(
            "DROP VIEW expected_texts; DROP TABLE folded_texts; DROP TABLE grams; DROP TABLE gram_state;"
            "CREATE TABLE grams (x); CREATE TABLE gram_counts (x); CREATE VIEW indexed_grams AS SELECT 1;"
            "PRAGMA user_version = 3");
    }
    EXPECT_EQ(
        error_of([&] { static_cast<void>(open(Archive::Mode::Read)); }),
        "saraban.db has version 3, this program knows 5; `saraban verify` brings the archive up to date");
    auto archive = open();
    EXPECT_THAT(archive.verify(kAbbreviations).repaired, IsEmpty())
        << "also what the abbreviations stand for";
    EXPECT_THAT(ids(archive.search("ส่งเสริมการปกครองท้อ")), ElementsAre("a"));
}

TEST_F(ArchiveTest, MarksBeginningsAndNumbersWhereTheyAre) {
    auto archive = open();
    archive.add(file(numbered("a", "มท 0801.4/ว 6103", 2026y / February / 5)));
    Record damaged = numbered("b", "มท 0801.4/ว 6104", 2026y / February / 5);
    damaged.text = "หนังสือจำนวน ๑ ฉบับ กรมการปกครอง";
    archive.add(file(damaged));
    const auto marked = [&](const std::string& query) {
        std::string out;
        for (const Hit& hit : archive.search(query, {.limit = 1}))
            for (const auto& [begin, end] : hit.snippet.marks)
                out += hit.snippet.text.substr(begin, end - begin) + "|";
        return out;
    };
    EXPECT_EQ(marked("เลขที่:6104"), "") << "the number is not in its text";
    EXPECT_EQ(marked("มท 0801.4/ว 6104"), "") << "nor is a lone ว inside a word";
    EXPECT_EQ(marked("กร* จำนวน"), "จำนวน|กร|") << "not inside words";
}

TEST_F(ArchiveTest, FindsCommonWordsThatSeldomStandSideBySide) {
    auto archive = open();
    std::vector<Filing> filings;
    for (int i = 0; i < 60; ++i)
        filings.push_back(file(letter("apart" + std::to_string(i), "ประชุม อำเภอ " + std::to_string(i))));
    filings.push_back(file(letter("together", "เรื่อง อำเภอประชุม")));
    for (int i = 60; i < 120; ++i)
        filings.push_back(file(letter("apart" + std::to_string(i), "ประชุม อำเภอ " + std::to_string(i))));
    archive.add(filings);
    const auto found = archive.search("อำเภอ ประชุม", {.near = false, .long_list = 10});
    ASSERT_EQ(found.size(), 20U);
    EXPECT_EQ(found[0].id, "together");
    for (int i = 0; i < 45; ++i)
        archive.add(file(letter("governor" + std::to_string(i), "การ ผู้ว่าราชการจังหวัด " + std::to_string(i))));
    EXPECT_EQ(archive.search("การ จังหวัด", {.near = false, .long_list = 10}).size(), 20U)
        << "cut into other words, ราชการ จังหวัด";
}

TEST_F(ArchiveTest, CompletesBeginningsFromWhatLettersSay) {
    auto archive = open();
    std::vector<Filing> filings;
    for (int i = 0; i < 40; ++i)
        filings.push_back(file(letter("common" + std::to_string(i), "ประชุมกรรมการ " + std::to_string(i))));
    filings.push_back(file(letter("rare", "กระต่าย ประชุม")));
    archive.add(filings);
    EXPECT_EQ(archive.search("ก*").size(), 20U);
    EXPECT_EQ(archive.search("กร*", {.limit = 100}).size(), 41U) << "all of them, where more are asked for";
    EXPECT_THAT(ids(archive.search("กระ*")), ElementsAre("rare"));
    EXPECT_THAT(ids(archive.search("ประชุม NOT กรร*", {.near = false})), ElementsAre("rare"));
    EXPECT_THAT(ids(archive.search("ประชุม กระ*", {.near = false})), ElementsAre("rare"));
    EXPECT_THAT(archive.search("ฮ*"), IsEmpty());
}

TEST_F(ArchiveTest, FindsMisreadLettersWhereverTheirTrigramsAre) {
    auto archive = open();
    test::RandomLetters letters(31);
    std::vector<Filing> filings;
    for (int i = 0; i < 200; ++i)
        filings.push_back(file(letters.next()));
    const auto found = [&](const Record& record) {
        const auto hits = archive.search(test::add_noise(record.subject->value, 0.1, 3), {.limit = 40});
        const auto found_ids = ids(hits);
        return std::find(found_ids.begin(), found_ids.end(), record.id) != found_ids.end();
    };
    archive.add(std::span(filings).first(150));  // in rows
    for (std::size_t i = 150; i < 200; ++i)
        archive.add(filings[i]);  // the newest are in none
    for (const std::size_t i : {0U, 100U, 149U, 150U, 199U})
        EXPECT_TRUE(found(filings[i].records[0])) << i;
    sqlite::Database db(directory_ / "a" / "saraban.db", sqlite::Access::ReadOnly);
    EXPECT_EQ(db.integer("SELECT until FROM gram_state"), 150);

    archive.add(filings[10]);  // filed again: its trigrams leave the rows and come back with a new number
    filings[199].records[0].text += "กระต่ายเงิน";
    archive.add(filings[199]);
    EXPECT_TRUE(found(filings[10].records[0]));
    EXPECT_THAT(archive.verify(kAbbreviations).repaired, IsEmpty());
    archive.add(std::span(filings).first(120));
    EXPECT_GT(db.integer("SELECT until FROM gram_state"), 200);
    EXPECT_THAT(archive.verify(kAbbreviations).repaired, IsEmpty());
    {
        sqlite::Database harm(directory_ / "a" / "saraban.db", sqlite::Access::ReadWrite);
        harm.run("DELETE FROM grams WHERE id = (SELECT max(id) FROM grams)");
    }
    EXPECT_THAT(archive.verify(kAbbreviations).repaired,
                ElementsAre("the index of trigrams was built anew: it differed from the letters"));
    EXPECT_THAT(archive.verify(kAbbreviations).repaired, IsEmpty());
}

TEST_F(ArchiveTest, FilesALargeBatchAsItFilesOneLetter) {
    test::RandomLetters letters(21);
    std::vector<Filing> filings;
    for (int i = 0; i < 1200; ++i)
        filings.push_back(file(letters.next()));
    auto archive = open();
    archive.add(filings, 2);
    const auto automerge = [&] {
        sqlite::Database db(directory_ / "a" / "saraban.db", sqlite::Access::ReadOnly);
        return db.integer("SELECT v FROM words_config WHERE k = 'automerge'");
    };
    EXPECT_EQ(automerge(), 4) << "for what is filed one by one afterwards";
    archive.settle();
    EXPECT_EQ(archive.search(filings[700].records[0].doc_number->normalized, {.limit = 1}).at(0).id,
              filings[700].records[0].id);
}

TEST_F(ArchiveTest, SurvivesBeingKilledAtAnyInstant) {
    { open().add(file(letter("first", "ประชุมครั้งแรก"))); }
    std::vector<Filing> filings;
    test::RandomLetters letters(3);
    for (int i = 0; i < 400; ++i)
        filings.push_back(file(letters.next()));
    for (int round = 0; round < 6; ++round) {
        const pid_t child = ::fork();
        if (child == 0) {
            auto archive = open();
            for (const auto& filing : filings)
                archive.add(filing);
            ::_exit(0);
        }
        ::usleep(static_cast<useconds_t>(30000 + 45000 * round));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        auto archive = open();
        const Health health = archive.verify(kAbbreviations);
        EXPECT_THAT(health.damage, IsEmpty());
        EXPECT_THAT(health.repaired, IsEmpty());
        EXPECT_THAT(ids(archive.search("\"ประชุมครั้งแรก\"", {.near = false})), ElementsAre("first"));
        for (const auto& filing : filings)
            EXPECT_EQ(archive.holds(filing.source.sha256), archive.find(filing.records[0].id).has_value());
    }
}

TEST_F(ArchiveTest, TakesLettersFromTwoProcessesAtOnce) {
    { static_cast<void>(open()); }
    std::vector<pid_t> children;
    for (std::uint64_t seed = 1; seed <= 2; ++seed) {
        test::RandomLetters letters(seed);
        std::vector<Filing> filings;
        for (int i = 0; i < 40; ++i)
            filings.push_back(file(letters.next()));
        children.push_back(::fork());
        if (children.back() != 0) continue;
        int result = 1;
        try {
            auto archive = open();
            for (const auto& filing : filings)
                archive.add(filing);
            result = 0;
        } catch (const std::exception&) {
        }
        ::_exit(result);
    }
    for (const pid_t child : children) {
        int status = 1;
        ::waitpid(child, &status, 0);
        EXPECT_EQ(status, 0);
    }
    const Health health = open().verify(kAbbreviations);
    EXPECT_EQ(health.letters, 80U);
    EXPECT_THAT(health.damage, IsEmpty());
    EXPECT_THAT(health.repaired, IsEmpty());
}

TEST_F(ArchiveTest, LosesNothingWhenTheDiskIsFull) {
    { open().add(file(letter("a", "ประชุม"))); }
    test::RandomLetters letters(5);
    std::vector<Filing> filings;
    for (int i = 0; i < 200; ++i)
        filings.push_back(
            {.source = {.path = "x", .sha256 = "x" + std::to_string(i)}, .records = {letters.next()}});
    auto archive = open();
    // A small tmpfs would need root; a limit of the database gives the same error from the same place.
    archive.limit_size(1 << 20);
    EXPECT_THAT(
        error_of([&] { archive.add(filings); }),
        HasSubstr(
            "database or disk is full; the disk is full: nothing of this file was kept; free some space"));
    EXPECT_THAT(ids(archive.search("ประชุม", {.near = false})), ElementsAre("a"));
    EXPECT_THAT(archive.verify(kAbbreviations).repaired, IsEmpty());
}
