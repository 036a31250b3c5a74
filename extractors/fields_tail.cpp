#include "extractors/coordinator.h"
#include "extractors/fields.h"
#include "extractors/labelled_text.h"
#include "extractors/person_name.h"
#include "extractors/received_stamp.h"
#include "extractors/signer.h"
#include "extractors/thai_date.h"
#include "pipeline/text/thai.h"

#include <algorithm>

namespace saraban {
namespace {

/// A unit's line up to its telephone, mailbox or coordinator.
std::string_view unit_of(std::string_view line) {
    static const RE2 kContact(
        R"((?:^|\s*)((?:หมายเลข)?โทร(?:ศัพท์|สาร)?[\s./:]*[0-9๐-๙(+โ]|ไปรษณีย์อิเล็กทรอนิกส์|อีเมล|[Ee]-?mail|ผู้ประสาน|สำเนาส่ง|แฟกซ์|Fax|FAX|Tel|www\.|https?:|[A-Za-z0-9._%+-]+@))");
    re2::StringPiece contact;
    if (RE2::PartialMatch({line.data(), line.size()}, kContact, &contact))
        line = line.substr(0, static_cast<std::size_t>(contact.data() - line.data()));
    return trim(line, " ,:-–");
}

std::vector<const Zone*> zones_of(const Extraction& x) {
    std::vector<const Zone*> zones;
    for (const Zone& zone : x.letter.zones)
        if (std::ranges::find(x.rule.zones, zone.kind) != x.rule.zones.end()) zones.push_back(&zone);
    return zones;
}

/// One past the titles under a name: up to the next note or the end.
std::size_t end_of_author(const std::vector<std::string_view>& lines, std::size_t name) {
    constexpr std::size_t kTitleLines = 3;
    std::size_t end = name + 1;
    while (end < lines.size() && end - name <= kTitleLines && !lines[end].starts_with("เรียน") &&
           !lines[end].starts_with("-") && !lines[end].starts_with("("))
        ++end;
    return end;
}

std::vector<std::string_view> texts_of(const std::vector<Line>& lines) {
    std::vector<std::string_view> texts;
    for (const Line& line : lines)
        texts.emplace_back(line.text);
    return texts;
}

/// The name, and title, of who wrote a note.
std::optional<Signer> author_at(const std::vector<std::string_view>& lines, std::size_t i,
                                const Vocabulary& vocabulary) {
    const bool name = lines[i].starts_with("(") || person_at_start(lines[i], vocabulary, true);
    if (!name && !is_rank(lines[i], vocabulary)) return std::nullopt;
    const std::vector<std::string_view> rest(
        lines.begin() + static_cast<std::ptrdiff_t>(i),
        lines.begin() + static_cast<std::ptrdiff_t>(end_of_author(lines, i)));
    auto found = find_signer(rest, vocabulary);
    if (!found) return std::nullopt;
    return std::move(found->value);
}

/// Stamps in their groups: each stamp zone, and behind it the routing boxes that stand before the first stamp
/// or after this one.
std::vector<std::vector<Line>> stamp_groups(const Extraction& x) {
    std::vector<std::vector<Line>> groups;
    bool boxes_only = false;
    for (const Zone* zone : zones_of(x)) {
        const bool boxes = zone->kind == ZoneKind::RoutingSlip;
        if (groups.empty() || (!boxes && !boxes_only)) groups.emplace_back();
        boxes_only = boxes && (groups.back().empty() || boxes_only);
        const auto at = boxes ? groups.back().end() : groups.back().begin();
        groups.back().insert(at, zone->lines.begin(), zone->lines.end());
    }
    return groups;
}

Issue worn_stamp(const ReceivedStamp& stamp) {
    Issue issue{.code = "stamp_worn",
                .severity = Severity::Warning,
                .field = "received_stamps",
                .message = "the month of the stamp's date is worn: " + stamp.date->raw +
                           ", read by the letter's own date; compare with the page"};
    if (!stamp.from.evidence.empty()) issue.evidence = stamp.from.evidence.front();
    return issue;
}

/// From what day on stamps may be set on the letter.
std::optional<std::chrono::year_month_day> written_day(const Record& record) {
    if (!record.date) return std::nullopt;
    if (record.date->iso) return record.date->iso;
    if (record.date->iso_partial) return *record.date->iso_partial / std::chrono::day{1};
    return std::nullopt;
}

}  // namespace

bool fill_signer(Extraction& x) {
    auto found = find_signer(texts_of(x.lines), x.vocabulary);
    if (!found) return false;
    x.record.signer = std::move(found->value);
    x.record.signer->from = x.from(x.lines, found->parts);
    x.taken(x.record.signer->name, x.record.signer->from, "the name under the closing");
    return true;
}

bool fill_coordinator(Extraction& x) {
    auto found = find_coordinator(x.passage.text(), x.vocabulary);
    if (!found) return false;
    x.record.coordinator = std::move(found->value);
    x.record.coordinator->from = x.from(found->text);
    x.taken(found->text, x.record.coordinator->from, "behind the label");
    return true;
}

bool fill_coordinator_in_text(Extraction& x) {
    auto found = find_coordinator_in_text(x.passage.text(), x.vocabulary);
    if (!found) return false;
    x.record.coordinator = std::move(found->value);
    x.record.coordinator->from = x.from(found->text);
    x.taken(found->text, x.record.coordinator->from, "told in the text");
    return true;
}

bool fill_received_stamps(Extraction& x) {
    const auto reference = x.record.date && x.record.date->iso ? *x.record.date->iso : x.context.today;
    for (const std::vector<Line>& lines : stamp_groups(x)) {
        // Text that was never ink is not worn.
        const bool ink = !lines.empty() && lines.front().box.has_value();
        const auto written = ink ? written_day(x.record) : std::nullopt;
        for (auto& found : find_received_stamps(texts_of(lines), x.vocabulary, reference, written)) {
            ReceivedStamp value = std::move(found.value);
            value.from = x.from(lines, found.parts);
            if (value.date) value.date->from = value.from;
            if (value.date && value.date->iso && !find_thai_date(value.date->raw, reference))
                x.record.issues.push_back(worn_stamp(value));
            x.taken(value.agency.value_or(value.number_raw.value_or("")), value.from, "a stamp's labels");
            x.record.received_stamps.push_back(std::move(value));
        }
    }
    return !x.record.received_stamps.empty();
}

bool fill_owner_unit(Extraction& x) {
    bool copies = false;
    for (const Line& line : x.lines) {
        copies = copies || line.text.starts_with("สำเนาส่ง");
        const std::string_view unit = unit_of(line.text);
        if (copies || unit.empty()) continue;
        x.record.owner_unit.push_back({.value = std::string(unit), .from = x.from(line, unit)});
        x.taken(unit, x.record.owner_unit.back().from, "line of the owner's block");
    }
    return !x.record.owner_unit.empty();
}

bool fill_marginal_notes(Extraction& x) {
    std::vector<MarginalNote>& notes = x.record.marginal_notes;
    for (const Zone* zone : zones_of(x)) {
        const auto texts = texts_of(zone->lines);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const bool opens = texts[i].starts_with("เรียน");
            if (opens || notes.empty() || notes.back().author) notes.emplace_back();
            MarginalNote& note = notes.back();
            if (opens) note.to = std::string(texts[i]);
            if (!opens) note.author = author_at(texts, i, x.vocabulary);
            if (!opens && !note.author) note.text_lines.emplace_back(texts[i]);
            const std::size_t end = note.author ? end_of_author(texts, i) : i + 1;
            for (; i < end; ++i)
                note.from.evidence.push_back(evidence_for(zone->lines[i], zone->lines[i].text));
            --i;
        }
    }
    for (MarginalNote& note : notes) {
        note.from.rule = x.rule.id;
        x.taken(note.to.value_or(""), note.from, "written on the received copy");
    }
    return !notes.empty();
}

