#include "extractors/addressee.h"
#include "extractors/citation.h"
#include "extractors/document_number.h"
#include "extractors/fields.h"
#include "extractors/handwriting.h"
#include "extractors/issuer.h"
#include "extractors/labelled_text.h"
#include "extractors/scan.h"
#include "extractors/speed.h"
#include "extractors/thai_calendar.h"
#include "extractors/thai_date.h"
#include "pipeline/text/thai.h"

#include <algorithm>

namespace saraban {
namespace {

/// Where the date of this letter is, two-digit years of what it cites are near.
std::chrono::year_month_day reference_day(const Extraction& x) {
    if (x.record.date && x.record.date->iso) return *x.record.date->iso;
    return x.context.today;
}

/// The passage behind the first of the rule's labels, wherever it stands: number and date may share a line.
std::string_view behind_label(const Extraction& x) {
    const std::string_view text = x.passage.text();
    for (const std::string& label : x.rule.labels) {
        const auto at = find_word(text, label);
        if (at != std::string_view::npos) return text.substr(at + label.size());
    }
    return text;
}

Issue date_issue(const ThaiDate& date, const Provenance& from) {
    Issue issue{
        .code = "date_unread", .severity = Severity::Warning, .field = "date", .message = {}, .evidence = {}};
    if (!from.evidence.empty()) issue.evidence = from.evidence.front();
    switch (date.problem) {
        case DateProblem::Impossible:
            issue.code = "date_impossible";
            issue.message = "this day does not exist; compare with the page";
            break;
        case DateProblem::DayUnread:
            issue.code = "date_day_unread";
            issue.message =
                "month and year were read, the day was not (often written by pen); read it from the page";
            break;
        case DateProblem::EraContradiction:
            issue.code = "date_era_contradiction";
            issue.message = "the era does not fit the year; compare with the page";
            break;
        default:
            issue.message = "the date could not be read whole; read it from the page";
    }
    return issue;
}

/// A year ahead of today gives way to the one that the letter names elsewhere, which is said.
void put_year_right(Extraction& x, Date& date) {
    if (!date.iso && !date.iso_partial) return;
    const auto read = date.iso ? date.iso->year() : date.iso_partial->year();
    const auto meant = find_year_meant(x.record.text, read, x.context.today);
    if (!meant) return;
    if (date.iso) date.iso = *meant / date.iso->month() / date.iso->day();
    if (date.iso && !date.iso->ok()) date.iso.reset();  // 29 February
    if (date.iso_partial) date.iso_partial = *meant / date.iso_partial->month();
    Issue issue{.code = "date_in_future",
                .severity = Severity::Warning,
                .field = "date",
                .message = "the year was read as " + std::to_string(int{read} + kBuddhistOffset) +
                           ", which lies ahead; the letter names " +
                           std::to_string(int{*meant} + kBuddhistOffset) +
                           " elsewhere: compare with the page",
                .evidence = {}};
    if (!date.from.evidence.empty()) issue.evidence = date.from.evidence.front();
    x.record.issues.push_back(std::move(issue));
}

void judge_running(Extraction& x, std::string_view number) {
    const std::size_t slash = number.find('/');
    if (slash == std::string_view::npos || slash + 1 == number.size()) return;
    const std::string_view code = number.substr(0, slash), running = number.substr(slash + 1);
    const auto issue = judge_handwriting(*x.record.doc_number, x.from(running));
    if (!issue) return;
    // How sure the rest is, is not the hand's business; what was withheld has no confidence.
    if (x.record.doc_number->running.empty()) x.record.doc_number->from.confidence = x.from(code).confidence;
    x.record.issues.push_back(*issue);
}

}  // namespace

bool fill_speed(Extraction& x) {
    for (const Line& line : x.lines) {
        const auto found = find_speed(line.text, reference_day(x));
        if (!found) continue;
        x.record.speed = Text{.value = found->value.name, .from = x.from(line, found->text)};
        x.taken(found->text, x.record.speed->from, "stands alone over the number");
        return true;
    }
    return false;
}

bool fill_secrecy(Extraction& x) {
    for (const Line& line : x.lines) {
        const auto found = find_secrecy(line.text);
        if (!found) continue;
        x.record.secrecy = Text{.value = found->value, .from = x.from(line, found->text)};
        x.taken(found->text, x.record.secrecy->from, "stands alone");
        return true;
    }
    return false;
}

bool fill_document_number(Extraction& x) {
    const auto found = find_document_number(x.passage.text());
    if (!found) return false;
    x.record.doc_number = found->value;
    x.record.doc_number->from = x.from(found->text);
    judge_running(x, found->text);
    x.taken(found->text, x.record.doc_number->from, "the number behind its label");
    return true;
}

bool fill_order_number(Extraction& x) {
    const auto found = find_order_number(x.passage.text());
    if (!found) return false;
    x.record.doc_number = found->value;
    x.record.doc_number->from = x.from(found->text);
    x.taken(found->text, x.record.doc_number->from, "running number and year");
    return true;
}

bool fill_issuer(Extraction& x) {
    std::vector<std::string_view> lines(x.lines.size());
    std::ranges::transform(x.lines, lines.begin(),
                           [](const Line& line) { return std::string_view(line.text); });
    lines.front() = without_label(lines.front(), x.rule.labels);
    for (std::string_view& line : lines) {
        const auto phone = find_word(line, "โทร");  // a memo's office has its telephone behind it
        if (phone != std::string_view::npos) line = trim(line.substr(0, phone), " .…");
    }
    auto found = find_issuer(lines, x.vocabulary);
    if (!found) return false;
    x.record.issuer = std::move(found->value);
    x.record.issuer->from = x.from(x.lines, found->parts);
    x.taken(x.record.issuer->name, x.record.issuer->from, "the letterhead");
    return true;
}

bool fill_letter_date(Extraction& x) {
    const auto found = find_letter_date(behind_label(x), x.context.today);
    if (!found) return false;
    Date date = to_date(*found);
    date.from = x.from(found->text);
    const auto pen = judge_handwriting(date, date.from);
    if (pen) x.record.issues.push_back(*pen);
    if (found->value.problem != DateProblem::None && !pen)
        x.record.issues.push_back(date_issue(found->value, date.from));
    put_year_right(x, date);
    x.taken(found->text, date.from, "the line of the letter's date");
    x.record.date = std::move(date);
    return true;
}

bool fill_labelled_text(Extraction& x) {
    std::string_view text = trim(x.labelled(), " :");
    if (text.ends_with("..") || text.ends_with("…")) text = trim(text, " .…");  // a dotted line to write on
    if (text.empty()) return false;
    x.record.subject = Text{.value = std::string(text), .from = x.from(text)};
    x.taken(text, x.record.subject->from, "from its label to the next one");
    return true;
}

bool fill_addressees(Extraction& x) {
    const std::string_view all = trim(x.labelled(), " :");
    if (all.empty()) return false;
    x.record.addressees_raw_line = Text{.value = std::string(all), .from = x.from(all)};
    for (const std::string_view item : split_addressees(all))
        x.record.addressees.push_back({.value = std::string(item), .from = x.from(item)});
    x.taken(all, x.record.addressees_raw_line->from, "from its label to the next one");
    return true;
}

bool fill_references(Extraction& x) {
    for (auto& found : find_references(x.labelled(), reference_day(x))) {
        Reference value = std::move(found.value);
        value.from = x.from(found.text);
        if (value.cited_number) value.cited_number->from = value.from;
        if (value.cited_date) value.cited_date->from = value.from;
        x.taken(found.text, value.from, "item of the list");
        x.record.references.push_back(std::move(value));
    }
    return !x.record.references.empty();
}

bool fill_attachments(Extraction& x) {
    for (auto& found : find_attachments(x.labelled(), reference_day(x), x.vocabulary)) {
        Attachment value = std::move(found.value);
        value.from = x.from(found.text);
        if (value.cited_number) value.cited_number->from = value.from;
        if (value.cited_date) value.cited_date->from = value.from;
        x.taken(found.text, value.from, "item of the list");
        x.record.attachments.push_back(std::move(value));
    }
    return !x.record.attachments.empty();
}

bool fill_mentioned_letters(Extraction& x) {
    for (auto& found : find_mentioned_letters(x.passage.text(), reference_day(x))) {
        Reference value = std::move(found.value);
        value.from = x.from(found.text);
        value.cited_number->from = value.from;
        value.cited_date->from = value.from;
        x.taken(found.text, value.from, "number and date of a letter in running text");
        x.record.mentioned_letters.push_back(std::move(value));
    }
    return !x.record.mentioned_letters.empty();
}

}  // namespace saraban
