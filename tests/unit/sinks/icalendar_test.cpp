#include "pipeline/sinks/icalendar.h"

#include "pipeline/model/error.h"
#include "pipeline/model/recurrence.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <random>

#include <gmock/gmock.h>
#include <libical/ical.h>

namespace saraban {
namespace {

using namespace std::chrono;
using testing::HasSubstr;
using testing::Not;

Obligation task() {
    Obligation obligation;
    obligation.uid = "0123456789abcdef@saraban";
    obligation.what = "รายงานผลการดำเนินงาน, ตามแบบ; ที่แนบ";
    obligation.to_whom = "กระทรวงมหาดไทย";
    obligation.via = {"office@example.go.th"};
    obligation.day = 2026y / February / 10;
    obligation.sentence = "ภายในวันที่ ๑๐ กุมภาพันธ์ ๒๕๖๙";
    obligation.letter_id = "letter-1";
    obligation.letter = "มท 0206.2/ว 852";
    obligation.letter_date = 2026y / January / 30;
    obligation.issuer = "กระทรวงมหาดไทย";
    obligation.subject = "การเผยแพร่ข้อมูลเกี่ยวกับการเสริมสร้างการรับรู้ภัยอาชญากรรมออนไลน์ต่อประชาชน";
    obligation.speed = "ด่วนที่สุด";
    obligation.source = "/archive/letters/หนังสือ ๑.pdf";
    return obligation;
}

Obligation every(const std::string& rrule, year_month_day first) {
    Obligation obligation = task();
    obligation.rrule = rrule;
    obligation.day = first;
    return obligation;
}

const sys_seconds kLater = sys_days{2026y / March / 1} + hours{5};

std::string written(const std::vector<Obligation>& obligations, bool tasks = false,
                    std::string_view previous = "") {
    return to_icalendar(obligations, {.tasks = tasks, .now = kLater}, previous);
}

std::string unfolded(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.compare(i, 3, "\r\n ") == 0)
            i += 2;
        else
            out += text[i];
    }
    return out;
}