bool fill_catchwords(Extraction& x) {
    for (const Line& line : x.lines) {
        x.record.catchwords.push_back(
            {.text = line.text, .continues_at_line = {}, .from = x.from(line, line.text)});
        x.taken(line.text, x.record.catchwords.back().from, "first words of the next page");
    }
    return true;
}

bool fill_qr_captions(Extraction& x) {
    for (const Line& line : x.lines) {
        x.record.qr_captions.push_back({.value = line.text, .from = x.from(line, line.text)});
        x.taken(line.text, x.record.qr_captions.back().from, "caption of a QR code");
    }
    return true;
}

bool fill_form_pages(Extraction& x) {
    for (const Zone* zone : zones_of(x)) {
        Passage all(zone->lines);
        const auto caption = find_label(zone->lines.front().text, "สิ่งที่ส่งมาด้วย");
        const std::size_t first = caption && zone->lines.size() > 1 ? 1 : 0;
        FormPage page{.title = squeeze(zone->lines[first].text), .attachment_order = {}, .from = {}};
        page.from = {.confidence = 1,
                     .certainty = Certainty::Read,
                     .rule = x.rule.id,
                     .evidence = all.evidence_for(all.text())};
        x.taken(page.title, page.from, "form or table behind the letter");
        x.record.form_pages.push_back(std::move(page));
    }
    return true;
}

bool fill_slogan(Extraction& x) {
    const Line& line = x.lines.front();
    x.record.slogan = Text{.value = line.text, .from = x.from(line, line.text)};
    x.taken(line.text, x.record.slogan->from, "quoted line at the foot");
    return true;
}

}  // namespace saraban
