#include "extractors/electronic_address.h"

#include "extractors/scan.h"

#include <algorithm>
#include <array>

namespace saraban {
namespace {

bool is_alnum(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return find_word(text, word) != std::string_view::npos;
    });
}

/// All matches of `pattern`; group 1 is the part that counts.
std::vector<std::string_view> all_matches(const RE2& pattern, std::string_view text) {
    std::vector<std::string_view> found;
    const re2::StringPiece input = piece(text);
    std::array<re2::StringPiece, 2> match;
    for (std::size_t at = 0;
         at <= text.size() && pattern.Match(input, at, text.size(), RE2::UNANCHORED, match.data(), 2);) {
        const std::string_view said = view(match[1]);
        found.push_back(said);
        at = std::max(offset_of(text, said) + said.size(), at + 1);
    }
    return found;
}

template <class T>
std::optional<Found<T>> first(std::vector<Found<T>> all) {
    if (all.empty()) return std::nullopt;
    return std::move(all.front());
}

/// The blank in "saraban @dla.go.th" may also end the word before a mailbox: only a part that could stand
/// alone as a name is taken for a torn one.
Email make_email(std::string_view said) {
    const bool torn = without_blanks(said).size() != said.size();
    bool thai_digit = false;
    for (const char c : said)
        thai_digit = thai_digit || static_cast<unsigned char>(c) >= 0x80;
    if (torn || thai_digit) return {{}, false};
    return {lower(said), true};
}

}  // namespace

std::vector<Found<Email>> find_all_emails(std::string_view text) {
    if (text.find('@') == std::string_view::npos) return {};
    static const RE2 kEmail(
        R"(([A-Za-z0-9๐-๙._%+\-]+ ?@ ?[A-Za-z0-9๐-๙\-]+(?:(?: ?\.|\. ?)[A-Za-z][A-Za-z0-9\-]*)+))");
    std::vector<Found<Email>> emails;
    for (std::string_view said : all_matches(kEmail, text)) {
        while (!said.empty() && !is_alnum(said.front()) && said.front() != '_' && digit_length(said, 0) == 0)
            said.remove_prefix(1);
        if (!said.empty() && said.front() != '@') emails.push_back({make_email(said), said});
    }
    return emails;
}

std::vector<Found<std::string>> find_all_urls(std::string_view text) {
    if (!has_any(text, {"://", "www.", "WWW.", ".th", ".ly", ".gle", ".me", ".com", ".cc"})) return {};
    static const RE2 kUrl(
        R"((?:^|[^A-Za-z0-9@._%+\-])((?i:https?://|www\.)[!-~]+|(?i:(?:[a-z0-9\-]+\.)+(?:go|or|ac|co|in|mi|net)\.th)(?:/[!-~]*)?|(?i:bit\.ly|forms\.gle|shorturl\.at|lin\.ee|line\.me|goo\.gl|me-qr\.com|tinyurl\.com|qrgo\.page|docs\.google\.com|drive\.google\.com)/[!-~]+))");
    std::vector<Found<std::string>> urls;
    for (std::string_view said : all_matches(kUrl, text)) {
        while (!said.empty() && std::string_view(".,;:)]}>\"'").find(said.back()) != std::string_view::npos)
            said.remove_suffix(1);
        const std::size_t end = offset_of(text, said) + said.size();
        const bool mailbox = end < text.size() && text[end] == '@';
        if (said.size() > 4 && !mailbox) urls.push_back({std::string(said), said});
    }
    return urls;
}

std::vector<Found<LineAddress>> find_all_line_addresses(std::string_view text) {
    if (!has_any(text, {"ไลน์", "LINE", "Line", "line"})) return {};
    static const RE2 kGroup(
        R"(((?:กลุ่ม\s?(?:ไลน์|Line|LINE|line)|ไลน์กลุ่ม|(?:Line|LINE)\s?[Gg]roup)\s*(?:ชื่อ|ชื่อว่า|:)?\s*[“"«‘'][^“”"»’']{2,160}[”"»’']))");
    static const RE2 kId(
        R"(((?:ไลน์|(?i:line))\s*(?:(?i:id|oa|official(?:\s?account)?)|ไอดี)?\s*[:：]\s*@?[A-Za-z0-9][A-Za-z0-9._\-]{2,30}|(?:ไลน์|(?i:line))\s*(?:(?i:id|oa)|ไอดี)\s+@?[A-Za-z0-9][A-Za-z0-9._\-]{2,30}|(?:ไลน์|(?i:line))\s*@[A-Za-z0-9][A-Za-z0-9._\-]{2,30}))");
    std::vector<Found<LineAddress>> found;
    for (const std::string_view said : all_matches(kGroup, text)) {
        const std::size_t open = said.find_first_of("\"'\xE2\xC2");
        const std::size_t name = open + character_length(said, open);
        const std::size_t close = character_before(said, said.size());
        found.push_back({{std::string(trim(said.substr(name, close - name))), true}, said});
    }
    for (const std::string_view said : all_matches(kId, text)) {
        const std::size_t start = offset_of(text, said);
        if (start > 0 && is_alnum(text[start - 1])) continue;  // Online: …
        std::size_t begin = said.size();
        while (begin > 0 && (is_alnum(said[begin - 1]) ||
                             std::string_view("@._-").find(said[begin - 1]) != std::string_view::npos))
            --begin;
        found.push_back({{std::string(said.substr(begin)), false}, said});
    }
    return found;
}

std::vector<Found<std::string>> find_all_qr_mentions(std::string_view text) {
    if (!has_any(text, {"QR", "Qr", "คิวอาร์"})) return {};
    static const RE2 kQr(
        R"(((?:Q[Rr]\s?-?\s?[Cc](?:ode|ODE)|Q[Rr]|คิวอาร์\s?(?:โค้ด|โค๊ด|โคด)?)(?:\s*(?:ด้านล่าง|ข้างล่าง)|\s*(?:ที่ปรากฏ(?:ตาม)?|ที่แนบ(?:มา)?|ตาม|แนบ|ที่)?\s*(?:ด้าน|ข้าง|ส่วน)?(?:ท้าย|ล่าง)(?:ของ)?(?:หนังสือ|จดหมาย|เอกสาร)(?:ฉบับ)?(?:นี้)?)?))");
    std::vector<Found<std::string>> found;
    for (const std::string_view said : all_matches(kQr, text))
        found.push_back({std::string(said), said});
    return found;
}

std::optional<Found<Email>> find_email(std::string_view text) {
    return first(find_all_emails(text));
}
std::optional<Found<std::string>> find_url(std::string_view text) {
    return first(find_all_urls(text));
}
std::optional<Found<LineAddress>> find_line_address(std::string_view text) {
    return first(find_all_line_addresses(text));
}
std::optional<Found<std::string>> find_qr_mention(std::string_view text) {
    return first(find_all_qr_mentions(text));
}

}  // namespace saraban
