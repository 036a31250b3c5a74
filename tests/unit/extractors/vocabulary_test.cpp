#include "extractors/vocabulary.h"

#include "pipeline/model/error.h"

#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

namespace saraban {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(SARABAN_ROOT) / "schemas/vocabularies";

TEST(Vocabulary, HasEveryProvinceOnce) {
    const Vocabulary words = load_vocabulary(kFolder);
    EXPECT_EQ(words.provinces.size(), 77U);
    std::set<std::string> codes;
    for (const Province& province : words.provinces) {
        SCOPED_TRACE(province.name);
        EXPECT_TRUE(codes.insert(province.code).second);
        EXPECT_EQ(province.postal.size(), 2U);
        EXPECT_FALSE(province.area.empty());
        EXPECT_EQ(province.seat_postal.value_or(province.postal).substr(0, 2), province.postal);
    }
}

TEST(Vocabulary, NoMinistryHasTheLettersOfAProvince) {
    const Vocabulary words = load_vocabulary(kFolder);
    for (const Agency& agency : words.agencies) {
        if (agency.name == "กรุงเทพมหานคร") continue;
        EXPECT_FALSE(province_of_code(words, agency.code)) << agency.code;
    }
}

TEST(Vocabulary, LooksUp) {
    const Vocabulary words = load_vocabulary(kFolder);
    EXPECT_EQ(province_of_code(words, "กท")->name, "กรุงเทพมหานคร");
    EXPECT_EQ(province_of_name(words, "กระบี่")->code, "กบ");
    EXPECT_EQ(agency_of_code(words, "มท")->name, "กระทรวงมหาดไทย");
    EXPECT_EQ(province_at_start(words, "นครราชสีมา ๓๐๐๐๐")->code, "นม");
    EXPECT_FALSE(province_of_code(words, "มท"));
    EXPECT_FALSE(province_at_start(words, "จังหวัดเลย"));
}

TEST(Vocabulary, NamesThePlaceOfAnError) {
    const fs::path folder = fs::path(testing::TempDir()) / "vocabulary";
    fs::remove_all(folder);
    fs::copy(kFolder, folder);
    std::ofstream(folder / "units.yaml")
        << "source: s\ndate: 2026-01-01\nentries:\n  - ฉบับ\n  - ชุด\n  - ฉบับ\n";
    try {
        (void)load_vocabulary(folder);
        FAIL() << "a word that stands twice was accepted";
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ExitCode::Unusable);
        EXPECT_STREQ(e.what(), "schemas/vocabularies/units.yaml:6:5: 'ฉบับ' stands twice\n    - ฉบับ\n      ^");
    }
}

}  // namespace
}  // namespace saraban
