#include "tests/cli/command_line.h"
#include "tests/support/sample_files.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

/// What a batch says of itself: events, the table at its end, the page for people.
using namespace saraban;
using test::Folder;
using test::lines;
using test::run_saraban;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace {

namespace fs = std::filesystem;

constexpr const char* kAccepted = SARABAN_ROOT "/corpus/letters/003_3f1d791feddcb934.txt";

/// One accepted letter and two that need review, a file without a letter, three that fail.
void fill(const Folder& folder) {
    fs::create_directory(folder / "in");
    fs::copy_file(kAccepted, folder / "in/a.txt");
    folder.write("in/b <script>\"&.txt", "Πᾶσι τοῖς πολίταις\n");
    folder.write("in/c.pdf", "%PDF-1.4\nno objects here\n");
    folder.write("in/d.pdf", "%PDF-1.4\nno objects here, neither\n");
    folder.write("in/e\n&.jpg", "");
}

std::vector<std::string> ingest(const Folder& folder, const std::vector<std::string>& more) {
    std::vector<std::string> out{"ingest", "--output", (folder / "r").string(), (folder / "in").string()};
    out.insert(out.end(), more.begin(), more.end());
    return out;
}

}  // namespace

TEST(Report, TheTableAtTheEndCountsCauses) {
    const Folder folder;
    fill(folder);
    const auto all = lines(run_saraban(ingest(folder, {})).err);
    const auto begin =
        std::ranges::find_if(all, [](const auto& line) { return line.starts_with("  files read"); });
    ASSERT_NE(begin, all.end());
    EXPECT_THAT(std::vector<std::string>(begin, begin + 8),
                ElementsAre("  files read              1", "    filed before          0",
                            "    without a letter      1", "    failed                3",
                            "          2  is damaged and cannot be opened as a PDF",
                            "          1  is empty (0 bytes)", "  letters accepted        1",
                            "    need review           2"));
}

TEST(Report, EventsTellOfEachFileAndOfTheWhole) {
    const Folder folder;
    fill(folder);
    const auto run = run_saraban(ingest(folder, {"--log", "json"}));
    std::map<std::string, int> ended;
    nlohmann::json summary;
    for (const std::string& line : lines(run.err)) {
        const auto event = nlohmann::json::parse(line);
        if (event.at("event") == "file_ended") ++ended[event.at("status")];
        if (event.at("event") == "summary") summary = event;
    }
    EXPECT_EQ(ended, (std::map<std::string, int>{{"failed", 3}, {"needs_review", 1}, {"no_letter", 1}}));
    EXPECT_EQ(summary.at("failures"),
              (nlohmann::json{{"is damaged and cannot be opened as a PDF", 2}, {"is empty (0 bytes)", 1}}));
    EXPECT_EQ(summary.at("need_review"), 2);
    EXPECT_EQ(summary.at("files"), 5);
}

TEST(Report, ThePageForPeopleIsWholeAndTrustsNoName) {
    const Folder folder;
    fill(folder);
    const auto run = run_saraban(ingest(folder, {"--report", (folder / "look.html").string()}));
    EXPECT_EQ(run.code, 1) << run.err;
    const std::string page = test::bytes_of(folder / "look.html");
    EXPECT_THAT(page, HasSubstr("<h3>is damaged and cannot be opened as a PDF</h3>"));
    EXPECT_THAT(page, HasSubstr("b &lt;script&gt;&quot;&amp;.txt"));
    EXPECT_THAT(page, HasSubstr("e\\x0A&amp;.jpg"));
    EXPECT_THAT(page, HasSubstr("กบ 0017.2/ว 26"));
    EXPECT_THAT(page, Not(HasSubstr("กบ 0118/ว 933  2026"))) << "accepted: nothing to look at";
    for (const char* outside : {"<script", "http:", "https:", "<link", "@import", "url("})
        EXPECT_THAT(page, Not(HasSubstr(outside)));
    for (const char* tag : {"article", "section", "div", "ul", "li", "p", "h3"}) {
        const auto count = [&](const std::string& what) {
            int n = 0;
            for (auto at = page.find(what); at != std::string::npos; at = page.find(what, at + 1))
                ++n;
            return n;
        };
        EXPECT_EQ(count(std::string("<") + tag + ">") + count(std::string("<") + tag + " "),
                  count(std::string("</") + tag + ">"))
            << tag;
    }
}

TEST(Report, SaysNothingOfWhatSecretLettersSay) {
    const Folder folder;
    fs::create_directory(folder / "in");
    folder.write("in/secret.txt",
                 "ลับ\n" + test::bytes_of(SARABAN_ROOT "/corpus/letters/002_42be99c79dc8a3fd.txt"));
    const std::string page = (folder / "look.html").string();
    (void)run_saraban(ingest(folder, {"--report", page}));
    EXPECT_THAT(test::bytes_of(page), HasSubstr("a letter that is, or may be, secret"));
    const auto record = nlohmann::json::parse(lines(test::bytes_of(folder / "r")).at(0));
    EXPECT_THAT(test::bytes_of(page), Not(HasSubstr(record.at("subject").get<std::string>())));
}

TEST(Report, ATerminalShowsABar) {
    const Folder folder;
    fill(folder);
    const std::string command = "'" SARABAN_COMMAND "' ingest --jobs 1 --output '" + (folder / "r").string() +
                                "' '" + (folder / "in").string() + "'";
    const std::string terminal =
        "script -qec \"" + command + "\" /dev/null > '" + (folder / "seen").string() + "' < /dev/null";
    if (std::system(("command -v script > /dev/null && " + terminal).c_str()) == 127 * 256)
        GTEST_SKIP() << "SKIPPED: script(1) is not installed";
    const std::string seen = test::bytes_of(folder / "seen");
    EXPECT_THAT(seen, HasSubstr("[------------------------------] 0/5 files"));
    EXPECT_THAT(seen, HasSubstr("[######------------------------] 1/5 files, 1 min left"));
}
