#include "tests/cli/command_line.h"
#include "tests/support/sample_files.h"

#include <map>
#include <sstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

/// Deadlines as a clerk asks for them: a letter in, `saraban deadlines` out. What each form of limit must
/// give is set by hand from the calendar of 2026.
using namespace saraban;
using nlohmann::json;
using test::Folder;
using test::run_saraban;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace {

constexpr const char* kToday = "2026-02-06";

/// A letter of 5 February 2026 from a province to its districts.
std::string letter(const std::string& request) {
    return "ที่ กบ ๐๐๑๗.๒/ว ๖๒๖\n\nศาลากลางจังหวัดกระบี่\nถนนอุตรกิจ กบ ๘๑๐๐๐\n\n๕ กุมภาพันธ์ ๒๕๖๙\n\n"
           "เรื่อง การรายงานผลการดำเนินงาน\n\nเรียน นายอำเภอ ทุกอำเภอ\n\n"
           "ด้วยจังหวัดกระบี่ได้กำหนดแนวทางการดำเนินงานประจำปี เพื่อให้การปฏิบัติงานในพื้นที่เป็นไปในทิศทางเดียวกัน\n\n" +
           request +
           "\n\nจึงเรียนมาเพื่อพิจารณาดำเนินการ\n\nขอแสดงความนับถือ\n\n(นายสมชาย ใจดี)\nผู้ว่าราชการจังหวัดกระบี่\n\n"
           "สำนักงานจังหวัด\nโทร. ๐ ๗๕๖๑ ๑๓๔๐\n";
}

std::vector<json> rows_of(const std::string& jsonl) {
    std::vector<json> rows;
    std::istringstream in(jsonl);
    for (std::string line; std::getline(in, line);)
        rows.push_back(json::parse(line));
    return rows;
}

/// `2026-03-05 MONTHLY;BYMONTHDAY=5 ?weekday_differs`: next day, rule, what a person should look at.
std::string brief(const json& row) {
    std::string text = row["due"].is_null() ? "-" : row["due"].get<std::string>();
    if (row["time"].is_string()) text += " " + row["time"].get<std::string>();
    if (row["rrule"].is_string()) text += " " + row["rrule"].get<std::string>().substr(5);
    if (row["until"].is_string()) text += " until " + row["until"].get<std::string>();
    for (const json& flag : row["flags"])
        text += (row["doubtful"].get<bool>() ? " ?" : " ") + flag.get<std::string>();
    return text;
}

std::string unfolded(std::string text) {
    for (std::size_t at = 0; (at = text.find("\r\n ", at)) != std::string::npos;)
        text.erase(at, 3);
    return text;
}

struct Case {
    std::string request;
    std::vector<std::string> rows;
};

/// All letters in one run: file name -> rows.
void expect_rows(const std::vector<Case>& cases) {
    const Folder folder;
    for (std::size_t i = 0; i < cases.size(); ++i)
        folder.write(std::to_string(1000 + i) + ".txt", letter(cases[i].request));
    const auto run = run_saraban({"deadlines", "--json", "--today", kToday, (folder / "").string()});
    EXPECT_EQ(run.code, 0) << run.err;
    std::map<std::string, std::vector<std::string>> found;
    for (const json& row : rows_of(run.out)) {
        const std::string source = row["source"];
        found[source.substr(source.rfind('/') + 1)].push_back(brief(row));
    }
    for (std::size_t i = 0; i < cases.size(); ++i) {
        SCOPED_TRACE(cases[i].request);
        EXPECT_EQ(found[std::to_string(1000 + i) + ".txt"], cases[i].rows);
    }
}

}  // namespace

