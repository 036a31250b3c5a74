#include "extractors/deadline.h"

#include "extractors/scan.h"
#include "extractors/thai_date.h"
#include "pipeline/model/day.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

namespace saraban {
namespace {

using namespace std::chrono;

std::string text_of(const std::optional<year_month_day>& day) {
    return day ? iso_date(*day) : "";
}

year_month_day day_of(const std::string& text) {
    return year{std::stoi(text.substr(0, 4))} / month{static_cast<unsigned>(std::stoi(text.substr(5, 2)))} /
           day{static_cast<unsigned>(std::stoi(text.substr(8, 2)))};
}

std::string name_of(DeadlineKind kind) {
    switch (kind) {
        case DeadlineKind::Absolute:
            return "absolute";
        case DeadlineKind::Recurring:
            return "recurring";
        case DeadlineKind::Relative:
            return "relative";
        case DeadlineKind::Vague:
            return "vague";
    }
    return "";
}

std::string get(const YAML::Node& value, const char* key) {
    return value[key] ? value[key].as<std::string>() : "";
}

std::vector<std::string> list(const YAML::Node& value, const char* key) {
    return value[key] ? value[key].as<std::vector<std::string>>() : std::vector<std::string>{};
}

/// YAML turns 2026-02-05 into a string already; a list of keys the corpus may use.
const std::set<std::string> kKeys{"kind",         "iso",       "time",      "rrule", "duration",
                                  "working_days", "anchor",    "first_due", "until", "what",
                                  "to_whom",      "exception", "via",       "flags"};

void expect_value(const YAML::Node& value, const Deadline& deadline) {
    for (const auto& entry : value)
        EXPECT_TRUE(kKeys.count(entry.first.as<std::string>())) << entry.first;
    EXPECT_EQ(name_of(deadline.kind), get(value, "kind"));
    EXPECT_EQ(text_of(deadline.iso), get(value, "iso"));
    EXPECT_EQ(deadline.time.value_or(""), get(value, "time"));
    EXPECT_EQ(deadline.rrule.value_or(""), get(value, "rrule"));
    EXPECT_EQ(deadline.duration.value_or(""), get(value, "duration"));
    EXPECT_EQ(deadline.working_days, get(value, "working_days") == "true");
    EXPECT_EQ(deadline.anchor.value_or(""), get(value, "anchor"));
    EXPECT_EQ(text_of(deadline.first_due), get(value, "first_due"));
    EXPECT_EQ(text_of(deadline.until), get(value, "until"));
    EXPECT_EQ(deadline.what.value_or(""), get(value, "what"));
    EXPECT_EQ(deadline.to_whom.value_or(""), get(value, "to_whom"));
    EXPECT_EQ(deadline.via, list(value, "via"));
    EXPECT_EQ(deadline.flags, list(value, "flags"));
    std::string exception;
    for (const auto& each : deadline.exceptions)
        exception += text_of(each.iso);
    EXPECT_EQ(exception, get(value, "exception"));
}

class DeadlineCorpus : public testing::Test {
protected:
    YAML::Node corpus = YAML::LoadFile(SARABAN_ROOT "/corpus/fields/deadline.yaml");
    DeadlineContext context{day_of(corpus["letter_date"].as<std::string>()), 2026y / June / 1, std::nullopt};
};

TEST_F(DeadlineCorpus, ReadsEveryPositive) {
    ASSERT_GE(corpus["positive"].size(), 20U);
    for (const auto& entry : corpus["positive"]) {
        const std::string text = normalise(entry["text"].as<std::string>());
        SCOPED_TRACE(text);
        const auto found = find_deadlines(text, context);
        ASSERT_EQ(found.size(), 1U);
        EXPECT_TRUE(found[0].value.binding_on_addressee);
        EXPECT_GE(found[0].text.data(), text.data());
        EXPECT_EQ(found[0].value.text_span, found[0].text);
        expect_value(entry["value"], found[0].value);
    }
}

TEST_F(DeadlineCorpus, LeavesEveryNegativeUnbound) {
    ASSERT_GE(corpus["negative"].size(), 20U);
    for (const auto& entry : corpus["negative"]) {
        const std::string text = normalise(entry["text"].as<std::string>());
        for (const auto& found : find_deadlines(text, context))
            EXPECT_FALSE(found.value.binding_on_addressee) << text << ": " << found.text;
    }
}

TEST(Deadline, OneDutyStatedTwiceIsOneDeadline) {
    Deadline body;
    body.iso = 2026y / February / 10;
    Deadline form = body;
    form.source = "form";
    form.to_whom = "กองสารนิเทศ";
    Deadline other = form;
    other.iso = 2026y / March / 10;
    const auto merged = merge_deadlines({body}, {form, other});
    ASSERT_EQ(merged.size(), 2U);
    EXPECT_FALSE(merged[0].source);
    EXPECT_EQ(merged[0].to_whom, "กองสารนิเทศ");
    EXPECT_EQ(merged[1].source, "form");
}

TEST(Deadline, TakesTheDayAfterThePreviousDeadlineAsItsOwnClause) {
    const std::string text =
        "จึงขอให้ส่งรายชื่อภายในวันที่ ๑๐ มีนาคม ๒๕๖๙ และรายงานผลให้จังหวัดทราบภายในวันที่ ๕ เมษายน ๒๕๖๙";
    const auto found = find_deadlines(text, {2026y / February / 5, 2026y / June / 1, std::nullopt});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].value.what, "ส่งรายชื่อ");
    EXPECT_EQ(found[1].value.what, "รายงานผล");
    EXPECT_EQ(found[1].value.to_whom, "จังหวัด");
}

