#include "pipeline/qr.h"

#include "extractors/electronic_address.h"
#include "pipeline/layout/columns.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string_view>

namespace saraban {
namespace {

constexpr std::string_view kRule = "qr";

int gap_between(int a_from, int a_to, int b_from, int b_to) {
    return std::max({0, b_from - a_to, a_from - b_to});
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != text.npos; });
}

/// Pixels between the code and the nearest line of the letter on its page; none: no line of it is there.
std::optional<int> distance(const Letter& letter, const OcrPage& page, const Box& code) {
    std::optional<int> nearest;
    for (const Zone& zone : letter.zones)
        for (const Line& line : zone.lines) {
            if (line.page != page.page || !line.box || zone.kind == ZoneKind::Noise) continue;
            const Box box = upright(*line.box, page);
            const int gap = gap_between(box.top, box.bottom, code.top, code.bottom);
            if (!nearest || gap < *nearest) nearest = gap;
        }
    return nearest;
}

/// The line near a code that says what it is for: one marked as a caption before any other, under it before
/// over it.
std::optional<Line> caption_of(const Letter& letter, const OcrPage& page, const Box& code) {
    constexpr std::size_t kLongest = 40;  // characters
    constexpr double kReach = 0.6;        // of the code's height
    std::optional<Line> best;
    double least = std::numeric_limits<double>::max();
    for (const Zone& zone : letter.zones)
        for (const Line& line : zone.lines) {
            if (line.page != page.page || !line.box || line.text.empty()) continue;
            const Box box = upright(*line.box, page);
            const bool beside = gap_between(box.left, box.right, code.left, code.right) > 0;
            const int gap = gap_between(box.top, box.bottom, code.top, code.bottom);
            const bool marked = zone.kind == ZoneKind::Qr;
            if (beside || gap > kReach * code.height()) continue;
            if (!marked && length_of(line.text) > kLongest) continue;
            const double cost =
                gap + (box.top > code.top ? 0 : 0.5) * code.height() + (marked ? 0.0 : 2.0) * code.height();
            if (cost < least) least = cost, best = line;
        }
    return best;
}

/// What the address is for, by its caption and by whose it is.
std::string role_of(std::string_view url, std::string_view caption) {
    if (has_any(url, {"line.me/", "lin.ee/"}) || has_any(caption, {"ไลน์", "LINE", "Line"}))
        return "line_group_join";
    if (has_any(caption, {"รายงาน", "ตอบรับ", "แจ้ง", "ลงทะเบียน", "สำรวจ", "สอบถาม"}) ||
        has_any(url, {"forms.gle/", "/forms/"}))
        return "report_to";
    return "details";
}

Provenance provenance_of(const Code& code, int page) {
    Provenance from;
    from.rule = kRule;
    from.evidence.push_back({.page = page, .box = code.box, .text = code.text});
    return from;
}

void add_address(Record& record, const Qr& qr) {
    const auto url = find_url(qr.value);
    if (!url) return;
    const bool known = std::ranges::any_of(record.reporting_addresses, [&](const ReportingAddress& address) {
        return address.value_normalized == url->value;
    });
    if (known) return;
    const std::string caption = qr.caption.value_or("");
    ReportingAddress address;
    address.type = "url";
    address.value_raw = std::string(url->text);
    address.value_normalized = url->value;
    address.context = caption;
    address.role = role_of(url->value, caption);
    address.from = qr.from;
    record.reporting_addresses.push_back(std::move(address));
}

}  // namespace

void attach_codes(const std::vector<OcrPage>& pages, const std::vector<Letter>& letters,
                  std::vector<Record>& records) {
    for (const OcrPage& page : pages)
        for (const Code& code : page.codes) {
            const Box box = upright(code.box, page);
            std::optional<std::size_t> owner;
            int nearest = std::numeric_limits<int>::max();
            for (std::size_t i = 0; i < letters.size(); ++i) {
                const auto gap = distance(letters[i], page, box);
                if (gap && *gap < nearest) nearest = *gap, owner = i;
            }
            if (!owner) continue;
            const auto caption = caption_of(letters[*owner], page, box);
            Qr qr{.value = code.text, .caption = std::nullopt, .from = provenance_of(code, page.page)};
            if (caption) qr.caption = caption->text;
            add_address(records[*owner], qr);
            records[*owner].qr.push_back(std::move(qr));
        }
}

}  // namespace saraban
