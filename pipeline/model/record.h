#pragma once

#include "pipeline/model/issue.h"
#include "pipeline/model/page.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

/// The record of one letter. Names and shapes follow the gold records (corpus/letters/README.md): what is
/// printed stands in the plain fields, damage included; what the evidence says instead stands in
/// Record::reconciled beside it.
namespace saraban {

/// `Verified`: a checksum or a second reading agrees. `Read`: as read. `Latent`: doubtful, off by default.
enum class Certainty { Verified, Read, Latent };

/// Why a value is what it is.
struct Provenance {
    float confidence = 1;  ///< 0..1, the weakest word it was read from
    Certainty certainty = Certainty::Read;
    std::string rule;  ///< `external_letter/date#1`: file/field#alternative
    std::vector<Evidence> evidence;
    bool operator==(const Provenance&) const = default;
};

/// A plain text value. JSON: the string in its field, the provenance under `provenance`.
struct Text {
    std::string value;
    Provenance from;
    bool operator==(const Text&) const = default;
};

/// `มท ๐๘๐๑.๔/ว ๖๑๐๓`. A blank draft (`มท ๐๘๐๑/....`) has an empty running number.
struct DocNumber {
    std::string raw;
    std::string normalized;  ///< `PREFIX CODE/[ว ]RUNNING`, Arabic digits; `123/2569` for an order
    std::string prefix;      ///< letters of the agency, without dots; empty for an order
    std::optional<std::string> committee;  ///< `กวจ` in `กค (กวจ) 0405.2/ว 119`
    std::string code;
    bool circular = false;
    std::string running;
    bool running_valid = true;  ///< false when something that is no digit remains in it
    Provenance from;
    bool operator==(const DocNumber&) const = default;
};

/// A date as far as it could be read; values are Gregorian.
struct Date {
    std::string raw;
    std::optional<std::chrono::year_month_day> iso;      ///< null when impossible or the day cannot be read
    std::optional<std::chrono::year_month> iso_partial;  ///< when only month and year can be read
    Provenance from;
    bool operator==(const Date&) const = default;
};

struct Issuer {
    std::string name;                        ///< as printed: seat or agency
    std::vector<std::string> address_lines;  ///< the rest of the letterhead
    std::optional<std::string> postal_code, province;
    std::optional<std::string> agency_normalized;  ///< ศาลากลางจังหวัดX -> จังหวัดX
    Provenance from;
    bool operator==(const Issuer&) const = default;
};

/// อ้างถึง: an earlier letter.
struct Reference {
    int order = 1;
    std::string raw;
    std::optional<std::string> issuer, speed, secrecy;
    std::optional<DocNumber> cited_number;
    std::optional<Date> cited_date;
    Provenance from;
    bool operator==(const Reference&) const = default;
};

/// สิ่งที่ส่งมาด้วย
struct Attachment {
    int order = 1;
    std::string raw;
    std::string description;
    std::optional<std::string> speed, secrecy;
    std::optional<DocNumber> cited_number;
    std::optional<Date> cited_date;
    std::optional<int> quantity;
    std::optional<std::string> quantity_raw, unit;
    Provenance from;
    bool operator==(const Attachment&) const = default;
};

/// Something the addressee is asked to do. `text` is without its marker.
struct Action {
    int order = 1;
    std::string text;
    std::optional<std::string> marker;  ///< `๑.`
    Provenance from;
    bool operator==(const Action&) const = default;
};

enum class DeadlineKind { Absolute, Recurring, Relative, Vague };

/// `ยกเว้นเดือนมกราคมขอให้รายงานภายในวันพุธที่ ๑๔ มกราคม ๒๕๖๙`
struct DeadlineException {
    std::string text;
    std::optional<std::string> replaced_by_raw;
    std::optional<std::chrono::year_month_day> iso;
    std::optional<std::string> weekday_text;
    std::optional<bool> weekday_consistent;
    bool operator==(const DeadlineException&) const = default;
};

/// What must be done by when. Wrong is worse than missing: what does not bind the addressee says so.
struct Deadline {
    std::string text_span;
    DeadlineKind kind = DeadlineKind::Absolute;
    std::optional<std::chrono::year_month_day> iso;  ///< absolute
    std::optional<std::string> time;                 ///< HH:MM
    std::optional<std::string> rrule;                ///< recurring, RFC 5545
    std::optional<std::string> duration;  ///< relative, ISO 8601; working days as `P15D` + working_days
    bool working_days = false;
    std::optional<std::string> anchor;  ///< `letter_date`, `received`, an ISO date, else the text's own words
    std::optional<std::chrono::year_month_day> first_due, until;
    std::vector<DeadlineException> exceptions;
    std::optional<std::string> what, who, to_whom, report_form;
    std::vector<std::string> via;
    std::optional<std::string> source;  ///< absent: the body; else e.g. `form`
    bool binding_on_addressee = true;
    std::vector<std::string> flags;  ///< what to know before trusting it: `year_assumed`, `narrative` ...
    Provenance from;
    bool operator==(const Deadline&) const = default;
};

/// A meeting or another event the addressee is invited to: an appointment, no deadline.
struct Event {
    std::string text_span;                           ///< day, time and place as printed
    std::optional<std::string> what;                 ///< ประชุมคณะกรรมการ…
    std::optional<std::chrono::year_month_day> iso;  ///< the day, or the first one
    std::optional<std::chrono::year_month_day> iso_end;  ///< the last one of several
    std::optional<std::string> time, time_end;           ///< HH:MM
    std::optional<std::string> place;
    std::vector<std::string> flags;  ///< as Deadline::flags
    Provenance from;
    bool operator==(const Event&) const = default;
};

/// Where to report or ask. type: email phone fax line postal qr url
struct ReportingAddress {
    std::string type, value_raw;
    std::optional<std::string> value_normalized, e164, ext_raw, ext, also, subtype;
    std::optional<bool> valid;  ///< phones only
    std::string context;
    std::string role;  ///< report_to contact details line_group_join
    Provenance from;
    bool operator==(const ReportingAddress&) const = default;
};

struct Signer {
    std::string name;
    std::optional<std::string> rank, title, acting_for, acting_mode;
    Provenance from;
    bool operator==(const Signer&) const = default;
};

struct Coordinator {
    std::string name;
    std::optional<std::string> title, phone, phone_raw, label;
    Provenance from;
    bool operator==(const Coordinator&) const = default;
};

/// ตรารับหนังสือ. Pen and rubber: evidence of order, not a precise value.
struct ReceivedStamp {
    std::optional<std::string> agency, number_raw, number;
    std::optional<Date> date;
    std::optional<std::string> time_raw, time;  ///< HH:MM
    std::vector<std::string> routing_slip;
    Provenance from;
    bool operator==(const ReceivedStamp&) const = default;
};

/// เกษียนหนังสือ
struct MarginalNote {
    std::optional<std::string> to;
    std::vector<std::string> text_lines;
    std::optional<Signer> author;
    Provenance from;
    bool operator==(const MarginalNote&) const = default;
};

struct Catchword {
    std::string text;
    std::optional<int> continues_at_line;
    Provenance from;
    bool operator==(const Catchword&) const = default;
};

/// A decoded QR code.
struct Qr {
    std::string value;
    std::optional<std::string> caption;
    Provenance from;
    bool operator==(const Qr&) const = default;
};

struct FormPage {
    std::string title;
    std::optional<int> attachment_order;
    Provenance from;
    bool operator==(const FormPage&) const = default;
};

/// A date told in the text (a meeting): neither letter date nor deadline.
struct MentionedDate {
    Date date;
    std::string role;
    bool operator==(const MentionedDate&) const = default;
};

/// What the evidence says instead of a reading. `field` is the path of the reading: `date`,
/// `attachments[0].cited_number`. JSON: `<field>_reconciled` beside the reading.
struct Reconciled {
    std::string field;
    std::optional<std::string> value;  ///< null: known damaged, not decidable
    float confidence = 0;
    std::vector<std::string> candidates;
    std::vector<std::string> evidence;  ///< one sentence a support
    std::vector<std::string> checks;    ///< names of the checks
    bool operator==(const Reconciled&) const = default;
};

enum class Status { Accepted, NeedsReview, Rejected };

struct Record {
    std::string id;  ///< stable across re-ingest
    SourceFile source;
    EngineInfo engine;
    int order = 1;  ///< 1-based in its file
    std::vector<int> pages;
    int start_line = 0, end_line = 0;  ///< text input: text_range
    Text kind;                         ///< id in schemas/letters
    std::string kind_th;
    std::optional<std::string> role;
    std::optional<Text> speed, secrecy;
    std::optional<DocNumber> doc_number;
    std::optional<Issuer> issuer;
    std::optional<Date> date;
    std::optional<Text> subject;
    std::vector<Text> addressees;
    std::optional<Text> addressees_raw_line;
    std::vector<Reference> references;
    std::vector<Attachment> attachments;
    std::vector<Action> actions;
    std::vector<Deadline> deadlines;
    std::vector<Event> events;
    std::vector<ReportingAddress> reporting_addresses;
    std::optional<Signer> signer;
    std::vector<Text> owner_unit;
    std::optional<Coordinator> coordinator;
    std::vector<ReceivedStamp> received_stamps;
    std::vector<MarginalNote> marginal_notes;
    std::vector<Catchword> catchwords;
    std::vector<Qr> qr;
    std::vector<Text> qr_captions;
    std::vector<FormPage> form_pages;
    std::vector<MentionedDate> mentioned_dates;
    std::vector<Reference> mentioned_letters;  ///< in running text and on forms, by number and date
    std::optional<Text> slogan;
    std::optional<int> encloses;  ///< `order` of the letter of the same file that this one forwards
    std::optional<std::string> link_evidence;
    std::vector<Reconciled> reconciled;
    std::vector<Issue> issues;
    Status status = Status::NeedsReview;
    std::string
        text;  ///< the letter's own text, zones in reading order: for search, not in the record's JSON
    bool operator==(const Record&) const = default;
};

}  // namespace saraban
