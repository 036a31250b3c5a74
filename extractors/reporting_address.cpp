#include "extractors/reporting_address.h"

#include "extractors/electronic_address.h"
#include "extractors/phone.h"
#include "extractors/scan.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include <re2/re2.h>

namespace saraban {
namespace {

constexpr std::size_t kSentenceBefore = 600;  ///< bytes before an address that may say what it is for
constexpr std::size_t kContextBefore = 150;   ///< bytes of context before an address in running text
constexpr std::size_t kNear = 120;            ///< bytes: a few words
constexpr std::size_t kLongestPostal = 700;   ///< bytes
constexpr std::size_t kOwnerContext = 300;    ///< bytes: a line of the owner's block

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return find_word(text, word) != std::string_view::npos;
    });
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::size_t to_character(std::string_view text, std::size_t at) {
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80)
        ++at;
    return at;
}

std::string_view before(std::string_view text, std::size_t at, std::size_t bytes) {
    const std::size_t begin = at > bytes ? to_character(text, at - bytes) : 0;
    return text.substr(begin, at - begin);
}

/// The last of these words in `text`; npos: none.
std::size_t last_of(std::string_view text, std::initializer_list<std::string_view> words) {
    std::size_t last = std::string_view::npos;
    for (const std::string_view word : words) {
        const std::size_t at = find_last_word(text, word);
        if (at != std::string_view::npos && (last == std::string_view::npos || at > last)) last = at;
    }
    return last;
}

/// Where the sentence last tells to ask somebody; แบบสอบถาม is a form to send and ผู้ประสานงาน a person to
/// name.
std::size_t last_question(std::string_view sentence) {
    std::size_t last = std::string_view::npos;
    for (const std::string_view word : {"สอบถาม", "ติดต่อ", "ประสานงาน", "ข้อมูลเพิ่มเติม", "รายละเอียดเพิ่มเติม"}) {
        for (std::size_t at = find_word(sentence, word); at != std::string_view::npos;
             at = find_word(sentence, word, at + 1)) {
            const std::string_view front = sentence.substr(0, at);
            if (ends_with(front, "แบบ") || ends_with(front, "ผู้")) continue;
            if (last == std::string_view::npos || at > last) last = at;
        }
    }
    return last;
}

/// ทาง, ทางอีเมล, ผ่านกลุ่มไลน์, ทางโทรสาร หมายเลข: the way something takes.
bool ends_with_way(std::string_view sentence) {
    static const RE2 kWay(
        R"~((?:ทาง|ผ่าน)\s*(?:ไปรษณีย์อิเล็กทรอนิกส์|จดหมายอิเล็กทรอนิกส์|อีเมล[์ล]?|(?i:e-?\s?mail)|โทรสาร|แฟกซ์|โทรศัพท์|แอปพลิเคชัน|กลุ่ม|ไลน์|(?i:line)|ระบบ|เว็บไซต์|ลิงก์|ที่อยู่|หมายเลข|เลขที่|และ|หรือ|[A-Za-z0-9๐-๙@_+-]|“[^”]*”|"[^"]*"|[\s:./,])*$)~");
    return RE2::PartialMatch({sentence.data(), sentence.size()}, kWay);
}

/// The sentence asks to send something there, and not to ask there.
std::string role_in_body(std::string_view sentence) {
    const std::size_t send = last_of(
        sentence, {"รายงาน", "ส่ง", "แจ้ง", "ตอบ", "ลงทะเบียน", "สมัคร", "ทราบ", "ยืนยัน", "แบบสอบถาม", "ภายใน"});
    const std::size_t ask = last_question(sentence);
    if (ask == std::string_view::npos)
        return send != std::string_view::npos || ends_with_way(sentence) ? "report_to" : "contact";
    return send != std::string_view::npos && send > ask ? "report_to" : "contact";
}

std::string role_of_details(std::string_view sentence) {
    const std::size_t details = last_of(sentence, {"รายละเอียด", "ดาวน์โหลด", "เว็บไซต์", "ศึกษา", "สิ่งที่ส่งมาด้วย"});
    const std::size_t send = last_of(sentence, {"รายงานผล", "ส่ง", "ลงทะเบียน", "ตอบแบบ", "กรอก"});
    return send != std::string_view::npos && (details == std::string_view::npos || send > details)
               ? "report_to"
               : "details";
}

