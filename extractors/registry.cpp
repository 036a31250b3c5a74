#include "extractors/registry.h"

#include "extractors/fields.h"
#include "extractors/labelled_text.h"

#include <algorithm>

namespace saraban {
namespace {

std::vector<Line> lines_of_zones(const Letter& letter, const std::vector<ZoneKind>& zones) {
    std::vector<Line> lines;
    for (const Zone& zone : letter.zones)
        if (std::ranges::find(zones, zone.kind) != zones.end())
            lines.insert(lines.end(), zone.lines.begin(), zone.lines.end());
    return lines;
}

}  // namespace

const std::vector<Extractor>& extractors() {
    static const std::vector<Extractor> kExtractors{
        {"speed", {"speed"}, fill_speed},
        {"secrecy", {"secrecy"}, fill_secrecy},
        {"document_number", {"doc_number"}, fill_document_number},
        {"order_number", {"doc_number"}, fill_order_number},
        {"issuer", {"issuer"}, fill_issuer},
        {"letter_date", {"date"}, fill_letter_date},
        {"labelled_text", {"subject"}, fill_labelled_text},
        {"addressees", {"addressees"}, fill_addressees},
        {"references", {"references"}, fill_references},
        {"attachments", {"attachments"}, fill_attachments},
        {"mentioned_letters", {"mentioned_letters"}, fill_mentioned_letters},
        {"signer", {"signer"}, fill_signer},
        {"coordinator", {"coordinator"}, fill_coordinator},
        {"coordinator_in_text", {"coordinator"}, fill_coordinator_in_text},
        {"received_stamps", {"received_stamps"}, fill_received_stamps},
        {"owner_unit", {"owner_unit"}, fill_owner_unit},
        {"marginal_notes", {"marginal_notes"}, fill_marginal_notes},
        {"catchwords", {"catchwords"}, fill_catchwords},
        {"qr_captions", {"qr_captions"}, fill_qr_captions},
        {"form_pages", {"form_pages"}, fill_form_pages},
        {"slogan", {"slogan"}, fill_slogan},
        {"actions", {"actions"}, fill_actions},
        {"deadlines", {"deadlines"}, fill_deadlines},
        {"meetings", {"events"}, fill_meetings},
        {"reporting_addresses", {"reporting_addresses"}, fill_reporting_addresses},
        {"mentioned_dates", {"mentioned_dates"}, fill_mentioned_dates},
    };
    return kExtractors;
}

const Extractor* find_extractor(std::string_view name) {
    const auto found = std::ranges::find(extractors(), name, &Extractor::name);
    return found == extractors().end() ? nullptr : &*found;
}

std::vector<std::string_view> extractor_names() {
    std::vector<std::string_view> names;
    for (const Extractor& e : extractors())
        names.push_back(e.name);
    return names;
}

std::vector<std::string_view> field_names() {
    std::vector<std::string_view> names;
    for (const Extractor& e : extractors())
        for (const std::string_view field : e.fills)
            if (std::ranges::find(names, field) == names.end()) names.push_back(field);
    return names;
}

bool can_fill(std::string_view extractor, std::string_view field) {
    const Extractor* found = find_extractor(extractor);
    return found && std::ranges::find(found->fills, field) != found->fills.end();
}

namespace {

/// What is set as a block behind its label.
bool is_block(const FieldRule& rule) {
    return std::ranges::any_of(rule.zones, [](ZoneKind zone) {
        return zone == ZoneKind::Subject || zone == ZoneKind::Reference || zone == ZoneKind::Attachment;
    });
}

}  // namespace

Extraction::Extraction(const FieldRule& field_rule, const Letter& of_letter, const RuleBook& rules,
                       const ApplyContext& in_context, Applied& out)
    : rule(field_rule),
      letter(of_letter),
      vocabulary(rules.vocabulary),
      context(in_context),
      record(out.record),
      lines(lines_of_zones(of_letter, field_rule.zones)),
      passage(is_block(field_rule) ? Passage::of_block(lines) : Passage(lines)),
      out_(out) {}

std::string_view Extraction::labelled() const {
    return rule.labels.empty() ? passage.text() : without_label(passage.text(), rule.labels);
}

namespace {

Provenance provenance(std::vector<Evidence> evidence, const std::string& rule, Certainty certainty) {
    Provenance from{.confidence = 1, .certainty = certainty, .rule = rule, .evidence = std::move(evidence)};
    for (const Evidence& e : from.evidence)
        from.confidence = std::min(from.confidence, e.confidence);
    return from;
}

}  // namespace

Provenance Extraction::from(std::string_view match, Certainty certainty) const {
    return provenance(passage.evidence_for(match), rule.id, certainty);
}

Provenance Extraction::from(const Line& line, std::string_view match) const {
    return provenance({evidence_for(line, match)}, rule.id, Certainty::Read);
}

Provenance Extraction::from(const std::vector<Line>& of, const std::vector<LinePart>& parts) const {
    std::vector<Evidence> evidence;
    for (const LinePart& part : parts)
        if (!part.text.empty()) evidence.push_back(evidence_for(of[part.line], part.text));
    return provenance(std::move(evidence), rule.id, Certainty::Read);
}

void Extraction::taken(std::string_view text, const Provenance& from, const std::string& reason) {
    if (!context.explain) return;
    const auto zone = rule.zones.empty() ? std::string_view{} : name_of(rule.zones.front());
    out_.explanations.push_back({.field = rule.field,
                                 .zone = std::string(zone),
                                 .rule = rule.id,
                                 .text = std::string(text),
                                 .evidence = from.evidence,
                                 .taken = true,
                                 .reason = reason});
}

void Extraction::refused(std::string_view text, const std::string& reason) {
    if (!context.explain) return;
    const auto zone = rule.zones.empty() ? std::string_view{} : name_of(rule.zones.front());
    out_.explanations.push_back({.field = rule.field,
                                 .zone = std::string(zone),
                                 .rule = rule.id,
                                 .text = std::string(text),
                                 .evidence = {},
                                 .taken = false,
                                 .reason = reason});
}

}  // namespace saraban