TEST(Deadlines, SingleDays) {
    expect_rows({
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันที่ ๑๐ กุมภาพันธ์ ๒๕๖๙", {"2026-02-10"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันศุกร์ที่ ๑๓ กุมภาพันธ์ ๒๕๖๙", {"2026-02-13"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันพฤหัสบดีที่ ๑๓ กุมภาพันธ์ ๒๕๖๙", {"2026-02-13 ?weekday_differs"}},
        {"จึงขอให้อำเภอส่งรายชื่อให้จังหวัด ก่อนวันที่ ๕ มีนาคม", {"2026-03-04 year_assumed"}},
        {"จึงขอให้อำเภอส่งรายชื่อให้จังหวัด ก่อนวันที่ ๑ มีนาคม ๒๕๖๙", {"2026-02-28"}},
        {"จึงขอให้อำเภอส่งรายชื่อให้จังหวัด ไม่เกินวันที่ ๒๐ กุมภาพันธ์ ๒๕๖๙", {"2026-02-20"}},
        {"จึงขอให้อำเภอส่งรายชื่อให้จังหวัด อย่างช้าภายในวันที่ ๒๐ กุมภาพันธ์ ๒๕๖๙ เวลา ๑๒.๐๐ น.", {"2026-02-20 12:00"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในเดือนมีนาคม ๒๕๖๙", {"2026-03-31"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในสิ้นเดือนมีนาคม ๒๕๖๙", {"2026-03-31"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในสิ้นปีงบประมาณ พ.ศ. ๒๕๖๙", {"2026-09-30"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันที่ ๓๑ เมษายน ๒๕๖๙", {"- ?date_impossible"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันที่ ๓๐ มกราคม ๒๕๖๙", {"2026-01-30 ?before_letter"}},
    });
}

TEST(Deadlines, CountedAndVagueLimits) {
    expect_rows({
        {"จึงขอให้อำเภอส่งรายชื่อให้จังหวัด ภายใน ๗ วัน นับแต่วันที่ได้รับหนังสือ", {"- anchor_unresolved"}},
        {"จึงขอให้อำเภอส่งรายชื่อให้จังหวัด ภายใน ๗ วัน นับแต่วันที่ลงในหนังสือ", {"2026-02-12"}},
        {"จึงขอให้อำเภอส่งรายชื่อให้จังหวัด ภายใน ๓๐ วัน", {"2026-03-09 ?anchor_unnamed"}},  // 7 March is a Saturday
        {"จึงขอให้อำเภอส่งรายชื่อให้จังหวัด ภายใน ๑๕ วันทำการ นับแต่วันที่ลงในหนังสือ", {"2026-02-26"}},
        {"จึงขอให้อำเภอส่งรายชื่อให้จังหวัด ภายใน ๒๔ ชั่วโมง", {"-"}},
        {"จึงขอให้อำเภอส่งรายชื่อให้จังหวัด โดยด่วน", {"-"}},
        {"จึงขอให้อำเภอส่งรายชื่อให้จังหวัด ในโอกาสแรก", {"-"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในต้นเดือนมีนาคม ๒๕๖๙", {"-"}},
        {"จึงขอให้อำเภอส่งรายชื่อให้จังหวัด ภายในวันนี้ เวลา ๑๖.๐๐ น.", {"- 16:00"}},
        {"จึงขอให้อำเภอดำเนินการอย่างต่อเนื่อง", {}},
        {"คณะรัฐมนตรีได้มีมติให้มีผลชี้วัดได้ชัดเจนภายใน ๓๐ วัน", {}},
        {"ตามที่ได้ประชุมเมื่อวันที่ ๑๐ มกราคม ๒๕๖๙ ซึ่งกรมได้รายงานภายในวันที่ ๒๐ มกราคม ๒๕๖๙ แล้ว นั้น", {}},
    });
}

TEST(Deadlines, Rules) {
    expect_rows({
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันที่ ๕ ของทุกเดือน", {"2026-03-05 MONTHLY;BYMONTHDAY=5"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันที่ ๕ ของทุกเดือน โดยเริ่มรายงานครั้งแรก วันที่ ๕ มีนาคม ๒๕๖๙",
         {"2026-03-05 MONTHLY;BYMONTHDAY=5"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันที่ ๕ ของทุกเดือน โดยเริ่มรายงานครั้งแรก วันที่ ๔ มีนาคม ๒๕๖๙",
         {"2026-03-04 ?first_off_rule", "2026-04-05 MONTHLY;BYMONTHDAY=5 ?first_off_rule"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันที่ ๕ ของทุกเดือน เริ่มตั้งแต่เดือนเมษายน ๒๕๖๙ เป็นต้นไป",
         {"2026-04-05 MONTHLY;BYMONTHDAY=5"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันที่ ๑๐ ของทุกเดือน "
         "(ยกเว้นเดือนกุมภาพันธ์ขอให้รายงานภายในวันที่ ๑๓ กุมภาพันธ์ ๒๕๖๙)",
         {"2026-02-13", "2026-03-10 MONTHLY;BYMONTHDAY=10"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันที่ ๑๐ ของทุกเดือน ยกเว้นเดือนมกราคม",
         {"2026-02-10 MONTHLY;BYMONTHDAY=10;BYMONTH=2,3,4,5,6,7,8,9,10,11,12"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันที่ ๓๐ ของทุกเดือน",
         {"2026-02-28 MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันที่ ๓๑ ของทุกเดือน", {"2026-02-28 MONTHLY;BYMONTHDAY=-1"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในสิ้นเดือนของทุกเดือน", {"2026-02-28 MONTHLY;BYMONTHDAY=-1"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ทุกวันจันทร์", {"2026-02-09 WEEKLY;BYDAY=MO"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ทุกวันศุกร์สุดท้ายของเดือน", {"2026-02-27 MONTHLY;BYDAY=-1FR"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ทุกวันที่ ๑ และ ๑๖ ของเดือน", {"2026-02-16 MONTHLY;BYMONTHDAY=1,16"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันที่ ๑๕ และ ๒๙ ของทุกเดือน",
         {"2026-02-15 MONTHLY;BYMONTHDAY=15,28,29;BYSETPOS=1,-1"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ทุกวันที่ ๑๕ และวันสิ้นเดือน ของทุกเดือน",
         {"2026-02-15 MONTHLY;BYMONTHDAY=15,-1"}},
        {"จึงขอให้อำเภอส่งงบเดือนให้จังหวัด ภายใน ๗ วันทำการแรกของเดือนถัดไป",
         {"2026-02-10 MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=7"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ทุกไตรมาส ภายในวันที่ ๕ ของเดือนถัดไป",
         {"2026-04-05 MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=5"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันที่ ๑๕ มีนาคม และวันที่ ๑๕ กันยายน ของทุกปี",
         {"2026-03-15 YEARLY;BYMONTH=3,9;BYMONTHDAY=15"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ปีละ ๒ ครั้ง", {"- ?phase_unknown"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ทุก ๓ เดือน ภายในวันที่ ๕ ของเดือนถัดไป โดยเริ่มตั้งแต่เดือนเมษายน ๒๕๖๙",
         {"2026-04-05 MONTHLY;INTERVAL=3;BYMONTHDAY=5"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ทุก ๒ เดือน ภายในวันที่ ๕ ของเดือน", {"- ?phase_unknown"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ทุก ๖ เดือน เริ่มตั้งแต่เดือนเมษายน ๒๕๖๙", {"- ?phase_unknown"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันที่ ๒๕ ของทุกเดือน เริ่มตั้งแต่เดือนกุมภาพันธ์ - กันยายน ๒๕๖๙",
         {"2026-02-25 MONTHLY;BYMONTHDAY=25 until 2026-09-30"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันที่ ๕ ของทุกเดือน จนถึงวันที่ ๓๐ กันยายน ๒๕๖๙",
         {"2026-03-05 MONTHLY;BYMONTHDAY=5 until 2026-09-30"}},
        {"จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันที่ ๕ ของทุกเดือน ถึงสิ้นปีงบประมาณ พ.ศ. ๒๕๖๙",
         {"2026-03-05 MONTHLY;BYMONTHDAY=5 until 2026-09-30"}},
    });
}

TEST(Deadlines, ToWhomByWhichChannelAndFromWhichSentence) {
    const Folder folder;
    const auto path = folder.write(
        "letter.txt",
        letter("จึงขอให้อำเภอรายงานผลการดำเนินงานให้จังหวัดกระบี่ทราบ ทางไปรษณีย์อิเล็กทรอนิกส์ krabi@example.go.th "
               "ภายในวันที่ ๑๓ เมษายน ๒๕๖๙"));
    const auto rows = rows_of(run_saraban({"deadlines", "--json", "--today", kToday, path.string()}).out);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0]["what"], "รายงานผลการดำเนินงาน");
    EXPECT_EQ(rows[0]["to_whom"], "จังหวัดกระบี่");
    EXPECT_EQ(rows[0]["via"], json::array({"krabi@example.go.th"}));
    EXPECT_EQ(rows[0]["letter"], "กบ 0017.2/ว 626");
    EXPECT_EQ(rows[0]["letter_date"], "2026-02-05");
    EXPECT_EQ(rows[0]["sentence"], "ภายในวันที่ ๑๓ เมษายน ๒๕๖๙");
    EXPECT_EQ(rows[0]["holiday"], "วันสงกรานต์");  // shown, not moved
    EXPECT_EQ(rows[0]["working_day"], "2026-04-10");
    EXPECT_GT(rows[0]["confidence"], 0.5);
}

TEST(Deadlines, MeetingsAreEventsWithTimeAndPlace) {
    const Folder folder;
    const auto path =
        folder.write("letter.txt", letter("จึงขอเชิญเข้าร่วมประชุมชี้แจงแนวทาง ในวันอังคารที่ ๑๐ มีนาคม ๒๕๖๙ เวลา ๑๓.๐๐ "
                                          "น. ณ ห้องประชุมศาลากลางจังหวัดกระบี่ ชั้น ๒"));
    const auto ics = folder / "feed.ics";
    const auto run =
        run_saraban({"deadlines", "--json", "--today", kToday, "--ics", ics.string(), path.string()});
    const auto rows = rows_of(run.out);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0]["kind"], "event");
    EXPECT_EQ(rows[0]["time"], "13:00");
    EXPECT_EQ(rows[0]["place"], "ห้องประชุมศาลากลางจังหวัดกระบี่ ชั้น ๒");
    EXPECT_THAT(test::bytes_of(ics), HasSubstr("DTSTART;TZID=Asia/Bangkok:20260310T130000\r\n"));
    EXPECT_THAT(unfolded(test::bytes_of(ics)), HasSubstr("LOCATION:ห้องประชุมศาลากลางจังหวัดกระบี่ ชั้น ๒\r\n"));
}

TEST(Deadlines, TheTableShowsWhatIsNextFirstAndMarksWhatIsLate) {
    const Folder folder;
    const auto path = folder.write(
        "letter.txt", letter("จึงขอให้อำเภอดำเนินการ ดังนี้\n\n๑. ส่งรายชื่อให้จังหวัด ภายในวันที่ ๒๐ กุมภาพันธ์ ๒๕๖๙\n\n"
                             "๒. รายงานผลให้จังหวัดทราบ ภายในวันที่ ๑๐ กุมภาพันธ์ ๒๕๖๙"));
    const auto thai = run_saraban({"deadlines", "--today", "2026-02-15", path.string()}).out;
    const auto late = thai.find("เกิน 5 วัน"), next = thai.find("อีก 5 วัน");
    EXPECT_LT(next, late);
    EXPECT_THAT(thai, HasSubstr("๒๐ ก.พ. ๒๕๖๙"));
    EXPECT_THAT(run_saraban({"deadlines", "--today", "2026-02-15", "--dates", "iso", path.string()}).out,
                HasSubstr("2026-02-20"));
    const auto window = rows_of(
        run_saraban({"deadlines", "--json", "--from", "2026-02-01", "--to", "2026-02-15", path.string()})
            .out);
    ASSERT_EQ(window.size(), 1U);
    EXPECT_EQ(window[0]["due"], "2026-02-10");
}

TEST(Deadlines, OfAnArchive) {
    const Folder folder;
    const auto path =
        folder.write("letter.txt", letter("จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันที่ ๑๐ กุมภาพันธ์ ๒๕๖๙"));
    const std::string archive = (folder / "archive").string(), ics = (folder / "feed.ics").string();
    (void)run_saraban(
        {"ingest", "--archive", archive, "--output", (folder / "r.jsonl").string(), path.string()});
    std::filesystem::remove(path);
    const auto run =
        run_saraban({"deadlines", "--json", "--today", kToday, "--archive", archive, "--ics", ics});
    EXPECT_EQ(run.code, 0) << run.err;
    const auto rows = rows_of(run.out);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0]["due"], "2026-02-10");
    EXPECT_TRUE(std::filesystem::exists(rows[0]["source"].get<std::string>()));
    EXPECT_EQ(run_saraban({"deadlines"}).code, 2);
}

TEST(Deadlines, OnlyTheLetterToOurOfficeIsOurs) {
    const Folder folder;
    const auto district = folder.write("district.yaml", "name: อำเภอเมืองกระบี่\nkind: district\n");
    const auto village =
        folder.write("village.yaml", "name: องค์การบริหารส่วนตำบลเขาคราม\nkind: subdistrict\nprovince: กระบี่\n");
    const std::string bundle = SARABAN_ROOT "/corpus/letters/003_3f1d791feddcb934.txt";
    const auto ours = [&](const std::filesystem::path& office) {
        std::vector<std::string> out;
        for (const json& row : rows_of(
                 run_saraban({"deadlines", "--json", "--today", kToday, "--office", office.string(), bundle})
                     .out))
            if (row["ours"])
                out.push_back(brief(row) + " of " + row["letter_id"].get<std::string>().substr(17));
        return out;
    };
    EXPECT_THAT(ours(district), ElementsAre(AllOf(HasSubstr("BYMONTHDAY=5"), HasSubstr("of 2"))));
    EXPECT_THAT(ours(village), ElementsAre(AllOf(HasSubstr("BYMONTHDAY=4"), HasSubstr("of 1"))));
}

TEST(Deadlines, AChainIsTiedTogether) {
    const std::string bundle = SARABAN_ROOT "/corpus/letters/003_3f1d791feddcb934.txt";
    const auto rows = rows_of(run_saraban({"deadlines", "--json", "--today", kToday, bundle}).out);
    std::map<std::string, json> by_uid;
    for (const json& row : rows)
        by_uid[row["uid"]] = row;
    int links = 0;
    for (const json& row : rows)
        for (const json& upstream : row["passes_on"]) {
            ++links;
            ASSERT_TRUE(by_uid.contains(upstream));
            EXPECT_LT(row["letter_id"], by_uid[upstream]["letter_id"]);
            EXPECT_FALSE(row["flags"].dump().find("later_than_upstream") != std::string::npos);
        }
    EXPECT_GE(links, 2);
    const Folder folder;
    (void)run_saraban({"deadlines", "--today", kToday, "--ics", (folder / "f.ics").string(), bundle});
    EXPECT_THAT(test::bytes_of(folder / "f.ics"), HasSubstr("RELATED-TO:"));
}

TEST(Deadlines, OurStampOfReceiptIsWhereALimitCountsFromAndOurHolidaysWin) {
    const Folder folder;
    const auto path =
        folder.write("letter.txt", "ที่ว่าการอำเภอเมืองกระบี่\nเลขรับ ๑๒๓\nวันที่ ๙ ก.พ. ๒๕๖๙\nเวลา ๑๐.๐๐ น.\n\n" +
                                       letter("จึงขอให้อำเภอส่งรายชื่อให้จังหวัด ภายใน ๗ วัน นับแต่วันที่ได้รับหนังสือ"));
    folder.write("mine.yaml",
                 "source: ours\ndate: 2026-01-01\nentries:\n  - {date: 2026-02-16, name: วันหยุดของจังหวัด}\n");
    const auto plain = folder.write("plain.yaml", "name: อำเภอเมืองกระบี่\nkind: district\n");
    const auto own = folder.write("own.yaml", "name: อำเภอเมืองกระบี่\nkind: district\nholidays: mine.yaml\n");
    const auto due = [&](const std::filesystem::path& office) {
        const auto run = run_saraban(
            {"deadlines", "--json", "--today", kToday, "--office", office.string(), path.string()});
        return rows_of(run.out).at(0);
    };
    EXPECT_EQ(due(plain)["due"], "2026-02-16");  // a Monday
    EXPECT_EQ(due(own)["due"], "2026-02-17");
    EXPECT_EQ(due(own)["shifted_from"], "2026-02-16");
}

/// A record as a person corrects it, written for `deadlines` again.
class Corrected : public testing::Test {
protected:
    void read(const std::string& path) { records_ = rows_of(run_saraban({"read", path}).out); }
    std::string deadlines(const std::vector<std::string>& options = {}) {
        std::string text;
        for (const json& record : records_)
            text += record.dump() + '\n';
        std::vector<std::string> arguments{"deadlines", "--json", "--today", kToday,
                                           folder_.write("r.jsonl", text)};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return run_saraban(arguments).out;
    }
    std::string feed() {
        (void)deadlines({"--ics", (folder_ / "feed.ics").string()});
        return unfolded(test::bytes_of(folder_ / "feed.ics"));
    }
    Folder folder_;
    std::vector<json> records_;
};

TEST_F(Corrected, ADeadlineLaterThanTheOneItPassesOnIsFlagged) {
    read(SARABAN_ROOT "/corpus/letters/003_3f1d791feddcb934.txt");
    EXPECT_THAT(deadlines(), Not(HasSubstr("later_than_upstream")));
    records_[0]["deadlines"][0]["rrule"] = "FREQ=MONTHLY;BYMONTHDAY=8";
    const auto rows = rows_of(deadlines());
    for (const json& row : rows)
        EXPECT_EQ(row["letter_id"] == records_[0]["id"],
                  row["flags"].dump().find("later_than") != std::string::npos)
            << row;
}

TEST_F(Corrected, TheFeedKeepsItsBytesRaisesItsSequenceAndCancels) {
    read(
        folder_.write("letter.txt", letter("จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ ภายในวันพฤหัสบดีที่ ๑๓ กุมภาพันธ์ ๒๕๖๙")));
    const std::string first = feed();
    EXPECT_THAT(first, HasSubstr("SUMMARY:[ตรวจสอบ] รายงานผล (ส่งจังหวัด)\r\n"));
    EXPECT_THAT(first, HasSubstr("STATUS:TENTATIVE\r\n"));
    EXPECT_THAT(first, HasSubstr("SEQUENCE:0\r\n"));
    EXPECT_EQ(feed(), first);
    const std::string uid = first.substr(first.find("UID:"), 45);
    records_[0]["deadlines"][0]["iso"] = "2026-02-12";
    const std::string moved = feed();
    EXPECT_THAT(moved, HasSubstr(uid));
    EXPECT_THAT(moved, HasSubstr("DTSTART;VALUE=DATE:20260212\r\nDTEND;VALUE=DATE:20260213\r\n"));
    EXPECT_THAT(moved, HasSubstr("SEQUENCE:1\r\n"));
    records_[0]["deadlines"][0]["binding_on_addressee"] = false;
    const std::string gone = feed();
    EXPECT_THAT(gone, HasSubstr(uid));
    EXPECT_THAT(gone, HasSubstr("STATUS:CANCELLED\r\n"));
    EXPECT_THAT(gone, HasSubstr("SEQUENCE:2\r\n"));
    EXPECT_THAT(gone, Not(HasSubstr("METHOD")));
}
