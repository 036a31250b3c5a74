#pragma once

#include "pipeline/model/record.h"

#include <random>

namespace saraban::test {

/// A record with every member set at random. Every struct is taken apart by structured binding, so that a new
/// member does not compile until it is filled here too.
class RandomRecord {
public:
    explicit RandomRecord(unsigned seed) : random_(seed) {}

    Record make() {
        Record x;
        fill(x);
        return x;
    }

private:
    int number(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }

    void fill(int& x) { x = number(0, 9999); }
    void fill(std::size_t& x) { x = static_cast<std::size_t>(number(0, 300)); }
    void fill(bool& x) { x = number(0, 1) == 1; }
    void fill(float& x) { x = std::uniform_real_distribution<float>(0, 1)(random_); }
    void fill(std::string& x) {
        static constexpr std::string_view kPieces[] = {"ที่", "ว ", "๑๒๓", "\"", "\\", "\n",
                                                       "/", "ก",  "A b", "€",  "\t", "ำ"};
        x.clear();
        for (int i = number(0, 6); i > 0; --i)
            x += kPieces[number(0, std::size(kPieces) - 1)];
    }
    void fill_sha256(std::string& x) { x.assign(64, "0123456789abcdef"[number(0, 15)]); }
    void fill(std::chrono::year_month& x) { x = std::chrono::year{number(1900, 2100)} / number(1, 12); }
    void fill(std::chrono::year_month_day& x) {
        x = std::chrono::year{number(1900, 2100)} / number(1, 12) / number(1, 28);
    }
    void fill(Certainty& x) { x = static_cast<Certainty>(number(0, 2)); }
    void fill(DeadlineKind& x) { x = static_cast<DeadlineKind>(number(0, 3)); }
    void fill(Severity& x) { x = static_cast<Severity>(number(0, 2)); }
    void fill(Status& x) { x = static_cast<Status>(number(0, 2)); }
    template <class T>
    void fill(std::optional<T>& x) {
        x.reset();
        if (number(0, 2) > 0) fill(x.emplace());
    }
    template <class T>
    void fill(std::vector<T>& x) {
        x.resize(static_cast<std::size_t>(number(0, 3)));
        for (T& one : x)
            fill(one);
    }
    template <class... T>
    void all(T&... members) {
        (fill(members), ...);
    }

