#include "pipeline/ocr/model_file.h"

#include "pipeline/model/error.h"
#include "pipeline/ocr/tesseract_engine.h"
#include "tests/support/sample_files.h"

#include <cstdint>
#include <cstring>

#include <gtest/gtest.h>

using namespace saraban;

namespace {

/// A model file with nothing in it but the recogniser's unicharset.
std::string model_with(const std::string& unicharset) {
    std::string bytes;
    const auto put = [&](auto number) {
        char raw[sizeof number];
        std::memcpy(raw, &number, sizeof number);
        bytes.append(raw, sizeof number);
    };
    constexpr int kEntries = 24;
    put(std::int32_t{kEntries});
    for (int i = 0; i < kEntries; ++i)
        put(std::int64_t{i == 21 ? 4 + 8 * kEntries : -1});
    return bytes + unicharset;
}

std::string message_of(const std::filesystem::path& model) {
    try {
        (void)missing_thai_digits(model);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ExitCode::Unusable);
        return error.what();
    }
    return "";
}

}  // namespace

TEST(ModelFile, ListsItsCharacters) {
    EXPECT_EQ(unicharset_of(model_with("3\nNULL 0 Common 0\n๑ 8 0,255 Thai 1\nก 1 0 Thai 2\n")),
              "NULL\n๑\nก\n");
    EXPECT_EQ(unicharset_of(""), "");
    EXPECT_EQ(unicharset_of("no model at all, but long enough to be read as one, with many bytes"), "");
}

TEST(ModelFile, MissesThaiDigits) {
    EXPECT_EQ(thai_digits_missing_in("๐\n๑\n๒\n๓\n๕\n"), "๔๖๗๘๙");
    EXPECT_EQ(thai_digits_missing_in("๐\n๑\n๒\n๓\n๔\n๕\n๖\n๗\n๘\n๙\n"), "");
}

TEST(MissingThaiDigits, SaysWhatIsWrongWithAModel) {
    const test::Folder folder;
    EXPECT_EQ(missing_thai_digits(folder.write("m.traineddata", model_with("2\n๑ 8\n๔ 8\n"))), "๐๒๓๕๖๗๘๙");
    const auto junk = folder.write("junk.traineddata", "junk");
    EXPECT_EQ(message_of(junk),
              junk.string() +
                  ": is no recognition model of Tesseract 4 or 5; install it again or name another one");
    const auto absent = folder / "absent.traineddata";
    EXPECT_EQ(message_of(absent),
              absent.string() + ": the recognition model cannot be read; install it or name another one");
    EXPECT_THROW(TesseractEngine({.model = junk}), Error);
}
