#include "pipeline/reconcile/questions.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace saraban {
namespace {

constexpr float kSure = 0.9F, kEven = 0.5F;

/// `attachments[2].cited_date` -> {attachments, 2}
struct Place {
    std::string_view list;
    std::size_t index = 0;
};

Place place_of(std::string_view field) {
    const auto open = field.find('[');
    Place out{field.substr(0, std::min(open, field.find('.'))), 0};
    if (open != std::string_view::npos)
        std::from_chars(field.data() + open + 1, field.data() + field.size(), out.index);
    return out;
}

template <class List>
const Provenance* item(const List& list, std::size_t index) {
    return index < list.size() ? &list[index].from : nullptr;
}

template <class Value>
const Provenance* of(const std::optional<Value>& value) {
    return value ? &value->from : nullptr;
}

/// What a mistake would cost: a deadline most.
std::size_t cost_rank(std::string_view field) {
    constexpr std::array<std::string_view, 6> kOrder{"deadlines",   "date",       "doc_number",
                                                     "attachments", "references", "issuer"};
    return static_cast<std::size_t>(std::ranges::find(kOrder, place_of(field).list) - kOrder.begin());
}

/// Stamps, notes and persons bind nobody.
bool binds(std::string_view field) {
    const std::string_view list = place_of(field).list;
    return list != "received_stamps" && list != "signer" && list != "mentioned_letters";
}

bool is_open(const Reconciled& said) {
    return !said.value || said.confidence < kSure;
}

Issue question(const Record& record, const Reconciled& said) {
    Issue issue{.code = "undecided",
                .severity = binds(said.field) ? Severity::Warning : Severity::Info,
                .field = said.field,
                .message = {},
                .evidence = {}};
    if (said.value && said.confidence < kEven)
        issue.message = "stands as it was read, " + *said.value + ", against another place";
    else if (said.value)
        issue.message = "probably " + *said.value;
    else if (said.candidates.empty())
        issue.message = "damaged";
    for (std::size_t i = 0; !said.value && i < said.candidates.size(); ++i)
        issue.message += (i == 0 ? "" : " or ") + said.candidates[i];
    issue.message +=
        said.value || said.candidates.empty() ? "; compare with the page" : "? Compare with the page";
    const Provenance* from = find_provenance(record, said.field);
    if (from != nullptr && !from->evidence.empty()) issue.evidence = from->evidence.front();
    return issue;
}

/// A warning about a value that has since been put right. What dates say of each other is settled with any of
/// them.
bool is_settled(const Record& record, const Issue& issue) {
    const bool order = issue.code.starts_with("date_");
    return std::ranges::any_of(record.reconciled, [&](const Reconciled& said) {
        if (is_open(said)) return false;
        const bool dates = order && said.field.find("date") != std::string::npos;
        return dates || said.field == issue.field || said.field.starts_with(issue.field + '.') ||
               said.field.starts_with(issue.field + '[');
    });
}

}  // namespace

const Provenance* find_provenance(const Record& r, std::string_view field) {
    const Place at = place_of(field);
    if (at.list == "doc_number") return of(r.doc_number);
    if (at.list == "date") return of(r.date);
    if (at.list == "speed") return of(r.speed);
    if (at.list == "issuer") return of(r.issuer);
    if (at.list == "signer") return of(r.signer);
    if (at.list == "attachments") return item(r.attachments, at.index);
    if (at.list == "references") return item(r.references, at.index);
    if (at.list == "mentioned_letters") return item(r.mentioned_letters, at.index);
    if (at.list == "received_stamps") return item(r.received_stamps, at.index);
    if (at.list == "deadlines") return item(r.deadlines, at.index);
    if (at.list == "addressees") return item(r.addressees, at.index);
    if (at.list == "reporting_addresses") return item(r.reporting_addresses, at.index);
    return nullptr;
}

void ask(Record& record) {
    constexpr std::string_view kCode = "undecided";
    std::erase_if(record.issues, [&](const Issue& i) { return i.code == kCode; });
    for (Issue& issue : record.issues) {
        if (issue.severity != Severity::Warning || issue.field.empty() || !is_settled(record, issue))
            continue;
        issue.severity = Severity::Info;
        issue.message += " (settled by the cross-checks)";
    }
    for (const Reconciled& said : record.reconciled)
        if (is_open(said)) record.issues.push_back(question(record, said));
    std::ranges::stable_sort(record.issues, [](const Issue& a, const Issue& b) {
        if (a.severity != b.severity) return a.severity > b.severity;
        return cost_rank(a.field) < cost_rank(b.field);
    });
    if (record.status == Status::Rejected) return;
    const bool open =
        std::ranges::any_of(record.issues, [](const Issue& i) { return i.severity != Severity::Info; });
    record.status = open ? Status::NeedsReview : Status::Accepted;
}

}  // namespace saraban
