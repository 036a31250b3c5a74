#include "pipeline/ocr/tesseract_engine.h"

#include "pipeline/image/document.h"
#include "pipeline/text/thai.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include <gtest/gtest.h>
#include <leptonica/allheaders.h>
#include <nlohmann/json.hpp>

using namespace saraban;

namespace {

constexpr const char* kModel = SARABAN_ROOT "/pipeline/ocr/models/tha_saraban.traineddata";
constexpr const char* kPage = SARABAN_ROOT "/corpus/demo/004_6512c8666af8545a_p1.png";

std::string text_of(const OcrPage& page) {
    std::string text;
    for (const Line& line : page.lines)
        text += line.text + "\n";
    return text;
}

/// The box of the line that holds `words`.
saraban::Box box_of(const OcrPage& page, std::string_view words) {
    for (const Line& line : page.lines)
        if (line.text.find(words) != std::string::npos) return *line.box;
    ADD_FAILURE() << words << " was not read:\n" << text_of(page);
    return {};
}

}  // namespace

TEST(TesseractEngine, ReadsALetterWithBoxesInSourcePixels) {
    TesseractEngine engine({.model = kModel});
    const PageImage image = Document::open(kPage, Limits{}).image(1);
    const OcrPage page = engine.read(clean(image, {}));
    EXPECT_EQ(page.size.width, pixGetWidth(image.pix.get()));
    EXPECT_EQ(page.engine.name, "tesseract");
    EXPECT_EQ(page.engine.model_sha256.size(), 64U);

    nlohmann::json truth;
    std::ifstream(SARABAN_ROOT "/corpus/demo/truth/004_6512c8666af8545a.truth.json") >> truth;
    int exact = 0, all = 0;
    for (const auto& line : truth["pages"][0]["lines"]) {
        if (line["zone"] != "body" && line["zone"] != "subject" && line["zone"] != "date") continue;
        ++all;
        const std::string words = squeeze(line["text"].get<std::string>());
        for (const Line& read : page.lines) {
            if (read.text != words) continue;
            ++exact;
            EXPECT_NEAR(read.box->left, line["box"][0].get<int>(), 6) << words;
            EXPECT_NEAR(read.box->right, line["box"][2].get<int>(), 6) << words;
            EXPECT_NEAR(read.box->top, line["box"][1].get<int>(), 12) << words;
            break;
        }
    }
    EXPECT_GE(exact * 10, all * 8) << text_of(page);
    for (const Line& line : page.lines)
        for (const Word& word : line.words) {
            EXPECT_LT(word.box.left, word.box.right);
            EXPECT_LT(word.begin, word.end);
            EXPECT_LE(word.box.right, page.size.width);
        }
}

TEST(TesseractEngine, FindsTheSameBoxesOnAPageThatLiesOnItsSide) {
    TesseractEngine engine({.model = kModel});
    const PageImage page = Document::open(kPage, Limits{}).image(1);
    PageImage lying;
    lying.dpi = page.dpi;
    lying.pix.reset(pixRotateOrth(page.pix.get(), 1));
    constexpr std::string_view kWords = "ในการนี้";
    const OcrPage standing = engine.read(clean(page, {})), turned = engine.read(clean(lying, {}));
    EXPECT_EQ(turned.quarter_turns, 3);
    EXPECT_EQ(turned.lines.front().text, standing.lines.front().text)
        << "the order is that of the upright page";
    const saraban::Box there = box_of(standing, kWords), here = box_of(turned, kWords);
    const int height = pixGetHeight(page.pix.get());
    EXPECT_NEAR(here.right, height - there.top, 4) << "a clockwise turn makes the top the right";
    EXPECT_NEAR(here.left, height - there.bottom, 4);
    EXPECT_NEAR(here.top, there.left, 4);
    EXPECT_NEAR(here.bottom, there.right, 4);
    EXPECT_NEAR(saraban::upright(here, turned).left, there.left, 4);
    EXPECT_NEAR(saraban::upright(here, turned).bottom, there.bottom, 4);
}

TEST(TesseractEngine, ReadsNothingOnABlankPage) {
    PageImage blank;
    blank.pix.reset(pixCreate(1654, 2339, 1));
    EXPECT_TRUE(TesseractEngine({.model = kModel}).read(clean(blank, {})).lines.empty());
}

TEST(TesseractEngine, HasAllThaiDigits) {
    EXPECT_EQ(missing_thai_digits(kModel), "");
}

TEST(TesseractEngine, TakesPrintedPlacesForPrint) {
    // 94 lines of numbers and dates on worn copies and office scans, nothing written by pen: a pen seen there
    // costs a printed value. They must be read, too, or nothing would be shown.
    constexpr int kPlaces = 94;
    TesseractEngine engine({.model = kModel});
    int pens = 0, read = 0;
    for (const auto& file : std::filesystem::directory_iterator(SARABAN_ROOT "/tests/printed_places")) {
        if (file.path().extension() != ".png") continue;
        const PageImage image = Document::open(file.path(), Limits{}).image(1);
        for (const Line& line : engine.read(clean(image, {})).lines) {
            const bool number = line.text.find('/') != std::string::npos;
            read += number || ascii_digits(line.text).find("25") != std::string::npos ? 1 : 0;
            for (const Word& word : line.words)
                if (word.pen && ++pens > 0) std::cout << file.path().filename() << ": " << line.text << "\n";
        }
    }
    EXPECT_GE(read * 10, kPlaces * 9);
    EXPECT_LE(pens * 20, kPlaces);
}
