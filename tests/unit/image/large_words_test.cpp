#include "pipeline/image/large_words.h"

#include "pipeline/image/text_lines.h"

#include <gmock/gmock.h>
#include <leptonica/allheaders.h>

using namespace saraban;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

constexpr int kDpi = 300, kLetter = 30;

void paint(const PixPtr& pix, int x, int y, int w, int h) {
    pixRasterop(pix.get(), x, y, w, h, PIX_SET, nullptr, 0, 0);
}
void letters(const PixPtr& pix, int from, int count, int top) {
    for (int i = 0; i < count; ++i)
        paint(pix, from + 26 * i, top, 20, kLetter);
}
/// A word of four letters of 60 x 84, with a mark over the first and one under the last.
void large_word(const PixPtr& pix, int left, int top) {
    for (int i = 0; i < 4; ++i)
        paint(pix, left + 75 * i, top, 60, 84);
    paint(pix, left + 20, top - 40, 20, 30);
    paint(pix, left + 245, top + 90, 24, 30);
}
PixPtr page() {
    PixPtr pix(pixCreate(1200, 900, 1));
    for (int line = 0; line < 6; ++line)
        letters(pix, 100, 30, 300 + 70 * line);
    return pix;
}

}  // namespace

TEST(LargeWords, AreFoundWithTheirMarksAndTakenOut) {
    const PixPtr pix = page(), before(pixCopy(nullptr, pix.get()));
    large_word(pix, 100, 150);
    const auto words = take_large_words(pix.get(), kLetter, kDpi);
    ASSERT_THAT(words, SizeIs(1));
    EXPECT_EQ(words[0].band, (saraban::Box{100, 150, 385, 234}));
    EXPECT_THAT(words[0].parts, SizeIs(6)) << "four letters, two marks";
    l_int32 same = 0;
    pixEqual(pix.get(), before.get(), &same);
    EXPECT_EQ(same, 1) << "of the lines nothing is taken";
}

TEST(LargeWords, LeaveTheNumberRightUnderThemAlone) {
    const PixPtr pix = page();
    letters(pix, 90, 9, 258);  // reaches into the room of marks under the word
    large_word(pix, 100, 130);
    const auto lines = find_text_lines(pix.get(), kDpi);
    ASSERT_THAT(lines, SizeIs(8));
    EXPECT_EQ(lines[0].band.height(), 84);
    EXPECT_THAT(lines[1].parts, SizeIs(9)) << "the number's letters without the word's mark";
}

TEST(LargeWords, AreWholeWhereTheStampIsWorn) {
    const PixPtr pix = page();
    large_word(pix, 100, 150);
    for (int x = 100; x < 400; x += 6)  // no letter is in one piece
        pixRasterop(pix.get(), x, 100, 2, 180, PIX_CLR, nullptr, 0, 0);
    const auto words = take_large_words(pix.get(), kLetter, kDpi);
    ASSERT_THAT(words, SizeIs(1));
    EXPECT_NEAR(words[0].band.height(), 84, 2);
}

TEST(LargeWords, AreNeitherTextNorEmblemNorTwoLargeLetters) {
    const PixPtr pix = page();
    paint(pix, 500, 20, 230, 240);
    paint(pix, 900, 100, 60, 84);
    paint(pix, 975, 100, 60, 84);
    EXPECT_THAT(take_large_words(pix.get(), kLetter, kDpi), IsEmpty());
}