    void fill(Box& x) {
        auto& [left, top, right, bottom] = x;
        all(left, top, right, bottom);
    }
    void fill(PenReading& x) {
        auto& [text, confidence] = x;
        all(text, confidence);
    }
    void fill(Evidence& x) {
        auto& [page, line, begin, end, box, confidence, text, pen, readings, doubts] = x;
        all(page, line, begin, end, box, confidence, text, pen);
        if (pen) fill(readings);
        doubts.reset();  // of the page, not of the record (page_json.h)
    }
    void fill(Provenance& x) {
        auto& [confidence, certainty, rule, evidence] = x;
        all(confidence, certainty, rule, evidence);
    }
    void fill(Text& x) {
        auto& [value, from] = x;
        all(value, from);
    }
    void fill(Issue& x) {
        auto& [code, severity, field, message, evidence] = x;
        all(code, severity, field, message, evidence);
    }
    void fill(SourceFile& x) {
        auto& [path, sha256, pages] = x;
        all(path, pages);
        fill_sha256(sha256);
    }
    void fill(EngineInfo& x) {
        auto& [name, version, model] = x;
        all(name, version);
        fill_sha256(model);
    }
    void fill(DocNumber& x) {
        auto& [raw, normalized, prefix, committee, code, circular, running, valid, from] = x;
        all(raw, normalized, prefix, committee, code, circular, running, valid, from);
    }
    void fill(Date& x) {
        auto& [raw, iso, partial, from] = x;
        all(raw, iso, partial, from);
    }
    void fill(Issuer& x) {
        auto& [name, lines, postal, province, agency, from] = x;
        all(name, lines, postal, province, agency, from);
    }
    void fill(Reference& x) {
        auto& [order, raw, issuer, speed, secrecy, number, date, from] = x;
        all(order, raw, issuer, speed, secrecy, number, date, from);
    }
    void fill(Attachment& x) {
        auto& [order, raw, description, speed, secrecy, number, date, quantity, quantity_raw, unit, from] = x;
        all(order, raw, description, speed, secrecy, number, date, quantity, quantity_raw, unit, from);
    }
    void fill(Action& x) {
        auto& [order, text, marker, from] = x;
        all(order, text, marker, from);
    }
    void fill(DeadlineException& x) {
        auto& [text, raw, iso, weekday, consistent] = x;
        all(text, raw, iso, weekday, consistent);
    }
    void fill(Deadline& x) {
        auto& [span, kind, iso, time, rrule, duration, working_days, anchor, first_due, until, exceptions,
               what, who, to_whom, report_form, via, source, binding, flags, from] = x;
        all(span, kind, iso, time, rrule, duration, working_days, anchor, first_due, until, exceptions, what,
            who, to_whom, report_form, via, source, binding, flags, from);
    }
    void fill(Event& x) {
        auto& [span, what, iso, iso_end, time, time_end, place, flags, from] = x;
        all(span, what, iso, iso_end, time, time_end, place, flags, from);
    }
    void fill(ReportingAddress& x) {
        auto& [type, raw, normalized, e164, ext_raw, ext, also, subtype, valid, context, role, from] = x;
        all(type, raw, normalized, e164, ext_raw, ext, also, subtype, valid, context, role, from);
    }
    void fill(Signer& x) {
        auto& [name, rank, title, acting_for, acting_mode, from] = x;
        all(name, rank, title, acting_for, acting_mode, from);
    }
    void fill(Coordinator& x) {
        auto& [name, title, phone, phone_raw, label, from] = x;
        all(name, title, phone, phone_raw, label, from);
    }
    void fill(ReceivedStamp& x) {
        auto& [agency, number_raw, number, date, time_raw, time, slip, from] = x;
        all(agency, number_raw, number, date, time_raw, time, slip, from);
    }
    void fill(MarginalNote& x) {
        auto& [to, lines, author, from] = x;
        all(to, lines, author, from);
    }
    void fill(Catchword& x) {
        auto& [text, line, from] = x;
        all(text, line, from);
    }
    void fill(Qr& x) {
        auto& [value, caption, from] = x;
        all(value, caption, from);
    }
    void fill(FormPage& x) {
        auto& [title, order, from] = x;
        all(title, order, from);
    }
    void fill(MentionedDate& x) {
        auto& [date, role] = x;
        all(date, role);
    }
    void fill(Reconciled& x) {
        auto& [field, value, confidence, candidates, evidence, checks] = x;
        all(field, value, confidence, candidates, evidence, checks);
    }
    void fill(Record& x) {
        auto& [id, source, engine, order, pages, start, end, kind, kind_th, role, speed, secrecy, number,
               issuer, date, subject, addressees, raw_line, references, attachments, actions, deadlines,
               events, addresses, signer, owner, coordinator, stamps, notes, catchwords, qr, captions, forms,
               mentioned, letters, slogan, encloses, link, reconciled, issues, status, text] = x;
        all(id, source, engine, order, pages, start, end, kind, kind_th, role, speed, secrecy, number, issuer,
            date, subject, addressees, raw_line, references, attachments, actions, deadlines, events,
            addresses, signer, owner, coordinator, stamps, notes, catchwords, qr, captions, forms, mentioned,
            letters, slogan, encloses, link, issues, status);
        start += 1;    // 0: no text range
        text.clear();  // not in the record's JSON
        reconciled.clear();
        for (const char* field : {"addressees[1]", "attachments[0].cited_number", "date",
                                  "issuer.postal_code", "received_stamps[0].date_iso", "speed"}) {
            if (this->number(0, 1) == 0) continue;
            fill(reconciled.emplace_back());
            reconciled.back().field = field;
        }
    }

    std::mt19937 random_;
};

}  // namespace saraban::test
