#include "extractors/coordinator.h"

#include "extractors/person_name.h"
#include "extractors/phone.h"
#include "extractors/scan.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>

namespace saraban {
namespace {

constexpr std::size_t kReach = 900;  ///< bytes from a name to "เป็นผู้ประสานงาน"
constexpr std::size_t kPhoneReach = 200;  ///< bytes from there to the telephone

struct Label {
    std::size_t begin = 0, end = 0;
};

/// The longest label at the first place where one stands.
std::optional<Label> find_label(std::string_view text) {
    static constexpr std::array<std::string_view, 8> kLabels{
        "เจ้าหน้าที่ผู้ประสานงาน", "ผู้รับผิดชอบประสานงาน", "เจ้าหน้าที่ประสานงาน", "ผู้ประสานงาน",
        "ผู้ประสาน",           "ผู้ติดต่อประสานงาน",    "เจ้าหน้าที่ผู้รับผิดชอบ",  "ผู้รับผิดชอบ"};
    std::optional<Label> best;
    for (const std::string_view word : kLabels) {
        const std::size_t at = find_word(text, word);
        if (at == std::string_view::npos) continue;
        const Label found{at, at + word.size()};
        if (!best || found.begin < best->begin || (found.begin == best->begin && found.end > best->end))
            best = found;
    }
    return best;
}

std::size_t skip_marks(std::string_view text, std::size_t at) {
    for (;;) {
        at = skip_blanks(text, at);
        if (at >= text.size() || (text[at] != ':' && text[at] != '-' && text[at] != '.')) return at;
        ++at;
    }
}

void add_phone(std::string_view text, Coordinator& coordinator, std::size_t& end) {
    const auto phone = find_phone(text.substr(end, kPhoneReach));
    if (!phone || phone->value.fax) return;
    coordinator.phone = phone->value.national;
    coordinator.phone_raw = std::string(phone->text);
    end = offset_of(text, phone->value.whole) + phone->value.whole.size();
}

/// ตำแหน่ง …, up to the agency, the telephone or the end.
std::optional<std::string> title_in(std::string_view text, const Vocabulary& vocabulary) {
    text = trim(text);
    for (const std::string_view word : {"ตำแหน่ง", ":"})
        if (text.substr(0, word.size()) == word) text = trim(text.substr(word.size()));
    std::size_t end = 0;
    while (end < text.size()) {
        const std::string_view word = text.substr(end);
        const bool agency = std::any_of(
            vocabulary.offices.begin(), vocabulary.offices.end(),
            [&](const Office& office) { return word.substr(0, office.agency.size()) == office.agency; });
        if ((agency && end > 0) || word.substr(0, 9) == "โทร" || word.substr(0, 18) == "หมายเลข") break;
        while (end < text.size() && blank_length(text, end) == 0)
            end += character_length(text, end);
        end = skip_blanks(text, end);
    }
    std::string title = squeeze(text.substr(0, end));
    while (!title.empty() && (title.back() == ',' || title.back() == '('))
        title.pop_back();
    if (title.empty()) return std::nullopt;
    return title;
}

/// "สามารถประสานรายละเอียดเพิ่มเติมได้ที่ นายก ข ตำแหน่ง … โทร. …"
std::optional<Found<Coordinator>> person_to_ask(std::string_view text, const Vocabulary& vocabulary) {
    static constexpr std::array<std::string_view, 2> kAsk{"ได้ที่", "ติดต่อ"};
    for (const std::string_view word : kAsk) {
        for (std::size_t at = find_word(text, word); at != std::string_view::npos;
             at = find_word(text, word, at + 1)) {
            const std::size_t begin = skip_blanks(text, at + word.size());
            const auto person = person_at_start(text.substr(begin), vocabulary, true);
            if (!person) continue;
            Coordinator coordinator;
            coordinator.name = squeeze(person->text);
            coordinator.label = "in the body: " + std::string(word);
            std::size_t end = begin + person->text.size();
            const std::size_t after_name = end;
            const auto phone = find_phone(text.substr(end, kPhoneReach * 2));
            if (!phone) continue;  // a person without a telephone may be asked for anything
            coordinator.title = title_in(
                text.substr(after_name, offset_of(text, phone->value.whole) - after_name), vocabulary);
            end = offset_of(text, phone->value.whole);
            add_phone(text, coordinator, end);
            return Found<Coordinator>{std::move(coordinator), text.substr(begin, end - begin)};
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Found<Coordinator>> find_coordinator(std::string_view text, const Vocabulary& vocabulary) {
    const auto label = find_label(text);
    if (!label) return std::nullopt;
    const std::size_t begin = skip_marks(text, label->end);
    const auto person = person_at_start(text.substr(begin), vocabulary, false);
    if (!person) return std::nullopt;
    Coordinator coordinator;
    coordinator.name = squeeze(person->text);
    coordinator.label = std::string(text.substr(label->begin, label->end - label->begin));
    std::size_t end = begin + person->text.size();
    const std::size_t after_name = end;
    add_phone(text, coordinator, end);
    const auto phone = find_phone(text.substr(after_name));
    const std::size_t until = phone ? offset_of(text, phone->value.whole) : after_name;
    if (until > after_name)
        coordinator.title = title_in(text.substr(after_name, until - after_name), vocabulary);
    return Found<Coordinator>{std::move(coordinator), text.substr(label->begin, end - label->begin)};
}

std::optional<Found<Coordinator>> find_coordinator_in_text(std::string_view text,
                                                           const Vocabulary& vocabulary) {
    static constexpr std::array<std::string_view, 4> kRoles{"เป็นผู้ประสานงาน", "เป็นเจ้าหน้าที่ประสานงาน",
                                                            "เป็นผู้รับผิดชอบ", "เป็นเจ้าหน้าที่ผู้ประสานงาน"};
    for (const std::string_view role : kRoles) {
        const std::size_t at = find_word(text, role);
        if (at == std::string_view::npos) continue;
        std::size_t from = at > kReach ? at - kReach : 0;
        const std::size_t order = find_last_word(text.substr(from, at - from), "มอบหมาย");
        if (order == std::string_view::npos) continue;
        from += order;
        const auto person = find_person_name(text.substr(from, at - from), vocabulary);
        if (!person) continue;
        Coordinator coordinator;
        coordinator.name = squeeze(person->text);
        coordinator.label = "in the body: " + std::string(role);
        const std::size_t begin = offset_of(text, person->text);
        const std::size_t after_name = begin + person->text.size();
        coordinator.title = title_in(text.substr(after_name, at - after_name), vocabulary);
        std::size_t end = at + role.size();
        add_phone(text, coordinator, end);
        return Found<Coordinator>{std::move(coordinator), text.substr(begin, end - begin)};
    }
    return person_to_ask(text, vocabulary);
}

}  // namespace saraban
