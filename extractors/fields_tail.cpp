#include "extractors/fields.h"
#include "extractors/labelled_text.h"
#include "pipeline/text/thai.h"

#include <algorithm>

namespace saraban {
namespace {

/// A unit's line up to its telephone, mailbox or coordinator.
std::string_view unit_of(std::string_view line) {
    static const RE2 kContact(
        R"((?:^|\s*)((?:หมายเลข)?โทร(?:ศัพท์|สาร)?[\s./:]*[0-9๐-๙(+โ]|ไปรษณีย์อิเล็กทรอนิกส์|อีเมล|[Ee]-?mail|ผู้ประสาน|สำเนาส่ง|แฟกซ์|Fax|FAX|Tel|[A-Za-z0-9._%+-]+@))");
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

}  // namespace

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
    for (const Zone* zone : zones_of(x)) {
        MarginalNote note;
        Passage all(zone->lines);
        for (const Line& line : zone->lines) {
            if (!note.to && line.text.starts_with("เรียน"))
                note.to = line.text;
            else
                note.text_lines.push_back(line.text);
        }
        note.from = {.confidence = 1,
                     .certainty = Certainty::Read,
                     .rule = x.rule.id,
                     .evidence = all.evidence_for(all.text())};
        x.taken(all.text(), note.from, "written on the received copy");
        x.record.marginal_notes.push_back(std::move(note));
    }
    return !x.record.marginal_notes.empty();
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
