#include "pipeline/ocr/model_file.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace saraban {
namespace {

/// Place of the recogniser's unicharset in a .traineddata file (TESSDATA_LSTM_UNICHARSET of
/// ccutil/tessdatamanager.h, Tesseract 4 and 5).
constexpr std::size_t kUnicharsetEntry = 21;
constexpr std::int32_t kMostEntries = 64;

template <class T>
T number_at(std::string_view bytes, std::size_t offset) {
    T value{};
    if (offset + sizeof value <= bytes.size()) std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
}

}  // namespace

/// The file: int32 count, int64 offsets[count] (-1: absent), then the parts in order.
std::string unicharset_of(std::string_view traineddata) {
    const auto count = number_at<std::int32_t>(traineddata, 0);
    if (count <= static_cast<std::int32_t>(kUnicharsetEntry) || count > kMostEntries) return {};
    const auto offset = [&](std::size_t entry) {
        return number_at<std::int64_t>(traineddata, sizeof(std::int32_t) + entry * sizeof(std::int64_t));
    };
    const std::int64_t begin = offset(kUnicharsetEntry);
    auto end = static_cast<std::int64_t>(traineddata.size());
    for (std::size_t entry = 0; entry < static_cast<std::size_t>(count); ++entry)
        if (offset(entry) > begin && offset(entry) < end) end = offset(entry);
    if (begin <= 0 || begin >= static_cast<std::int64_t>(traineddata.size())) return {};
    const std::string_view part =
        traineddata.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));

    std::string characters;  // the first line is the count; of the others, what stands before the first blank
    for (std::size_t at = part.find('\n'); at != std::string_view::npos && at + 1 < part.size();
         at = part.find('\n', at + 1))
        characters += std::string(part.substr(at + 1, part.find_first_of(" \n", at + 1) - at - 1)) + "\n";
    return characters;
}

std::string thai_digits_missing_in(std::string_view unicharset) {
    static constexpr std::array<std::string_view, 10> kDigits = {"๐", "๑", "๒", "๓", "๔",
                                                                 "๕", "๖", "๗", "๘", "๙"};
    const std::string lines = "\n" + std::string(unicharset);
    std::string missing;
    for (const std::string_view digit : kDigits)
        if (lines.find("\n" + std::string(digit) + "\n") == std::string::npos) missing += digit;
    return missing;
}

}  // namespace saraban
