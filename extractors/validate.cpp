#include "extractors/validate.h"

#include <algorithm>
#include <string>

namespace saraban {
namespace {

constexpr float kUncertain = 0.6F;  ///< OCR confidence below which a strict value is looked at again

void add(Record& record, const std::string& code, const std::string& field, const std::string& message,
         const Provenance& from, Severity severity = Severity::Warning) {
    Issue issue{.code = code, .severity = severity, .field = field, .message = message, .evidence = {}};
    if (!from.evidence.empty()) issue.evidence = from.evidence.front();
    record.issues.push_back(std::move(issue));
}

void check_number(Record& record) {
    if (!record.doc_number) return;
    const DocNumber& number = *record.doc_number;
    const bool told = std::ranges::any_of(record.issues, [](const Issue& i) {
        return i.code == "handwritten_unread" && i.field == "doc_number";
    });
    if (told) return;
    if (number.running.empty() && number.raw.find("พิเศษ") == std::string::npos)
        add(record, "handwritten_unread", "doc_number",
            "no running number is printed behind the code; it is often written by pen: read it from the page",
            number.from);
    else if (!number.running_valid)
        add(record, "number_damaged", "doc_number",
            "the running number '" + number.running + "' is not digits only; compare with the page",
            number.from);
}

void check_date(Record& record, std::chrono::year_month_day today) {
    if (!record.date) return;
    const Provenance& from = record.date->from;
    if (!record.date->iso && record.date->iso_partial &&
        *record.date->iso_partial > today.year() / today.month())
        add(record, "date_in_future", "date", "the letter is dated after the month it was read in", from);
    if (!record.date->iso) return;
    const auto date = *record.date->iso;
    if (date > today)
        add(record, "date_in_future", "date", "the letter is dated after the day it was read", from);
    for (std::size_t i = 0; i < record.received_stamps.size(); ++i) {
        const auto& stamp = record.received_stamps[i].date;
        if (stamp && stamp->iso && *stamp->iso < date)
            add(record, "date_after_stamp", "date",
                "the letter is dated after received_stamps[" + std::to_string(i) + "]", from);
    }
    const auto cites_later = [&](const std::optional<Date>& cited) {
        return cited && cited->iso && *cited->iso > date;
    };
    for (std::size_t i = 0; i < record.attachments.size(); ++i)
        if (cites_later(record.attachments[i].cited_date))
            add(record, "date_before_citation", "date",
                "the letter is dated before attachments[" + std::to_string(i) + "], which it cites", from);
    for (std::size_t i = 0; i < record.references.size(); ++i)
        if (cites_later(record.references[i].cited_date))
            add(record, "date_before_citation", "date",
                "the letter is dated before references[" + std::to_string(i) + "], which it cites", from);
}

void check_deadlines(Record& record) {
    for (std::size_t i = 0; i < record.deadlines.size(); ++i) {
        const Deadline& deadline = record.deadlines[i];
        const std::string field = "deadlines[" + std::to_string(i) + "]";
        for (const DeadlineException& e : deadline.exceptions)
            if (e.weekday_consistent == false)
                add(record, "weekday_contradiction", field,
                    "the weekday is not that of the date in '" + e.text + "'", deadline.from);
        const auto flagged = [&](const char* flag) { return std::ranges::count(deadline.flags, flag) > 0; };
        if (flagged("weekday_differs"))
            add(record, "weekday_contradiction", field,
                "the weekday is not that of the date in '" + deadline.text_span + "'", deadline.from);
        if (flagged("date_impossible"))
            add(record, "date_impossible", field, "this day does not exist; compare with the page",
                deadline.from);
        const bool before =
            deadline.iso && record.date && record.date->iso && *deadline.iso < *record.date->iso;
        if (before && deadline.binding_on_addressee)
            add(record, "deadline_before_letter", field, "the deadline lies before the letter's own date",
                deadline.from);
    }
}

void check_addresses(Record& record) {
    for (std::size_t i = 0; i < record.reporting_addresses.size(); ++i) {
        const ReportingAddress& address = record.reporting_addresses[i];
        if (address.valid == false)
            add(record, address.type == "email" ? "email_invalid" : "phone_invalid",
                "reporting_addresses[" + std::to_string(i) + "]",
                "'" + address.value_raw + "' fits no Thai number or mailbox; compare with the page",
                address.from);
    }
}

void check_confidence(Record& record) {
    const auto check = [&](const char* field, const Provenance& from) {
        if (from.confidence < kUncertain)
            add(record, "low_confidence", field, "the engine was not sure of this; compare with the page",
                from);
    };
    if (record.doc_number) check("doc_number", record.doc_number->from);
    if (record.date) check("date", record.date->from);
    if (record.subject) check("subject", record.subject->from);
    for (std::size_t i = 0; i < record.deadlines.size(); ++i)
        check(("deadlines[" + std::to_string(i) + "]").c_str(), record.deadlines[i].from);
}

Status status_of(const Record& record) {
    if (!record.doc_number && !record.date && !record.subject && record.addressees.empty())
        return Status::Rejected;
    const bool doubtful =
        std::ranges::any_of(record.issues, [](const Issue& i) { return i.severity != Severity::Info; });
    return doubtful ? Status::NeedsReview : Status::Accepted;
}

}  // namespace

void validate(Record& record, std::chrono::year_month_day today) {
    check_number(record);
    check_date(record, today);
    check_deadlines(record);
    check_addresses(record);
    check_confidence(record);
    record.status = status_of(record);
}

}  // namespace saraban