/// Start of the word that `at` stands in or ends.
std::size_t word_begin(std::string_view text, std::size_t at, std::size_t lowest) {
    while (at > lowest && blank_length(text, character_before(text, at)) == 0)
        at = character_before(text, at);
    return std::max(at, lowest);
}

/// Context of an address in running text: its own word and the one before.
std::size_t context_begin(std::string_view text, std::size_t begin, std::size_t previous) {
    const std::size_t lowest =
        std::max(previous, to_character(text, begin - std::min(begin, kContextBefore)));
    return word_begin(text, skip_blanks_back(text, word_begin(text, begin, lowest)), lowest);
}

class Collector {
public:
    Collector(std::string_view text, AddressPlace place) : text_(text), place_(place) {}

    void collect() {
        for (const auto& phone : find_all_phones(text_))
            add_phone(phone);
        for (const auto& email : find_all_emails(text_))
            add_email(email);
        for (const auto& url : find_all_urls(text_))
            add_url(url);
        for (const auto& line : find_all_line_addresses(text_))
            add_line(line);
        if (place_ == AddressPlace::Body) {
            for (const auto& qr : find_all_qr_mentions(text_))
                add_qr(qr);
            add_postal();
        }
        std::stable_sort(found_.begin(), found_.end(),
                         [](const auto& a, const auto& b) { return a.text.data() < b.text.data(); });
        set_contexts();
        drop_repeats();
    }
    [[nodiscard]] std::vector<Found<ReportingAddress>> take() { return std::move(found_); }

private:
    ReportingAddress& add(std::string type, std::string_view said, std::string_view whole, std::string role) {
        ReportingAddress address;
        address.type = std::move(type);
        address.value_raw = std::string(said);
        address.role = std::move(role);
        found_.push_back({std::move(address), said});
        wholes_.push_back(whole);
        return found_.back().value;
    }

    [[nodiscard]] std::string_view sentence(std::string_view said) const {
        return before(text_, offset_of(text_, said), kSentenceBefore);
    }
    [[nodiscard]] bool in_owner() const { return place_ == AddressPlace::Owner; }

    void add_phone(const Found<Phone>& phone) {
        const Phone& value = phone.value;
        const std::string_view said_before = text_.substr(0, offset_of(text_, value.whole));
        // ร้องเรียนผ่านสายด่วน ๑๑๑๑ tells of a number, it gives none.
        const bool told = value.kind == PhoneKind::ShortCode && !in_owner() &&
                          !has_any(before(text_, said_before.size(), kNear), {"สอบถาม", "ติดต่อ"});
        if (told) return;
        const bool by_it = ends_with_way(said_before);
        ReportingAddress& address =
            add(value.fax ? "fax" : "phone", phone.text, value.whole,
                by_it && !in_owner() ? role_in_body(sentence(value.whole)) : "contact");
        address.value_normalized = value.national;
        address.e164 = value.e164;
        address.valid = value.valid();
        if (!value.ext.empty()) {
            address.ext_raw = std::string(value.ext_raw);
            address.ext = value.ext;
        }
        if (value.also_fax) address.also = "fax";
    }

    void add_email(const Found<Email>& email) {
        ReportingAddress& address =
            add("email", email.text, email.text, in_owner() ? "contact" : role_in_body(sentence(email.text)));
        if (email.value.valid)
            address.value_normalized = email.value.address;
        else
            address.valid = false;
    }

    void add_url(const Found<std::string>& url) {
        add("url", url.text, url.text, in_owner() ? "details" : role_of_details(sentence(url.text)))
            .value_normalized = url.value;
    }

    void add_line(const Found<LineAddress>& line) {
        ReportingAddress& address =
            add("line", line.text, line.text, in_owner() ? "contact" : role_in_body(sentence(line.text)));
        address.value_normalized = line.value.name;
        address.subtype = line.value.group ? "line_group" : "line_id";
    }

    void add_qr(const Found<std::string>& qr) {
        const std::string_view near = before(text_, offset_of(text_, qr.text), kNear);
        const std::size_t line = last_of(near, {"ไลน์", "LINE", "Line"});
        const std::size_t details = last_of(near, {"รายละเอียด", "ดาวน์โหลด", "เอกสาร"});
        const bool joins =
            line != std::string_view::npos && (details == std::string_view::npos || line > details);
        add("qr", qr.text, qr.text, joins ? "line_group_join" : "details");
    }

