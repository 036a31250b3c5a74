#include "pipeline/image/file_type.h"

#include "pipeline/text/thai.h"

#include <algorithm>
#include <string>

namespace saraban {
namespace {

using namespace std::string_view_literals;

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' &&
           c != '\v' && c != '\x1A';
}

/// `head` without the character that the end of the head may have cut.
std::string_view whole_characters(std::string_view head) {
    for (int i = 0; i < 3 && !head.empty() && (static_cast<unsigned char>(head.back()) & 0xC0U) == 0x80U; ++i)
        head.remove_suffix(1);
    if (!head.empty() && static_cast<unsigned char>(head.back()) >= 0xC0U) head.remove_suffix(1);
    return head;
}

}  // namespace

FileType file_type(std::string_view head) {
    if (head.substr(0, 1024).find("%PDF-"sv) != std::string_view::npos) return FileType::Pdf;
    for (const std::string_view magic : {"II\x2A\x00"sv, "MM\x00\x2A"sv, "II\x2B\x00"sv, "MM\x00\x2B"sv})
        if (head.starts_with(magic)) return FileType::Tiff;
    if (head.starts_with("\x89PNG\r\n\x1A\n"sv)) return FileType::Png;
    if (head.starts_with("\xFF\xD8\xFF"sv)) return FileType::Jpeg;
    if (head.starts_with("\xFF\xFE"sv) || head.starts_with("\xFE\xFF"sv)) return FileType::OtherText;
    if (std::any_of(head.begin(), head.end(), is_control)) return FileType::Unknown;
    return is_utf8(head) || is_utf8(whole_characters(head)) ? FileType::Text : FileType::OtherText;
}

std::string_view name_of(FileType type) {
    switch (type) {
        case FileType::Pdf:
            return "PDF";
        case FileType::Tiff:
            return "TIFF";
        case FileType::Png:
            return "PNG";
        case FileType::Jpeg:
            return "JPEG";
        case FileType::Text:
            return "UTF-8 text";
        case FileType::OtherText:
            return "text that is not UTF-8";
        case FileType::Unknown:
            break;
    }
    return "unknown";
}

}  // namespace saraban
