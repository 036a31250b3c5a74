#include "pipeline/ingest.h"

#include "extractors/vocabulary.h"
#include "pipeline/image/text_file.h"
#include "pipeline/model/error.h"
#include "pipeline/sinks/record_json.h"
#include "tests/support/engines.h"
#include "tests/support/sample_files.h"

#include <algorithm>

#include <gmock/gmock.h>

namespace saraban {
namespace {

using namespace std::chrono;
using test::FaultyEngine;
using test::Folder;
using test::RecordedEngine;
using testing::HasSubstr;

constexpr int kWidth = 600, kLineHeight = 40;

/// A letter of the corpus as an engine reads it from a page image: each line one word in a box of its own.
std::vector<OcrPage> recorded(const char* name) {
    auto pages = pages_of_text(test::bytes_of(std::string(SARABAN_ROOT "/corpus/letters/") + name));
    for (OcrPage& page : pages) {
        int number = 0;
        for (Line& line : page.lines) {
            line.number = ++number;
            line.box = Box{20, number * kLineHeight, kWidth, number * kLineHeight + 30};
            if (!line.text.empty())
                line.words = {
                    Word{.begin = 0, .end = line.text.size(), .box = *line.box, .confidence = 0.9F}};
        }
    }
    return pages;
}

class Ingest : public testing::Test {
protected:
    /// Reads a blank TIFF of as many pages as `pages` through `engine`.
    Ingested read(OcrEngine& engine, std::size_t pages, bool explain = false) const {
        const auto path = folder_.write(
            "scan.tif", test::tiff_of_rows(
                            {.width = kWidth, .rows = 100 * kLineHeight, .pages = static_cast<int>(pages)}));
        static const RuleBook rules = load_rule_book(SARABAN_ROOT "/schemas");
        Settings settings;
        settings.context.today = 2026y / March / 1;
        settings.context.explain = explain;
        return ingest(path, engine, rules, settings);
    }
    Folder folder_;
};

TEST_F(Ingest, EvidenceStandsWhereTheEngineSawIt) {
    const auto pages = recorded("002_42be99c79dc8a3fd.txt");
    RecordedEngine engine(pages);
    const Ingested file = read(engine, pages.size());
    ASSERT_EQ(file.records.size(), 1U);
    const Record& record = file.records[0];
    EXPECT_EQ(record.engine.name, "recorded");
    ASSERT_TRUE(record.date);
    ASSERT_EQ(record.date->from.evidence.size(), 1U);
    const Evidence& evidence = record.date->from.evidence[0];
    const auto line = std::ranges::find(pages[0].lines, evidence.line, &Line::number);
    ASSERT_NE(line, pages[0].lines.end());
    EXPECT_THAT(line->text, HasSubstr("๑๒ มกราคม ๒๕๖๘"));
    EXPECT_EQ(evidence.box, line->box);
    EXPECT_FLOAT_EQ(evidence.confidence, 0.9F);
}

TEST_F(Ingest, ReasonsAreKeptForThoseWhoAsk) {
    const auto pages = recorded("002_42be99c79dc8a3fd.txt");
    RecordedEngine engine(pages), again(pages);
    EXPECT_TRUE(read(engine, pages.size()).explanations.at(0).empty());
    EXPECT_FALSE(read(again, pages.size(), true).explanations.at(0).empty());
}

TEST_F(Ingest, APageThatCannotBeReadCostsItself) {
    auto pages = recorded("002_42be99c79dc8a3fd.txt");
    pages.resize(2, pages.front());
    FaultyEngine engine(pages, 2,
                        [](OcrPage&) { throw Error(ExitCode::NothingRead, "page 2: too many lines"); });
    const Ingested file = read(engine, pages.size());
    EXPECT_EQ(file.pages.size(), 1U);
    ASSERT_EQ(file.issues.size(), 1U);
    EXPECT_EQ(file.issues[0].code, "page_unreadable");
    EXPECT_THAT(file.issues[0].message, HasSubstr("page 2: too many lines"));
    ASSERT_EQ(file.records.size(), 1U);
    EXPECT_TRUE(file.records[0].date);
    EXPECT_EQ(file.records[0].status, Status::NeedsReview);
}

TEST_F(Ingest, WhatStopsTheCommandIsPassedOn) {
    const auto pages = recorded("002_42be99c79dc8a3fd.txt");
    FaultyEngine engine(pages, 1, [](OcrPage&) { throw Error(ExitCode::Unusable, "no model"); });
    try {
        (void)read(engine, pages.size());
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ExitCode::Unusable);
        EXPECT_STREQ(error.what(), "no model");
    }
}

/// Whatever an engine answers, the file is read to its end and the records are whole JSON.
TEST_F(Ingest, NonsenseFromAnEngineIsSurvived) {
    constexpr int kHuge = 100'000'000;  // no page has more pixels (image/limits.h)
    const std::vector<std::function<void(OcrPage&)>> faults{
        [](OcrPage& page) { page.lines.clear(); },
        [](OcrPage& page) {
            for (Line& line : page.lines)
                line.text.clear(), line.words.clear();
        },
        [](OcrPage& page) {
            for (Line& line : page.lines)
                line.text = "\xE0\xB8" + line.text + "\xFF", line.words.clear();
        },
        [](OcrPage& page) {
            for (Line& line : page.lines)
                line.box = Box{-kHuge, -kHuge, kHuge, kHuge};
        },
        [](OcrPage& page) {
            for (Line& line : page.lines)
                line.box.reset();
        },
        [](OcrPage& page) { std::ranges::reverse(page.lines); },
        [](OcrPage& page) {
            for (Line& line : page.lines)
                line.page = 77, line.number = 1;
        },
        [](OcrPage& page) {
            for (int i = 0; i < 2000; ++i)
                page.lines.push_back(page.lines[static_cast<std::size_t>(i)]);
        },
        [](OcrPage& page) {
            page.lines.front().text = std::string(300'000, 'x'), page.lines.front().words.clear();
        },
    };
    const auto pages = recorded("002_42be99c79dc8a3fd.txt");
    for (std::size_t i = 0; i < faults.size(); ++i) {
        SCOPED_TRACE(i);
        FaultyEngine engine(pages, 1, faults[i]);
        for (const Record& record : read(engine, pages.size()).records)
            EXPECT_NO_THROW(
                (void)to_json(record).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    }
}

}  // namespace
}  // namespace saraban
