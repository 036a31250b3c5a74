#include "extractors/citation.h"

#include "extractors/document_number.h"
#include "extractors/labelled_text.h"
#include "extractors/quantity.h"
#include "extractors/speed.h"
#include "extractors/thai_date.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <optional>

#include <re2/re2.h>

namespace saraban {
namespace {

constexpr std::string_view kTrimmed = " ,;-–";

std::string_view view(const re2::StringPiece& piece) {
    return {piece.data(), piece.size()};
}

re2::StringPiece piece(std::string_view text) {
    return {text.data(), text.size()};
}

/// What stands where in an item; each views into it.
struct Parts {
    std::string_view raw, marker;
    std::string_view speed, secrecy, date_label;
    std::optional<Found<Quantity>> quantity;
    std::optional<Found<DocNumber>> number;
    std::string_view number_label;  ///< ที่ and the number
    std::optional<Found<ThaiDate>> date;
    std::string description;
};

void find_class(Parts& parts, std::chrono::year_month_day reference) {
    if (const auto speed = find_speed(parts.raw, reference)) parts.speed = speed->text;
    if (const auto secrecy = find_secrecy(parts.raw)) parts.secrecy = secrecy->text;
}

void find_number(Parts& parts) {
    static const RE2 kLabel(R"(((?:เลข)?ที่\s*)$)");
    parts.number = find_document_number(parts.raw);
    if (!parts.number) return;
    const std::string_view number = parts.number->text;
    const auto at = static_cast<std::size_t>(number.data() - parts.raw.data());
    parts.number_label = number;
    re2::StringPiece label;
    if (RE2::PartialMatch(piece(parts.raw.substr(0, at)), kLabel, &label))
        parts.number_label = {label.data(), label.size() + number.size()};
}

void find_date(Parts& parts, std::chrono::year_month_day reference) {
    static const RE2 kLabel(R"((ลงวันที่\s*|(?:^|\s)ลว\.?\s*|(?:^|\s)วันที่\s*))");
    re2::StringPiece label;
    if (!RE2::PartialMatch(piece(parts.raw), kLabel, &label)) return;
    const auto at = static_cast<std::size_t>(label.data() + label.size() - parts.raw.data());
    const std::string_view behind = parts.raw.substr(at);
    parts.date = find_thai_date(behind, reference);
    if (!parts.date) return;
    parts.date_label = {label.data(), static_cast<std::size_t>(parts.date->text.data() +
                                                               parts.date->text.size() - label.data())};
    if (parts.date->text.data() - behind.data() > 4) parts.date.reset();  // not what the label is for
    if (!parts.date) parts.date_label = {};
}

/// What is left of the item without marker, class, number, date and quantity.
std::string rest_of(const Parts& parts) {
    std::vector<std::string_view> taken{parts.marker, parts.speed, parts.secrecy, parts.number_label,
                                        parts.date_label};
    if (parts.quantity) taken.push_back(parts.quantity->text);
    std::erase_if(taken, [](std::string_view t) { return t.empty(); });
    std::ranges::sort(taken, {}, [](std::string_view t) { return t.data(); });
    std::string out;
    const char* at = parts.raw.data();
    const auto add = [&](const char* end) {
        if (end <= at) return;
        const auto text = trim({at, static_cast<std::size_t>(end - at)}, kTrimmed);
        if (!text.empty()) out += (out.empty() ? "" : " ") + std::string(text);
    };
    for (const std::string_view t : taken) {
        add(t.data());
        at = std::max(at, t.data() + t.size());
    }
    add(parts.raw.data() + parts.raw.size());
    return out;
}

/// Without a vocabulary no quantity is looked for.
Parts parts_of(std::string_view item, std::chrono::year_month_day reference, const Vocabulary* vocabulary) {
    static const RE2 kMarker(R"(^(\(?[0-9๐-๙]{1,2}\s*[.)]\s*))");
    Parts parts;
    parts.raw = trim(item, " -–");
    re2::StringPiece marker;
    if (RE2::PartialMatch(piece(parts.raw), kMarker, &marker)) parts.marker = view(marker);
    find_class(parts, reference);
    find_number(parts);
    find_date(parts, reference);
    if (vocabulary) parts.quantity = find_quantity(parts.raw, *vocabulary);
    parts.description = rest_of(parts);
    return parts;
}

template <class T>
void copy_citation(const Parts& parts, T& out) {
    out.raw = std::string(parts.raw);
    if (!parts.speed.empty()) out.speed = std::string(parts.speed);
    if (!parts.secrecy.empty()) out.secrecy = std::string(parts.secrecy);
    if (parts.number) out.cited_number = parts.number->value;
    if (parts.date) out.cited_date = to_date(*parts.date);
}

/// An item without markers ends with its quantity, if the rest has a quantity of its own.
std::vector<std::string_view> split_at_quantities(std::string_view text) {
    static const RE2 kQuantity(R"(จำนวน\s*[0-9๐-๙]{1,4}\s*(?:ฉบับ|ชุด|แผ่น|หน้า|เล่ม|รายการ|แฟ้ม|ซอง)(\s|$))");
    std::vector<std::string_view> items;
    std::size_t begin = 0;
    re2::StringPiece rest = piece(text), border;
    while (RE2::FindAndConsume(&rest, kQuantity, &border)) {
        re2::StringPiece more = rest;
        const auto end = static_cast<std::size_t>(border.data() - text.data());
        if (!RE2::PartialMatch(more, kQuantity)) break;
        items.push_back(text.substr(begin, end - begin));
        begin = static_cast<std::size_t>(rest.data() - text.data());
    }
    items.push_back(text.substr(begin));
    return items;
}

}  // namespace

std::vector<std::string_view> split_items(std::string_view text) {
    static const RE2 kMarker(R"((?:^|\s)(?:[-–]\s*)?(\(?([0-9๐-๙]{1,2})\s*[.)])\s*[^0-9๐-๙\s])");
    std::vector<std::size_t> begins;
    re2::StringPiece marker;
    std::string number;
    std::size_t at = 0;
    while (at < text.size()) {
        re2::StringPiece groups[3];
        if (!kMarker.Match(piece(text), at, text.size(), RE2::UNANCHORED, groups, 3)) break;
        const auto begin = static_cast<std::size_t>(groups[1].data() - text.data());
        if (std::stoi(ascii_digits(view(groups[2]))) == static_cast<int>(begins.size()) + 1)
            begins.push_back(begin);
        at = begin + groups[1].size();
    }
    // A list begins with its first marker; what stands before it belongs to no item.
    if (begins.empty() || begins.front() > 12) return {trim(text)};
    std::vector<std::string_view> items;
    for (std::size_t i = 0; i < begins.size(); ++i) {
        const std::size_t end = i + 1 < begins.size() ? begins[i + 1] : text.size();
        items.push_back(trim(text.substr(begins[i], end - begins[i]), " -–"));
    }
    return items;
}

std::vector<Found<Reference>> find_references(std::string_view text, std::chrono::year_month_day reference) {
    static const RE2 kIssuer(R"(^(?:สำเนา)?หนังสือ\s?(\S.*?)(?:\s*(?:ลงวันที่|ลว\.).*)?$)");
    static const RE2 kOrderIssuer(
        R"(^(?:สำเนา)?(?:ประกาศ|คำสั่ง)\s?((?:กระทรวง|กรม|สำนัก|จังหวัด|อำเภอ|เทศบาล|องค์การ|คณะ|มหาวิทยาลัย)\S*?(?:\s\S+?){0,3}?)\s*(?:เรื่อง|ลงวันที่|ลว\.|ที่\s).*$)");
    std::vector<Found<Reference>> found;
    for (const std::string_view item : split_items(text)) {
        const Parts parts = parts_of(item, reference, nullptr);
        if (parts.raw.empty()) continue;
        Reference value;
        value.order = static_cast<int>(found.size()) + 1;
        copy_citation(parts, value);
        std::string issuer;
        if (RE2::FullMatch(parts.description, kIssuer, &issuer) ||
            RE2::FullMatch(parts.description, kOrderIssuer, &issuer))
            value.issuer = issuer;
        found.push_back({std::move(value), parts.raw});
    }
    return found;
}

std::vector<Found<Reference>> find_mentioned_letters(std::string_view text,
                                                     std::chrono::year_month_day reference) {
    static const RE2 kDated(R"(^\s*(?:ลงวันที่|ลว\.?)\s*)");
    static const RE2 kNamed(R"((หนังสือ[^ ]*(?: [^ ]+){0,3} ?)$)");
    std::vector<Found<Reference>> found;
    for (const auto& number : find_all_document_numbers(text)) {
        const auto begin = static_cast<std::size_t>(number.text.data() - text.data());
        re2::StringPiece behind = piece(text.substr(begin + number.text.size())), named;
        if (!RE2::Consume(&behind, kDated)) continue;
        const auto date = find_thai_date(view(behind), reference);
        if (!date || date->text.data() != behind.data()) continue;
        const char* from = number.text.data();
        if (RE2::PartialMatch(piece(text.substr(0, begin)), kNamed, &named)) from = named.data();
        const std::string_view whole(from,
                                     static_cast<std::size_t>(date->text.data() + date->text.size() - from));
        Reference value;
        value.order = static_cast<int>(found.size()) + 1;
        const Parts parts = parts_of(whole, reference, nullptr);
        copy_citation(parts, value);
        value.cited_number = number.value;
        value.cited_date = to_date(*date);
        if (parts.description.starts_with("หนังสือ"))
            value.issuer = std::string(trim(std::string_view(parts.description).substr(sizeof("หนังสือ") - 1)));
        found.push_back({std::move(value), whole});
    }
    return found;
}

std::vector<Found<Attachment>> find_attachments(std::string_view text, std::chrono::year_month_day reference,
                                                const Vocabulary& vocabulary) {
    auto items = split_items(text);
    if (items.size() == 1 && !items.front().empty()) items = split_at_quantities(items.front());
    std::vector<Found<Attachment>> found;
    for (const std::string_view item : items) {
        const Parts parts = parts_of(item, reference, &vocabulary);
        if (parts.raw.empty()) continue;
        Attachment value;
        value.order = static_cast<int>(found.size()) + 1;
        copy_citation(parts, value);
        value.description = parts.description;
        if (parts.quantity) {
            value.quantity = parts.quantity->value.count;
            value.quantity_raw = std::string(parts.quantity->text);
            value.unit = parts.quantity->value.unit;
        }
        found.push_back({std::move(value), parts.raw});
    }
    return found;
}

}  // namespace saraban