struct Free {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, Free>;

Component parsed(const std::string& text) {
    return Component(icalparser_parse_string(text.c_str()));
}

/// Days on which the components of a calendar fall, by libical, until `to`.
std::vector<std::string> days_by_libical(const std::string& text, year_month_day to) {
    const Component calendar = parsed(text);
    std::vector<std::string> days;
    for (icalcomponent* each = icalcomponent_get_first_real_component(calendar.get()); each != nullptr;
         each = icalcomponent_get_next_component(calendar.get(), ICAL_VEVENT_COMPONENT)) {
        struct Out {
            std::vector<std::string>* days;
        } out{&days};
        const icaltimetype begin = icaltime_from_string("20200101");
        const icaltimetype end = icaltime_from_day_of_year(
            static_cast<int>((sys_days{to} - sys_days{to.year() / January / 1}).count()) + 2,
            static_cast<int>(to.year()));
        icalcomponent_foreach_recurrence(
            each, begin, end,
            [](icalcomponent*, struct icaltime_span* span, void* data) {
                const auto day = year_month_day{floor<std::chrono::days>(sys_seconds{seconds{span->start}})};
                std::array<char, 40> iso{};
                std::snprintf(iso.data(), iso.size(), "%04d-%02u-%02u", static_cast<int>(day.year()),
                              static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
                static_cast<Out*>(data)->days->emplace_back(iso.data());
            },
            &out);
    }
    std::ranges::sort(days);
    return days;
}

TEST(ICalendar, AnAllDayEventEndsOnTheDayAfter) {
    const std::string text = unfolded(written({task()}));
    EXPECT_THAT(text, HasSubstr("\r\nDTSTART;VALUE=DATE:20260210\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nDTEND;VALUE=DATE:20260211\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nUID:0123456789abcdef@saraban\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nSUMMARY:รายงานผลการดำเนินงาน\\, ตามแบบ\\; ที่แนบ (ส่งกระทรวงมหาดไทย)\r\n"));
    EXPECT_THAT(text, HasSubstr("ข้อความ: ภายในวันที่ ๑๐ กุมภาพันธ์ ๒๕๖๙\\n"));
    EXPECT_THAT(text, HasSubstr("\r\nPRIORITY:1\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nCATEGORIES:กระทรวงมหาดไทย\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nX-TH-CONFIDENCE:1.00\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nATTACH:file:///archive/letters/"));
    EXPECT_THAT(text, HasSubstr("\r\nSEQUENCE:0\r\n"));
    EXPECT_THAT(text, Not(HasSubstr("METHOD")));
    EXPECT_THAT(text, Not(HasSubstr("VTODO")));
}

TEST(ICalendar, ATaskOfADayHasNoStart) {
    const std::string text = unfolded(written({task()}, true));
    EXPECT_THAT(text, HasSubstr("BEGIN:VTODO\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nDUE;VALUE=DATE:20260210\r\n"));
    EXPECT_THAT(text, HasSubstr("RELATED=END"));
    EXPECT_THAT(text, HasSubstr("STATUS:NEEDS-ACTION"));
    const std::string todo = text.substr(text.find("BEGIN:VTODO"));
    EXPECT_THAT(todo, Not(HasSubstr("DTSTART")));
}

TEST(ICalendar, ARecurringTaskHasOfficeHoursAndUntilInUtc) {
    Obligation obligation = every("FREQ=MONTHLY;BYMONTHDAY=5", 2026y / March / 5);
    obligation.until = 2026y / September / 30;
    obligation.except = {2026y / April / 5};
    const std::string text = unfolded(written({obligation}, true));
    EXPECT_THAT(text, HasSubstr("\r\nDTSTART;TZID=Asia/Bangkok:20260305T083000\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nDUE;TZID=Asia/Bangkok:20260305T163000\r\n"));
    EXPECT_THAT(text, HasSubstr("UNTIL=20260930T165959Z"));
    EXPECT_THAT(text, HasSubstr("\r\nEXDATE;TZID=Asia/Bangkok:20260405T083000\r\n"));
    EXPECT_THAT(unfolded(written({obligation})), HasSubstr("UNTIL=20260930;"));
}

TEST(ICalendar, AMeetingHasItsHoursAndPlace) {
    Obligation meeting = task();
    meeting.kind = Obligation::Kind::Event;
    meeting.time = "13:00";
    meeting.time_end = "16:30";
    meeting.place = "ห้องประชุม ๑";
    std::string text = unfolded(written({meeting}));
    EXPECT_THAT(text, HasSubstr("\r\nDTSTART;TZID=Asia/Bangkok:20260210T130000\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nDTEND;TZID=Asia/Bangkok:20260210T163000\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nLOCATION:ห้องประชุม ๑\r\n"));
    EXPECT_THAT(text, HasSubstr("BEGIN:VTIMEZONE\r\nTZID:Asia/Bangkok\r\n"));
    meeting.last_day = 2026y / February / 12;
    text = unfolded(written({meeting}));
    EXPECT_THAT(text, HasSubstr("\r\nDTSTART;VALUE=DATE:20260210\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nDTEND;VALUE=DATE:20260213\r\n"));
}

TEST(ICalendar, ADoubtfulOneAsksForALook) {
    Obligation obligation = task();
    obligation.doubtful = true;
    obligation.flags = {"weekday_differs"};
    const std::string text = unfolded(written({obligation}));
    EXPECT_THAT(text, HasSubstr("\r\nSUMMARY:[ตรวจสอบ] "));
    EXPECT_THAT(text, HasSubstr("วันในสัปดาห์ไม่ตรงกับวันที่"));
}

TEST(ICalendar, WhatHasNoDayOrIsNotOursOrIsSecretStaysOut) {
    Obligation undated = task(), context = task(), secret = task();
    undated.day.reset();
    context.standing = Obligation::Standing::Context;
    secret.flags = {"secret"};
    EXPECT_THAT(written({undated, context, secret}), Not(HasSubstr("VEVENT")));
}

TEST(ICalendar, LinesAreFoldedBetweenCharacters) {
    for (const bool tasks : {false, true}) {
        const std::string text = written({task()}, tasks);
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = text.find("\r\n", begin);
            const std::string line = text.substr(begin, end - begin);
            EXPECT_LE(line.size(), 75U) << line;
            EXPECT_TRUE(is_utf8(line)) << line;
            begin = end + 2;
        }
    }
}

TEST(ICalendar, LibicalFindsNothingWrongWithIt) {
    Obligation rule = every("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", 2026y / February / 28);
    rule.uid = "2@saraban";
    rule.until = 2027y / February / 1;
    Obligation meeting = task();
    meeting.uid = "3@saraban";
    meeting.kind = Obligation::Kind::Event;
    meeting.time = "09:00";
    for (const bool tasks : {false, true}) {
        const Component calendar = parsed(written({task(), rule, meeting}, tasks));
        ASSERT_TRUE(calendar);
        EXPECT_TRUE(icalrestriction_check(calendar.get()));
        char* text = icalcomponent_as_ical_string_r(calendar.get());
        EXPECT_THAT(text, Not(HasSubstr("X-LIC-ERROR")));
        icalmemory_free_buffer(text);
    }
}

TEST(ICalendar, TheSameInputGivesTheSameBytes) {
    const std::string first = written({task()});
    EXPECT_EQ(to_icalendar({task()}, {.now = kLater + hours{77}}, ""), first);
    EXPECT_EQ(to_icalendar({task()}, {.now = kLater + hours{77}}, first), first);
}

TEST(ICalendar, AMovedOneGetsTheNextSequence) {
    const std::string first = written({task()});
    Obligation moved = task();
    moved.day = 2026y / February / 12;
    const std::string second = unfolded(written({moved}, false, first));
    EXPECT_THAT(second, HasSubstr("\r\nDTSTART;VALUE=DATE:20260212\r\n"));
    EXPECT_THAT(second, HasSubstr("\r\nSEQUENCE:1\r\n"));
    EXPECT_THAT(second, HasSubstr("\r\nLAST-MODIFIED:20260301T050000Z\r\n"));
    EXPECT_THAT(second, Not(HasSubstr("20260210")));
}

TEST(ICalendar, AWithdrawnOneIsCancelledOnceAndMayComeBack) {
    const std::string first = written({task()});
    const std::string gone = written({}, false, first);
    EXPECT_THAT(gone, HasSubstr("STATUS:CANCELLED"));
    EXPECT_THAT(gone, HasSubstr("SEQUENCE:1"));
    EXPECT_EQ(to_icalendar({}, {.now = kLater + hours{5}}, gone), gone);
    const std::string back = written({task()}, false, gone);
    EXPECT_THAT(back, HasSubstr("STATUS:CONFIRMED"));
    EXPECT_THAT(back, HasSubstr("SEQUENCE:2"));
}

TEST(ICalendar, AFileThatIsNoCalendarIsNotOverwritten) {
    EXPECT_THROW(written({task()}, false, "notes of the clerk"), Error);
}

TEST(ICalendar, ExpansionByLibicalIsTheDaysOfTheObligation) {
    Obligation rule = every("FREQ=MONTHLY;BYMONTHDAY=10", 2026y / February / 10);
    rule.except = {2026y / April / 10};
    EXPECT_THAT(days_by_libical(written({rule}), 2026y / June / 30),
                testing::ElementsAre("2026-02-10", "2026-03-10", "2026-05-10", "2026-06-10"));
}

TEST(ICalendar, RulesThatClientsExpandDifferentlyAreSplit) {
    for (const char* rrule :
         {"FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1",
          "FREQ=MONTHLY;BYMONTHDAY=15,28,29,30;BYSETPOS=1,-1",
          "FREQ=MONTHLY;BYMONTHDAY=15,28,29;BYSETPOS=1,-1",
          "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=1,16,-1",
          "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30;BYSETPOS=-1",
          "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=28,29;BYSETPOS=-1",
          "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=28,29,30;BYSETPOS=-1",
          "FREQ=MONTHLY;BYMONTHDAY=1,10,28,29,30;BYSETPOS=1,2,-1", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"}) {
        const Obligation whole = every(rrule, *first_day_of(*read_recurrence(rrule), 2026y / January / 20));
        const std::string text = unfolded(written({whole}));
        EXPECT_THAT(text, Not(HasSubstr("BYSETPOS"))) << rrule;
        std::vector<year_month_day> days;
        for (const Obligation& part : calendar_parts(whole))
            for (const auto day : due_days(part, *whole.day, 2029y / January / 1))
                days.push_back(day);
        std::ranges::sort(days);
        EXPECT_TRUE(days == due_days(whole, *whole.day, 2029y / January / 1)) << rrule;
    }
}

/// A rule such as letters ask for, at random.
Recurrence random_rule(std::mt19937& random) {
    const auto pick = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
    const auto several = [&](int count, int from, int to) {
        std::vector<int> numbers;
        for (int i = 0; i < count; ++i)
            numbers.push_back(pick(from, to));
        std::ranges::sort(numbers);
        numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
        return numbers;
    };
    Recurrence rule;
    rule.interval = pick(0, 3) == 0 ? pick(2, 6) : 1;
    switch (pick(0, 6)) {
        case 0:
            rule.month_days = several(pick(1, 3), 1, 31);
            break;
        case 1:
            rule.month_days = {28, 29, 30};
            rule.positions = {-1};
            break;
        case 2:
            rule.frequency = Recurrence::Frequency::Weekly;
            rule.weekdays = {{weekday{static_cast<unsigned>(pick(0, 6))}, 0}};
            break;
        case 3:
            rule.frequency = Recurrence::Frequency::Yearly;
            rule.interval = 1;
            rule.months = several(pick(1, 4), 1, 12);
            rule.month_days = {pick(0, 3) == 0 ? -1 : pick(1, 31)};
            break;
        case 4:
            rule.weekdays = {{weekday{static_cast<unsigned>(pick(0, 6))}, pick(0, 1) == 0 ? -1 : pick(1, 4)}};
            break;
        case 5:
            for (const weekday day : {Monday, Tuesday, Wednesday, Thursday, Friday})
                rule.weekdays.push_back({day, 0});
            rule.positions = {-1};
            break;
        default:
            rule.months = several(pick(1, 6), 1, 12);
            rule.interval = 1;
            rule.month_days = several(1, 1, 28);
            break;
    }
    return rule;
}

TEST(ICalendar, TenThousandRulesExpandAsACalendarDoes) {
    std::mt19937 random(20260305);
    std::uniform_int_distribution<int> offset(0, 3000);
    for (int tried = 0; tried < 10000;) {
        const Recurrence rule = random_rule(random);
        const std::string text = to_rrule(rule);
        ASSERT_EQ(read_recurrence(text), rule) << text;
        const year_month_day from{sys_days{2024y / January / 1} + days{offset(random)}};
        const auto start = first_day_of(rule, from);
        if (!start) continue;  // 30 and 31 February
        ++tried;
        const year_month_day to{sys_days{*start} + days{800}};
        const auto expected = days_of(rule, *start, *start, to);

        icalrecurrencetype recurrence = icalrecurrencetype_from_string(text.c_str());
        icaltimetype begin{};
        begin.year = static_cast<int>(start->year());
        begin.month = static_cast<int>(static_cast<unsigned>(start->month()));
        begin.day = static_cast<int>(static_cast<unsigned>(start->day()));
        begin.is_date = 1;
        icalrecur_iterator* iterator = icalrecur_iterator_new(recurrence, begin);
        ASSERT_NE(iterator, nullptr) << text;
        std::vector<year_month_day> found;
        for (icaltimetype next = icalrecur_iterator_next(iterator); !icaltime_is_null_time(next);
             next = icalrecur_iterator_next(iterator)) {
            const year_month_day day = year{next.year} / next.month / next.day;
            if (day > to) break;
            found.push_back(day);
        }
        icalrecur_iterator_free(iterator);
        ASSERT_TRUE(found == expected)
            << text << " from " << begin.year << "-" << begin.month << "-" << begin.day;
    }
}

TEST(ICalendar, ARoundTripThroughLibicalLosesNothing) {
    std::mt19937 random(7);
    const std::vector<std::string> words{"รายงานผล", ",", ";",  "\\", "\"", ":",   "ก่ำ",
                                         "ผู้ว่าฯ",     " ", "A5", "=",  "น้ำ", "(ส่ง)"};
    std::uniform_int_distribution<std::size_t> word(0, words.size() - 1);
    std::uniform_int_distribution<int> length(1, 60);
    for (int i = 0; i < 500; ++i) {
        Obligation obligation = task();
        obligation.what = "x";
        for (int n = length(random); n > 0; --n)
            obligation.what += words[word(random)];
        const std::string text = written({obligation}, i % 2 == 0);
        const Component calendar = parsed(text);
        char* again = icalcomponent_as_ical_string_r(calendar.get());
        EXPECT_EQ(text, again);
        icalmemory_free_buffer(again);
    }
}

}  // namespace
}  // namespace saraban
