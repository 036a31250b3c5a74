#pragma once

#include "pipeline/model/record.h"

#include <array>
#include <concepts>
#include <string_view>
#include <utility>

/// The keys of the record, each named once: `members(f, x)` shows every member of `x` to `f`, which writes it
/// or reads it. What `f` offers:
///
///   f(key, member)          a value, an optional, a list, or a struct that has members() itself
///   f.from(provenance)      confidence, certainty, rule, evidence beside the other keys
///   f.text(key, text)       a plain string; its provenance goes to the sibling `provenance`
///   f.date(keys, date)      a date spread over keys of its owner
///   f.number(keys, number)  likewise a cited document number
///   f.lines(provenance)     derived: first and last line of text input;  f.line(): the first
namespace saraban::record_json {

template <class T, class U>
concept Is = std::same_as<std::remove_const_t<T>, U>;

template <class E>
struct Names;
template <>
struct Names<Certainty> {
    static constexpr std::array<std::pair<Certainty, std::string_view>, 3> kAll{
        {{Certainty::Verified, "verified"}, {Certainty::Read, "read"}, {Certainty::Latent, "latent"}}};
};
template <>
struct Names<DeadlineKind> {
    static constexpr std::array<std::pair<DeadlineKind, std::string_view>, 4> kAll{
        {{DeadlineKind::Absolute, "absolute"},
         {DeadlineKind::Recurring, "recurring"},
         {DeadlineKind::Relative, "relative"},
         {DeadlineKind::Vague, "vague"}}};
};
template <>
struct Names<Severity> {
    static constexpr std::array<std::pair<Severity, std::string_view>, 3> kAll{
        {{Severity::Info, "info"}, {Severity::Warning, "warning"}, {Severity::Error, "error"}}};
};
template <>
struct Names<Status> {
    static constexpr std::array<std::pair<Status, std::string_view>, 3> kAll{
        {{Status::Accepted, "accepted"},
         {Status::NeedsReview, "needs_review"},
         {Status::Rejected, "rejected"}}};
};

/// Keys of a date or number that has no object of its own.
struct FlatDate {
    const char *raw, *iso, *iso_partial;
};
struct FlatNumber {
    const char *raw, *normalized, *parts;
};
inline constexpr FlatDate kCitedDate{"cited_date", "cited_date_iso", "cited_date_iso_partial"};
inline constexpr FlatDate kStampDate{"date_raw", "date_iso", "date_iso_partial"};
inline constexpr FlatNumber kCitedNumber{"cited_number", "cited_number_normalized", "cited_number_parts"};

template <class F>
void members(F& f, Is<SourceFile> auto& x) {
    f("path", x.path);
    f("sha256", x.sha256);
    f("pages", x.pages);
}
template <class F>
void members(F& f, Is<EngineInfo> auto& x) {
    f("name", x.name);
    f("version", x.version);
    f("model_sha256", x.model_sha256);
}
template <class F>
void members(F& f, Is<Issue> auto& x) {
    f("code", x.code);
    f("severity", x.severity);
    f("field", x.field);
    f("message", x.message);
    f("evidence", x.evidence);
}
template <class F>
void members(F& f, Is<DocNumber> auto& x) {
    f("raw", x.raw);
    f("normalized", x.normalized);
    f("prefix", x.prefix);
    f("committee", x.committee);
    f("code", x.code);
    f("circular", x.circular);
    f("running", x.running);
    f("running_valid", x.running_valid);
    f.from(x.from);
}
template <class F>
void members(F& f, Is<Date> auto& x) {
    f("raw", x.raw);
    f("iso", x.iso);
    f("iso_partial", x.iso_partial);
    f.from(x.from);
}
template <class F>
void members(F& f, Is<Issuer> auto& x) {
    f("name", x.name);
    f("address_lines", x.address_lines);
    f("postal_code", x.postal_code);
    f("province", x.province);
    f("agency_normalized", x.agency_normalized);
    f.from(x.from);
}
template <class F>
void members(F& f, Is<Reference> auto& x) {
    f("order", x.order);
    f("raw", x.raw);
    f("issuer", x.issuer);
    f("speed", x.speed);
    f("secrecy", x.secrecy);
    f.number(kCitedNumber, x.cited_number);
    f.date(kCitedDate, x.cited_date);
    f.from(x.from);
}
template <class F>
void members(F& f, Is<Attachment> auto& x) {
    f("order", x.order);
    f("raw", x.raw);
    f("description", x.description);
    f("speed", x.speed);
    f("secrecy", x.secrecy);
    f.number(kCitedNumber, x.cited_number);
    f.date(kCitedDate, x.cited_date);
    f("quantity", x.quantity);
    f("quantity_raw", x.quantity_raw);
    f("unit", x.unit);
    f.from(x.from);
}
template <class F>
void members(F& f, Is<Action> auto& x) {
    f("order", x.order);
    f("text", x.text);
    f("marker", x.marker);
    f.from(x.from);
}
template <class F>
void members(F& f, Is<DeadlineException> auto& x) {
    f("text", x.text);
    f("replaced_by_raw", x.replaced_by_raw);
    f("iso", x.iso);
    f("weekday_text", x.weekday_text);
    f("weekday_consistent", x.weekday_consistent);
}
template <class F>
void members(F& f, Is<Deadline> auto& x) {
    f("text_span", x.text_span);
    f.lines(x.from);
    f("kind", x.kind);
    f("iso", x.iso);
    f("time", x.time);
    f("rrule", x.rrule);
    f("duration", x.duration);
    f("working_days", x.working_days);
    f("anchor", x.anchor);
    f("first_due", x.first_due);
    f("until", x.until);
    f("exceptions", x.exceptions);
    f("what", x.what);
    f("who", x.who);
    f("to_whom", x.to_whom);
    f("report_form", x.report_form);
    f("via", x.via);
    f("source", x.source);
    f("binding_on_addressee", x.binding_on_addressee);
    f("flags", x.flags);
    f.from(x.from);
}
template <class F>
void members(F& f, Is<Event> auto& x) {
    f("text_span", x.text_span);
    f.lines(x.from);
    f("what", x.what);
    f("iso", x.iso);
    f("iso_end", x.iso_end);
    f("time", x.time);
    f("time_end", x.time_end);
    f("place", x.place);
    f("flags", x.flags);
    f.from(x.from);
}
template <class F>
void members(F& f, Is<ReportingAddress> auto& x) {
    f("type", x.type);
    f("value_raw", x.value_raw);
    f("value_normalized", x.value_normalized);
    f("e164", x.e164);
    f("valid", x.valid);
    f("ext_raw", x.ext_raw);
    f("ext", x.ext);
    f("also", x.also);
    f("subtype", x.subtype);
    f("context", x.context);
    f("role", x.role);
    f.from(x.from);
}
template <class F>
void members(F& f, Is<Signer> auto& x) {
    f("name", x.name);
    f("rank", x.rank);
    f("title", x.title);
    f("acting_for", x.acting_for);
    f("acting_mode", x.acting_mode);
    f.from(x.from);
}
template <class F>
void members(F& f, Is<Coordinator> auto& x) {
    f("name", x.name);
    f("title", x.title);
    f("phone", x.phone);
    f("phone_raw", x.phone_raw);
    f("label", x.label);
    f.from(x.from);
}
template <class F>
void members(F& f, Is<ReceivedStamp> auto& x) {
    f("agency", x.agency);
    f("number_raw", x.number_raw);
    f("number", x.number);
    f.date(kStampDate, x.date);
    f("time_raw", x.time_raw);
    f("time", x.time);
    f("routing_slip", x.routing_slip);
    f.lines(x.from);
    f.from(x.from);
}
template <class F>
void members(F& f, Is<MarginalNote> auto& x) {
    f.lines(x.from);
    f("to", x.to);
    f("text_lines", x.text_lines);
    f("author", x.author);
    f.from(x.from);
}
template <class F>
void members(F& f, Is<Catchword> auto& x) {
    f("text", x.text);
    f.line(x.from);
    f("continues_at_line", x.continues_at_line);
    f.from(x.from);
}
template <class F>
void members(F& f, Is<Qr> auto& x) {
    f("value", x.value);
    f("caption", x.caption);
    f.from(x.from);
}
template <class F>
void members(F& f, Is<FormPage> auto& x) {
    f("title", x.title);
    f("attachment_order", x.attachment_order);
    f.lines(x.from);
    f.from(x.from);
}
template <class F>
void members(F& f, Is<MentionedDate> auto& x) {
    members(f, x.date);
    f.line(x.date.from);
    f("role", x.role);
}
/// A Text that is an object of its own: the slogan.
template <class F>
void members(F& f, Is<Text> auto& x) {
    f("text", x.value);
    f.line(x.from);
    f.from(x.from);
}

template <class F>
void members(F& f, Is<Record> auto& x) {
    f("id", x.id);
    f("source", x.source);
    f("engine", x.engine);
    f("status", x.status);
    f("order", x.order);
    f("pages", x.pages);
    f.text_range(x.start_line, x.end_line);
    f.text("kind", x.kind);
    f("kind_th", x.kind_th);
    f("role", x.role);
    f.text("speed", x.speed);
    f.text("secrecy", x.secrecy);
    f("doc_number", x.doc_number);
    f("issuer", x.issuer);
    f("date", x.date);
    f.text("subject", x.subject);
    f.text("addressees", x.addressees);
    f.text("addressees_raw_line", x.addressees_raw_line);
    f("references", x.references);
    f("attachments", x.attachments);
    f("actions", x.actions);
    f("deadlines", x.deadlines);
    f("events", x.events);
    f("reporting_addresses", x.reporting_addresses);
    f("signer", x.signer);
    f.text("owner_unit", x.owner_unit);
    f("coordinator", x.coordinator);
    f("received_stamps", x.received_stamps);
    f("encloses", x.encloses);
    f("link_evidence", x.link_evidence);
    f("catchwords", x.catchwords);
    f("qr", x.qr);
    f.text("qr_captions", x.qr_captions);
    f("form_pages", x.form_pages);
    f("marginal_notes", x.marginal_notes);
    f("mentioned_dates", x.mentioned_dates);
    f("mentioned_letters", x.mentioned_letters);
    f("slogan", x.slogan);
    f("issues", x.issues);
}

}  // namespace saraban::record_json
