#include "extractors/rule_book.h"

#include "pipeline/model/error.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

namespace fs = std::filesystem;
using namespace saraban;

namespace {

const char* const kGood =
    "id: note\n"
    "thai: บันทึก\n"
    "source: test\n"
    "match: {all: ['x']}\n"
    "opens: {with: number, then: [subject]}\n"
    "anchors:\n"
    "  - {zone: number, label: ที่}\n"
    "  - {zone: subject, label: เรื่อง}\n"
    "fields:\n"
    "  - {name: subject, zone: subject, label: เรื่อง, extractor: labelled_text}\n";

/// A folder of rules with one kind; the rest is the project's.
class RuleFolder {
public:
    explicit RuleFolder(const std::string& kind) : path_(folder() / "schemas") {
        const fs::path real = fs::path(SARABAN_ROOT) / "schemas";
        fs::remove_all(path_);
        fs::create_directories(path_ / "letters");
        fs::copy(real / "zones.yaml", path_ / "zones.yaml");
        fs::copy(real / "vocabularies", path_ / "vocabularies");
        std::ofstream(path_ / "letters/note.yaml") << kind;
    }
    ~RuleFolder() { fs::remove_all(path_.parent_path()); }
    RuleFolder(const RuleFolder&) = delete;
    RuleFolder& operator=(const RuleFolder&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    /// Tests run side by side: each has its own.
    static fs::path folder() {
        return fs::path(testing::TempDir()) / ("rule_book_" + std::to_string(::getpid()));
    }

    fs::path path_;
};

/// What the loader says when `from` stands as `to` in a good file.
std::string complaint(const std::string& from, const std::string& to) {
    std::string kind = kGood;
    kind.replace(kind.find(from), from.size(), to);
    const RuleFolder folder(kind);
    try {
        (void)load_rule_book(folder.path());
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ExitCode::Unusable);
        return e.what();
    }
    return "";
}

}  // namespace

TEST(RuleBook, LoadsTheProjectsRules) {
    const RuleBook rules = load_rule_book(fs::path(SARABAN_ROOT) / "schemas");
    for (const char* kind : {"external_letter", "internal_memo", "stamped_letter", "order", "regulation",
                             "bylaw", "announcement", "statement", "news", "record", "radio_message"})
        EXPECT_TRUE(rules.kind(kind)) << kind;
    EXPECT_FALSE(rules.kind("poem"));
}

TEST(RuleBook, NamesARuleByFileFieldAndAlternative) {
    const RuleFolder folder(kGood);
    const RuleBook rules = load_rule_book(folder.path());
    EXPECT_EQ(rules.kind("note")->fields.front().id, "note/subject#1");
}

TEST(RuleBook, RefusesAnUnknownKey) {
    EXPECT_EQ(complaint("extractor: labelled_text", "exractor: labelled_text"),
              "schemas/letters/note.yaml:10:51: unknown key 'exractor'\n"
              "    - {name: subject, zone: subject, label: เรื่อง, exractor: labelled_text}\n"
              "                                                  ^\n"
              "  did you mean 'extractor'?");
}

TEST(RuleBook, RefusesAKeyThatStandsTwice) {
    EXPECT_EQ(complaint("source: test", "id: note"),
              "schemas/letters/note.yaml:3:1: key 'id' stands twice\n"
              "  id: note\n"
              "  ^");
}

TEST(RuleBook, RefusesUnknownNamesAndSuggestsTheNearest) {
    EXPECT_EQ(complaint("zone: number, label", "zone: nmber, label"),
              "schemas/letters/note.yaml:7:12: unknown zone 'nmber'\n"
              "    - {zone: nmber, label: ที่}\n"
              "             ^\n"
              "  did you mean 'number'?");
    EXPECT_NE(complaint("labelled_text", "labeled_text").find("did you mean 'labelled_text'?"),
              std::string::npos);
    EXPECT_NE(complaint("name: subject", "name: sbject").find("did you mean 'subject'?"), std::string::npos);
    EXPECT_NE(complaint("extractor: labelled_text", "extractor: signer")
                  .find("extractor 'signer' does not fill 'subject'"),
              std::string::npos);
}

TEST(RuleBook, RefusesABadPattern) {
    EXPECT_EQ(complaint("['x']", "['(x']"),
              "schemas/letters/note.yaml:4:15: bad pattern: missing ): (x\n"
              "  match: {all: ['(x']}\n"
              "                ^");
}

TEST(RuleBook, RefusesAnOpeningWithoutAnAnchor) {
    EXPECT_NE(complaint("then: [subject]", "then: [date]").find("no anchor for zone 'date'"),
              std::string::npos);
    EXPECT_NE(
        complaint("then: [subject]", "then: [subject], at_least: 2").find("more than the zones under 'then'"),
        std::string::npos);
}

TEST(RuleBook, RefusesAFileThatIsNamedOtherwise) {
    EXPECT_NE(complaint("id: note", "id: letter").find("the id must be the file's name, 'note'"),
              std::string::npos);
}

TEST(RuleBook, SaysWhereYamlItselfIsBroken) {
    EXPECT_EQ(complaint("match: {all: ['x']}", "match: {all: ['x'}").substr(0, 30),
              "schemas/letters/note.yaml:4:18");
}

TEST(RuleBook, SaysWhenThereAreNoRules) {
    try {
        (void)load_rule_book("/nowhere/schemas");
        FAIL();
    } catch (const Error& e) {
        EXPECT_STREQ(e.what(), "schemas/zones.yaml: cannot read the rule file");
    }
}
