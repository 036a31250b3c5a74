#include "pipeline/sinks/prepare.h"

#include "pipeline/model/day.h"
#include "pipeline/sinks/record_json.h"
#include "pipeline/sinks/secrecy.h"
#include "pipeline/text/narrow.h"
#include "pipeline/text/thai.h"

#include <algorithm>

namespace saraban {
namespace {

void append(std::string& out, std::string_view more, char separator = '\n') {
    if (more.empty()) return;
    if (!out.empty()) out += separator;
    out += more;
}

std::vector<std::string> numbers_of(const Record& record) {
    std::vector<std::string> out;
    if (auto value = reconciled_value(record, "doc_number")) out.push_back(*value);
    if (record.doc_number && !record.doc_number->normalized.empty() &&
        std::find(out.begin(), out.end(), record.doc_number->normalized) == out.end())
        out.push_back(record.doc_number->normalized);
    return out;
}

std::optional<std::string> date_of(const Record& record) {
    if (auto value = reconciled_value(record, "date")) return value;
    if (record.date && record.date->iso) return iso_date(*record.date->iso);
    return std::nullopt;
}

template <class Item>
void add_citations(std::vector<Citation>& out, const Record& record, const std::vector<Item>& items,
                   const std::string& relation) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Item& item = items[i];
        const std::string field = relation + "s[" + std::to_string(i) + "].cited_";
        auto number = reconciled_value(record, field + "number");
        if (!number && item.cited_number) number = item.cited_number->normalized;
        if (!number || number->empty()) continue;
        auto date = reconciled_value(record, field + "date");
        if (!date && item.cited_date && item.cited_date->iso) date = iso_date(*item.cited_date->iso);
        out.push_back({.relation = relation, .number = *number, .date = date, .raw = item.raw});
    }
}

std::vector<Party> parties_of(const Record& record) {
    std::vector<Party> out;
    const auto add = [&](const std::string& name, const char* role, bool person) {
        if (!name.empty()) out.push_back({.name = name, .role = role, .person = person});
    };
    if (record.issuer) add(record.issuer->agency_normalized.value_or(record.issuer->name), "issuer", false);
    for (const auto& addressee : record.addressees)
        add(addressee.value, "addressee", false);
    if (record.signer) add(record.signer->name, "signer", true);
    if (record.coordinator) add(record.coordinator->name, "coordinator", true);
    return out;
}

/// `date=2026 date=2026-02 date=2026-02-05`: a range is then a handful of words.
void add_date(std::string& facets, const std::string& name, const std::string& date) {
    for (const std::size_t length : {4U, 7U, 10U})
        append(facets, name + "=" + date.substr(0, length), ' ');
}

std::string facets_of(const Record& record, const std::optional<std::string>& date) {
    std::string out = "#all";
    append(out, "kind=" + record.kind.value, ' ');
    if (record.speed && !record.speed->value.empty()) append(out, "speed=" + record.speed->value, ' ');
    if (date && date->size() == 10) add_date(out, "date", *date);
    for (const auto& deadline : record.deadlines) {
        if (!deadline.binding_on_addressee) continue;
        append(out, "has=deadline", ' ');
        if (deadline.iso) add_date(out, "due", iso_date(*deadline.iso));
        if (deadline.first_due) add_date(out, "due", iso_date(*deadline.first_due));
        for (const auto& exception : deadline.exceptions)
            if (exception.iso) add_date(out, "due", iso_date(*exception.iso));
    }
    if (!record.qr.empty() || !record.qr_captions.empty()) append(out, "has=qr", ' ');
    if (!record.attachments.empty()) append(out, "has=attachment", ' ');
    if (!record.references.empty()) append(out, "has=reference", ' ');
    if (!record.received_stamps.empty()) append(out, "has=stamp", ' ');
    if (!record.issues.empty()) append(out, "has=issue", ' ');
    return out;
}

IndexColumns plain_columns(const Record& record, const PreparedLetter& letter) {
    IndexColumns out;
    for (const auto& number : letter.numbers)
        append(out.number, number);
    if (record.doc_number && out.number.empty()) out.number = record.doc_number->raw;
    if (record.subject) out.subject = record.subject->value;
    if (record.issuer) {
        out.sender = record.issuer->name;
        if (record.issuer->agency_normalized) append(out.sender, *record.issuer->agency_normalized);
    }
    for (const auto& unit : record.owner_unit)
        append(out.sender, unit.value);
    if (record.signer) append(out.sender, record.signer->name + "\n" + record.signer->title.value_or(""));
    for (const auto& addressee : record.addressees)
        append(out.addressee, addressee.value);
    out.body = record.text;
    for (std::string* column : {&out.number, &out.subject, &out.sender, &out.addressee, &out.body})
        *column = normalise(*column);
    out.facets = facets_of(record, letter.date);
    return out;
}

}  // namespace

std::optional<std::string> reconciled_value(const Record& record, std::string_view field) {
    for (const auto& reconciled : record.reconciled)
        if (reconciled.field == field && reconciled.value && !reconciled.value->empty())
            return reconciled.value;
    return std::nullopt;
}

PreparedLetter prepare(const Record& record, Folder& folder) {
    PreparedLetter letter;
    letter.record = &record;
    letter.json = to_json(record).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    letter.secret = is_secret(record);
    letter.numbers = numbers_of(record);
    letter.date = date_of(record);
    add_citations(letter.citations, record, record.references, "reference");
    add_citations(letter.citations, record, record.attachments, "attachment");
    letter.parties = parties_of(record);
    letter.plain = plain_columns(record, letter);
    letter.folded = {.number = folder.joined_words(letter.plain.number),
                     .subject = folder.joined_words(letter.plain.subject),
                     .sender = folder.joined_words(letter.plain.sender),
                     .addressee = folder.joined_words(letter.plain.addressee),
                     .body = folder.joined_words(letter.plain.body),
                     .facets = letter.plain.facets};
    letter.texts = {.subject = narrow(letter.folded.subject),
                    .offices = narrow(letter.folded.sender + " " + letter.folded.addressee),
                    .body = narrow(letter.folded.body)};
    letter.grams = grams_of(letter.texts.body);
    return letter;
}

}  // namespace saraban