TEST(Deadline, ASecondTimeOfTheSameDutyKeepsItsName) {
    const auto found = find_deadlines(
        "จึงขอให้รายงานผลครั้งที่ ๑ ให้จังหวัดทราบ ภายในวันที่ ๓๑ มีนาคม ๒๕๖๙ และครั้งที่ ๒ ภายในวันที่ ๓๐ กันยายน ๒๕๖๙",
        {2026y / February / 5, 2026y / June / 1, std::nullopt});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].value.what, "รายงานผลครั้งที่ ๑");
    EXPECT_EQ(found[1].value.what, "รายงานผลครั้งที่ ๒");
    EXPECT_EQ(found[1].value.to_whom, "จังหวัด");
}

TEST(Deadline, FormNotesSpeakToWhomFillsThemIn) {
    const std::string text = "หมายเหตุ ส่งแบบมายัง กองสารนิเทศ ถนนอัษฎางค์ ๑๐๒๐๐ ภายในวันที่ ๑๐ กุมภาพันธ์ ๒๕๖๙";
    const auto found = find_deadlines(text, {2026y / January / 31, 2026y / June / 1, "form"});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].value.binding_on_addressee);
    EXPECT_EQ(found[0].value.source, "form");
    EXPECT_EQ(found[0].value.to_whom, "กองสารนิเทศ");
}

/// What a limit says, as the sample writes it; empty: a rhythm or urgency without a day.
std::string short_value(const Deadline& deadline) {
    const bool rhythm = std::ranges::find(deadline.flags, "phase_unknown") != deadline.flags.end();
    if (rhythm || deadline.kind == DeadlineKind::Vague) return "";
    if (deadline.iso) return "iso=" + text_of(deadline.iso);
    if (deadline.rrule) return "rrule=" + *deadline.rrule;
    if (deadline.duration)
        return "duration=" + *deadline.duration + (deadline.working_days ? ",working" : "");
    return "refused";
}

TEST(Deadline, OfTwoHundredAndSixtyExcerptsNearlyAllAreRight) {
    std::ifstream sample(SARABAN_ROOT "/corpus/fields/deadline_sample.tsv");
    int rows = 0, missed = 0, wrong = 0;
    for (std::string line; std::getline(sample, line);) {
        if (line.empty() || line[0] == '#') continue;
        ++rows;
        const std::size_t tab = line.find('\t');
        std::istringstream limits(line.substr(tab + 1));
        std::vector<std::string> expected;
        for (std::string limit; limits >> limit;)
            if (limit != "-") expected.push_back(limit);
        const std::string text = normalise(line.substr(0, tab));
        std::vector<std::string> found;
        for (const auto& due : find_all_due(text, {std::nullopt, 2026y / June / 1, std::nullopt}))
            if (std::string value = short_value(due.value); !value.empty()) found.push_back(std::move(value));
        if (found == expected) continue;
        // A date that is not there, or another one, is wrong; one that is not found is missed.
        const bool invented = std::ranges::any_of(found, [&](const std::string& value) {
            return value != "refused" && std::ranges::find(expected, value) == expected.end();
        });
        ++(invented ? wrong : missed);
        std::cout << (invented ? "wrong: " : "missed: ") << line << '\n';
    }
    ASSERT_EQ(rows, 260);
    EXPECT_LE(missed + wrong, 7);
    EXPECT_LE(wrong, 2);
}

/// Every date behind a bound stands inside a limit, and every limit has a value or says why not.
TEST(Deadline, OfFiveThousandExcerptsEveryLimitIsReadOrRefusedWithAReason) {
    constexpr year_month_day kRead = 2026y / June / 1;
    int lines = 0, dates = 0;
    for (const char* name : {"snippets_deadline_within.txt", "snippets_recurring.txt"}) {
        std::ifstream in(std::string(SARABAN_SHARED "/text/") + name);
        for (std::string line; std::getline(in, line); ++lines) {
            const std::string text = normalise(line);
            const auto limits = find_all_due(text, {std::nullopt, kRead, std::nullopt});
            for (const auto& due : limits)
                EXPECT_TRUE(due.value.iso || due.value.rrule || due.value.duration ||
                            due.value.kind == DeadlineKind::Vague || !due.value.flags.empty())
                    << due.text;
            for (const auto& date : find_all_thai_dates(text, kRead)) {
                const auto before = trim(std::string_view(text).substr(0, offset_of(text, date.text)));
                if (!before.ends_with("ภายในวันที่") && !before.ends_with("ไม่เกินวันที่")) continue;
                ++dates;
                EXPECT_TRUE(std::ranges::any_of(limits, [&](const auto& due) {
                    return due.text.data() <= date.text.data() &&
                           date.text.data() < due.text.data() + due.text.size();
                })) << line;
            }
        }
    }
    if (lines == 0) GTEST_SKIP() << "SKIPPED: " SARABAN_SHARED "/text is not here";
    EXPECT_GT(dates, 1000);
}

}  // namespace
}  // namespace saraban
