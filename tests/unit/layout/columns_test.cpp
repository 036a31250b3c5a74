#include "pipeline/layout/columns.h"

#include <filesystem>

#include <gmock/gmock.h>

using namespace saraban;
using testing::ElementsAre;

namespace {

const RuleBook& rules() {
    static const RuleBook kRules = load_rule_book(std::filesystem::path(SARABAN_ROOT) / "schemas");
    return kRules;
}

/// A line of one word in a box 40 pixels high.
Line at(int left, int top, int right, const std::string& text) {
    const Box box{left, top, right, top + 40};
    return {.page = 1, .number = 1, .text = text, .words = {{0, text.size(), box, 0.9F}}, .box = box};
}

std::vector<std::string> texts(const std::vector<Line>& lines) {
    std::vector<std::string> out;
    for (const Placed& placed : in_columns(lines, rules()))
        out.push_back(placed.line.text);
    return out;
}

}  // namespace

TEST(InColumns, ReadsTwoStampsSideBySideOneAfterTheOther) {
    EXPECT_THAT(texts({at(100, 100, 400, "เทศบาลตำบลสมมุติ"), at(800, 105, 1100, "กองคลัง"),
                       at(100, 160, 300, "เลขรับ ๑๒"), at(800, 162, 1000, "เลขรับ ๓๔")}),
                ElementsAre("เทศบาลตำบลสมมุติ", "เลขรับ ๑๒", "กองคลัง", "เลขรับ ๓๔"));
}

TEST(InColumns, KeepsNumberAndLetterheadOfOneRowApart) {
    EXPECT_THAT(texts({at(100, 100, 500, "ที่ มท ๐๘๐๘.๒/ว ๓๐๗"), at(1000, 100, 1500, "กระทรวงมหาดไทย"),
                       at(1000, 160, 1500, "ถนนอัษฎางค์ กทม. ๑๐๒๐๐")}),
                ElementsAre("ที่ มท ๐๘๐๘.๒/ว ๓๐๗", "กระทรวงมหาดไทย", "ถนนอัษฎางค์ กทม. ๑๐๒๐๐"));
}

TEST(InColumns, JoinsWhatIsOneThingWithAGapInIt) {
    EXPECT_THAT(texts({at(100, 100, 400, "ที่ มท ๐๘๐๘.๒/ว"), at(600, 100, 700, "๓๐๗")}),
                ElementsAre("ที่ มท ๐๘๐๘.๒/ว ๓๐๗"));
    EXPECT_THAT(texts({at(100, 100, 200, "เรื่อง"), at(400, 100, 900, "ขอเชิญประชุม")}),
                ElementsAre("เรื่อง ขอเชิญประชุม"));
    EXPECT_THAT(texts({at(700, 100, 760, "๑๓"), at(900, 100, 1300, "กุมภาพันธ์ ๒๕๕๐")}),
                ElementsAre("๑๓ กุมภาพันธ์ ๒๕๕๐"));
}

TEST(InColumns, DoesNotTearJustifiedLinesApart) {
    const std::string left = "จังหวัดได้รับแจ้งจากกระทรวงมหาดไทยว่าคณะรัฐมนตรี";
    const std::string right = "มีมติเห็นชอบแนวทางการดำเนินงานตามที่เสนอ";
    EXPECT_THAT(texts({at(100, 100, 800, left + "ก"), at(950, 100, 1600, right + "ข"),
                       at(100, 150, 800, left + "ค"), at(950, 150, 1600, right + "ง")}),
                ElementsAre(left + "ก", right + "ข", left + "ค", right + "ง"));
}

TEST(InColumns, SeesAParagraphByItsWhiteSpace) {
    const auto placed = in_columns({at(100, 100, 900, "ก"), at(100, 160, 900, "ข"), at(100, 220, 900, "ค"),
                                    at(100, 320, 900, "ง"), at(100, 380, 900, "จ")},
                                   rules());
    std::vector<int> gaps;
    for (const Placed& p : placed)
        gaps.push_back(p.gap);
    EXPECT_THAT(gaps, ElementsAre(0, 0, 0, 2, 0));
}