    void add_postal() {
        for (std::size_t at = 0; at < text_.size();) {
            const auto postal = find_postal_address(text_.substr(at));
            if (!postal) return;
            add("postal", postal->text, postal->text, "report_to").value_normalized = postal->value.value;
            at = offset_of(text_, postal->text) + postal->text.size();
        }
    }

    /// From the last address, or a few words before, to the end of this one.
    void set_contexts() {
        std::size_t previous = 0;
        for (auto& each : found_) {
            const std::string_view whole = whole_of(each.text);
            const std::size_t begin = offset_of(text_, whole);
            const std::size_t end =
                std::max(begin + whole.size(), offset_of(text_, each.text) + each.text.size());
            const bool line = in_owner() && begin - std::min(previous, begin) < kOwnerContext;
            std::size_t from = line ? previous : context_begin(text_, begin, previous);
            from = std::min(skip_blanks(text_, std::min(from, begin)), begin);
            each.value.context = std::string(text_.substr(from, end - from));
            previous = end;
        }
    }

    [[nodiscard]] std::string_view whole_of(std::string_view said) const {
        for (const std::string_view whole : wholes_)
            if (whole.data() <= said.data() && whole.data() + whole.size() >= said.data() + said.size())
                return whole;
        return said;
    }

    void drop_repeats() {
        const auto same = [](const ReportingAddress& a, const ReportingAddress& b) {
            return a.type == b.type && a.value_normalized == b.value_normalized && a.ext == b.ext &&
                   (a.value_normalized || a.value_raw == b.value_raw);
        };
        std::vector<Found<ReportingAddress>> once;
        for (auto& each : found_)
            if (std::none_of(once.begin(), once.end(),
                             [&](const auto& other) { return same(other.value, each.value); }))
                once.push_back(std::move(each));
        found_ = std::move(once);
    }

    std::string_view text_;
    AddressPlace place_;
    std::vector<Found<ReportingAddress>> found_;
    std::vector<std::string_view> wholes_;
};

/// Words after which an address to send to stands.
constexpr std::array<std::string_view, 6> kDestinations{"มายัง", "ไปยัง", "ส่งถึง", "ส่งที่", "ส่งไปที่", "ทางไปรษณีย์ที่"};

struct Destination {
    std::size_t begin = 0, end = 0;
};

std::optional<Destination> next_destination(std::string_view text, std::size_t at) {
    std::optional<Destination> nearest;
    for (const std::string_view word : kDestinations) {
        const std::size_t found = find_word(text, word, at);
        if (found == std::string_view::npos || (nearest && nearest->begin <= found)) continue;
        nearest = Destination{found, found + word.size()};
    }
    return nearest;
}

/// Five digits that end an address.
std::optional<Digits> postal_code(std::string_view text) {
    for (auto digits = next_digits(text, 0); digits; digits = next_digits(text, digits->end)) {
        if (digits->count != 5) continue;
        const bool first = digits->value >= 10000 && digits->value < 97000;
        if (first && has_any(text.substr(0, digits->begin),
                             {"ถนน", "ตำบล", "แขวง", "อำเภอ", "เขต", "จังหวัด", "ต.", "ปณ."}))
            return digits;
    }
    return std::nullopt;
}

}  // namespace

std::vector<Found<ReportingAddress>> find_reporting_addresses(std::string_view text, AddressPlace place) {
    Collector collector(text, place);
    collector.collect();
    return collector.take();
}

std::optional<Found<PostalAddress>> find_postal_address(std::string_view text) {
    for (auto to = next_destination(text, 0); to; to = next_destination(text, to->end)) {
        const std::size_t begin = skip_blanks(text, to->end);
        std::size_t limit = std::min(text.size(), begin + kLongestPostal);
        while (limit < text.size() && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80)
            --limit;
        const std::string_view rest = text.substr(begin, limit - begin);
        const auto code = postal_code(rest);
        if (!code || rest.substr(0, code->begin).find("ภายใน") != std::string_view::npos) continue;
        const std::string_view said = rest.substr(0, code->end);
        const std::string digits = ascii_digits(rest.substr(code->begin, code->end - code->begin));
        return Found<PostalAddress>{{ascii_digits(squeeze(said)), digits}, said};
    }
    return std::nullopt;
}

}  // namespace saraban
