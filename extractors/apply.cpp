#include "extractors/apply.h"

#include "extractors/links.h"
#include "extractors/registry.h"
#include "extractors/validate.h"

#include <algorithm>
#include <set>

namespace saraban {
namespace {

/// Pages and lines of the letter proper: forms behind it do not count.
void put_range(Record& record, const Letter& letter) {
    std::set<int> pages;
    for (const Zone& zone : letter.zones) {
        for (const Line& line : zone.lines) {
            pages.insert(line.page);
            if (zone.kind == ZoneKind::Form) continue;
            if (record.start_line == 0) record.start_line = line.number;
            record.start_line = std::min(record.start_line, line.number);
            record.end_line = std::max(record.end_line, line.number);
        }
    }
    record.pages.assign(pages.begin(), pages.end());
}

std::string text_of(const Letter& letter) {
    std::string text;
    for (const Zone& zone : letter.zones) {
        if (zone.kind == ZoneKind::Noise || zone.kind == ZoneKind::Catchword) continue;
        for (const Line& line : zone.lines)
            text += line.text + "\n";
    }
    return text;
}

Provenance kind_provenance(const Letter& letter, const KindRule& kind) {
    Provenance from{.confidence = 1, .certainty = Certainty::Read, .rule = kind.id, .evidence = {}};
    const auto lines = lines_of(letter, kind.opens.with);
    if (!lines.empty()) from.evidence.push_back(evidence_for(lines.front(), lines.front().text));
    return from;
}

void run(const FieldRule& rule, const Letter& letter, const RuleBook& rules, const ApplyContext& context,
         Applied& out, std::set<std::string>& filled) {
    const Extractor* extractor = find_extractor(rule.extractor);
    Extraction extraction(rule, letter, rules, context, out);
    if (filled.contains(rule.field)) {
        extraction.refused("", "an earlier rule found it");
        return;
    }
    if (extraction.lines.empty()) {
        extraction.refused("", "the letter has no such zone");
        return;
    }
    if (extractor->run(extraction))
        filled.insert(rule.field);
    else
        extraction.refused(extraction.passage.text(), "nothing of the kind in the zone");
}

void report_missing(const KindRule& kind, const std::set<std::string>& filled, Record& record) {
    std::set<std::string> reported;
    for (const FieldRule& rule : kind.fields) {
        if (!rule.required || filled.contains(rule.field) || !reported.insert(rule.field).second) continue;
        record.issues.push_back({.code = "required_missing",
                                 .severity = Severity::Warning,
                                 .field = rule.field,
                                 .message = "no " + rule.field + " was found; read it from the page",
                                 .evidence = {}});
    }
}

}  // namespace

Applied apply(const RuleBook& rules, const Letter& letter, const ApplyContext& context) {
    const KindRule& kind = *rules.kind(letter.kind);
    Applied out;
    out.record.order = letter.order;
    out.record.kind = {.value = kind.id, .from = kind_provenance(letter, kind)};
    out.record.kind_th = kind.thai;
    out.record.text = text_of(letter);
    put_range(out.record, letter);
    std::set<std::string> filled;
    for (const FieldRule& rule : kind.fields)
        run(rule, letter, rules, context, out, filled);
    report_missing(kind, filled, out.record);
    return out;
}

std::vector<Applied> apply_all(const RuleBook& rules, const std::vector<Letter>& letters,
                               const ApplyContext& context) {
    std::vector<Applied> out;
    out.reserve(letters.size());
    for (const Letter& letter : letters)
        out.push_back(apply(rules, letter, context));
    std::vector<Record*> records;
    records.reserve(out.size());
    for (Applied& applied : out)
        records.push_back(&applied.record);
    link_letters(records);
    for (Record* record : records)
        validate(*record, context.today);
    return out;
}

}  // namespace saraban
