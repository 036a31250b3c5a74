#include "pipeline/sinks/secrecy.h"

#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace saraban {
namespace {

constexpr std::array<std::string_view, 3> kClasses{"ลับ", "ลับมาก", "ลับที่สุด"};

/// A line that is a class of secrecy and nothing else, but for blanks, dashes and stars around its letters.
bool is_secrecy_line(std::string_view line) {
    if (line.find("ลั") == std::string_view::npos || line.size() > 100) return false;
    std::string letters;
    for (const char c : normalise(line))
        if (static_cast<unsigned char>(c) >= 0x80) letters += c;
    const bool ascii_word = std::any_of(line.begin(), line.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
    return !ascii_word && std::find(kClasses.begin(), kClasses.end(), letters) != kClasses.end();
}

}  // namespace

bool is_secret(const Record& record) {
    if (record.secrecy && !record.secrecy->value.empty()) return true;
    if (std::any_of(record.issues.begin(), record.issues.end(), [](const Issue& issue) {
            return issue.field == "secrecy" || issue.code.find("secre") != std::string::npos;
        }))
        return true;
    for (std::string_view rest = record.text; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        if (is_secrecy_line(rest.substr(0, end))) return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

}  // namespace saraban
