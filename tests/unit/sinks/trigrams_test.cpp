#include "pipeline/sinks/trigram_rows.h"
#include "pipeline/text/narrow.h"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>

using namespace saraban;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {

Block block_of_places(const std::vector<std::size_t>& places) {
    Block out{};
    for (const std::size_t place : places)
        out[place / 64] |= std::uint64_t{1} << (place % 64);
    return out;
}

std::vector<std::int64_t> places_in(std::string_view row) {
    std::vector<std::int64_t> out;
    for_each_letter(row, [&](std::int64_t place) { out.push_back(place); });
    return out;
}

}  // namespace

TEST(Trigrams, AreThreeLettersWhateverBlanksStandBetween) {
    EXPECT_EQ(grams_of(narrow("กข คง")), grams_of(narrow("กขคง")));
    EXPECT_THAT(grams_of("abcabc"), ElementsAre(0x616263, 0x626361, 0x636162));
    EXPECT_THAT(grams_of("ab"), IsEmpty());
    EXPECT_THAT(grams_of(narrow("aéb")), IsEmpty()) << "é and è are not the same";
}

TEST(Trigrams, RowsGiveBackTheirLettersHoweverManyThereAre) {
    std::mt19937 random(5);
    for (const std::size_t count : {0U, 1U, 2U, 50U, 1500U, 2500U, 9000U, 16384U, 65536U}) {
        std::vector<std::size_t> all(kLettersInBlock);
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = i;
        std::shuffle(all.begin(), all.end(), random);
        all.resize(count);
        const Block letters = block_of_places(all);
        const std::string row = pack(letters);
        EXPECT_LE(row.size(), sizeof(Block) + 1);
        Block again;
        again.fill(~std::uint64_t{0});
        unpack(row, again);
        EXPECT_EQ(again, letters) << count;
        EXPECT_EQ(count_letters_in(row), static_cast<std::int64_t>(count));
        std::sort(all.begin(), all.end());
        const auto places = places_in(row);
        EXPECT_TRUE(std::equal(places.begin(), places.end(), all.begin(), all.end())) << count;
        std::vector<std::int64_t> backwards;
        for_each_newest(letters, [&](std::int64_t place) { backwards.push_back(place); });
        std::reverse(backwards.begin(), backwards.end());
        EXPECT_EQ(backwards, places);
    }
}

TEST(Trigrams, KeepWhatRowsHaveInCommon) {
    Block letters = block_of_places({1, 2, 16383});
    EXPECT_TRUE(keep_common(pack(block_of_places({2, 3, 16383})), letters));
    EXPECT_EQ(letters, block_of_places({2, 16383}));
    EXPECT_FALSE(keep_common(pack(block_of_places({4})), letters));
}

TEST(Trigrams, DamagedRowsLeadNowhere) {
    for (const std::string row : {"", "d", "b", "x", "bab", "d\xff\xff\xff\xff\x7f", "d\x80"}) {
        Block letters;
        unpack(row, letters);
        static_cast<void>(count_letters_in(row));
        EXPECT_LE(places_in(row).size(), 65536U);
    }
}
