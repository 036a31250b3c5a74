#include "pipeline/image/codes.h"

#include <ZXing/BitMatrix.h>
#include <ZXing/CharacterSet.h>
#include <ZXing/MultiFormatWriter.h>
#include <gmock/gmock.h>
#include <leptonica/allheaders.h>

using namespace saraban;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

const std::string kAddress = "https://example.go.th/report?id=2569";

/// A white page with the code of `text`, `size` pixels wide, at (x, y).
PageImage page_with(const std::string& text, int size, int x, int y) {
    const auto code = ZXing::MultiFormatWriter(ZXing::BarcodeFormat::QRCode)
                          .setEncoding(ZXing::CharacterSet::UTF8)
                          .encode(text, size, size);
    PageImage page;
    page.dpi = 300;
    page.pix.reset(pixCreate(1240, 1754, 8));
    pixSetAll(page.pix.get());
    for (int row = 0; row < code.height(); ++row)
        for (int column = 0; column < code.width(); ++column)
            if (code.get(column, row)) pixSetPixel(page.pix.get(), x + column, y + row, 0);
    return page;
}

}  // namespace

TEST(FindCodes, ReadsACodeAndSaysWhereItIs) {
    const auto codes = find_codes(page_with(kAddress, 200, 900, 1400));
    ASSERT_THAT(codes, SizeIs(1));
    EXPECT_EQ(codes[0].text, kAddress);
    EXPECT_NEAR(codes[0].box.left, 900, 40);
    EXPECT_NEAR(codes[0].box.bottom, 1600, 40);
}

TEST(FindCodes, ReadsSmallSlantedTurnedAndGreyOnes) {
    for (const int size : {90, 120, 300}) {
        const PageImage upright = page_with(kAddress, size, 500, 800);
        for (const double degrees : {0.0, 4.0, 17.0, 90.0, 180.0, 263.0}) {
            PageImage turned;
            turned.pix.reset(pixRotate(upright.pix.get(), static_cast<l_float32>(degrees * 0.01745329),
                                       L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
            const auto codes = find_codes(turned);
            ASSERT_THAT(codes, SizeIs(1)) << size << " pixels, " << degrees << " degrees";
            EXPECT_EQ(codes[0].text, kAddress);
        }
    }
}

TEST(FindCodes, ReadsThaiTextAndBilevelPages) {
    const PageImage grey = page_with("กลุ่มไลน์ ท้องถิ่น", 250, 100, 100);
    PageImage bilevel;
    bilevel.pix.reset(pixThresholdToBinary(grey.pix.get(), 128));
    const auto codes = find_codes(bilevel);
    ASSERT_THAT(codes, SizeIs(1));
    EXPECT_EQ(codes[0].text, "กลุ่มไลน์ ท้องถิ่น");
}

TEST(FindCodes, FindsNoneOnABlankPage) {
    PageImage blank;
    blank.pix.reset(pixCreate(1240, 1754, 1));
    EXPECT_THAT(find_codes(blank), IsEmpty());
}
