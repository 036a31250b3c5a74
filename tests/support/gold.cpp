#include "tests/support/gold.h"

#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace saraban {
namespace {

using nlohmann::json;
using namespace std::chrono;

std::optional<std::string> text(const json& o, const char* key) {
    const auto found = o.find(key);
    if (found == o.end() || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

std::optional<year_month_day> day_of(const std::optional<std::string>& iso) {
    int y = 0;
    unsigned m = 0, d = 0;
    if (!iso || std::sscanf(iso->c_str(), "%d-%u-%u", &y, &m, &d) != 3) return std::nullopt;
    return year_month_day{year{y}, month{m}, day{d}};
}

Date date_of(const json& o, const char* raw, const char* iso) {
    Date out{.raw = text(o, raw).value_or(""), .iso = day_of(text(o, iso)), .iso_partial = {}, .from = {}};
    int y = 0;
    unsigned m = 0;
    if (const auto partial = text(o, "iso_partial");
        partial && std::sscanf(partial->c_str(), "%d-%u", &y, &m) == 2)
        out.iso_partial = year{y} / month{m};
    return out;
}

/// `PREFIX CODE/[ว ]RUNNING`
DocNumber number_of(const std::string& raw, const std::string& normalized) {
    DocNumber n;
    n.raw = raw;
    n.normalized = normalized;
    const auto blank = normalized.find(' '), slash = normalized.find('/');
    n.prefix = normalized.substr(0, blank);
    n.code = normalized.substr(blank + 1, slash - blank - 1);
    const std::string tail = normalized.substr(slash + 1), circular = "ว ";
    n.circular = tail.starts_with(circular);
    n.running = n.circular ? tail.substr(circular.size()) : tail;
    n.running_valid = n.running.find_first_not_of("0123456789") == std::string::npos;
    return n;
}

template <class Cited>
void read_citation(const json& o, Cited& out) {
    out.order = o.value("order", 1);
    out.raw = o.value("raw", "");
    out.speed = text(o, "speed");
    if (const auto n = text(o, "cited_number_normalized"))
        out.cited_number = number_of(text(o, "cited_number").value_or(""), *n);
    if (text(o, "cited_date")) out.cited_date = date_of(o, "cited_date", "cited_date_iso");
}

ReceivedStamp stamp_of(const json& o) {
    ReceivedStamp s;
    s.agency = text(o, "agency");
    s.number = text(o, "number");
    if (text(o, "date_raw")) s.date = date_of(o, "date_raw", "date_iso");
    if (o.contains("routing_slip"))
        for (const json& x : o["routing_slip"])
            s.routing_slip.push_back(x.get<std::string>());
    return s;
}

Signer signer_of(const json& o) {
    Signer s;
    s.name = o.value("name", "");
    s.title = text(o, "title");
    s.acting_for = text(o, "acting_for");
    return s;
}

Deadline deadline_of(const json& o) {
    Deadline d;
    d.text_span = o.value("text_span", "");
    const std::string kind = o.value("kind", "absolute");
    d.kind = kind == "recurring"  ? DeadlineKind::Recurring
             : kind == "relative" ? DeadlineKind::Relative
             : kind == "vague"    ? DeadlineKind::Vague
                                  : DeadlineKind::Absolute;
    d.iso = day_of(text(o, "iso"));
    d.rrule = text(o, "rrule");
    d.first_due = day_of(text(o, "first_due"));
    d.to_whom = text(o, "to_whom");
    d.source = text(o, "source");
    for (const json& v : o.value("via", json::array()))
        d.via.push_back(v.get<std::string>());
    for (const json& x : o.value("exceptions", json::array())) {
        DeadlineException e;
        e.text = x.value("text", "");
        e.replaced_by_raw = text(x, "replaced_by_raw");
        e.iso = day_of(text(x, "iso"));
        e.weekday_text = text(x, "weekday_text");
        d.exceptions.push_back(e);
    }
    d.binding_on_addressee = o.value("binding_on_addressee", true);
    return d;
}

Text plain(std::string value) {
    return {std::move(value), {}};
}

void read_lists(const json& o, Record& r) {
    for (const json& x : o["addressees"])
        r.addressees.push_back(plain(x.get<std::string>()));
    for (const json& x : o["references"])
        read_citation(x, r.references.emplace_back());
    for (const json& x : o["attachments"]) {
        read_citation(x, r.attachments.emplace_back());
        r.attachments.back().description = x.value("description", "");
    }
    for (const json& x : o["received_stamps"])
        r.received_stamps.push_back(stamp_of(x));
    for (const json& x : o["deadlines"])
        r.deadlines.push_back(deadline_of(x));
    for (const json& x : o["owner_unit"])
        r.owner_unit.push_back(plain(x.get<std::string>()));
    for (const json& x : o["reporting_addresses"]) {
        ReportingAddress a;
        a.type = x.value("type", "");
        a.value_raw = x.value("value_raw", "");
        a.value_normalized = text(x, "value_normalized");
        if (x.contains("valid") && x["valid"].is_boolean()) a.valid = x["valid"].get<bool>();
        r.reporting_addresses.push_back(a);
    }
    for (const json& x : o["marginal_notes"]) {
        MarginalNote n;
        if (x.contains("author") && x["author"].is_object()) n.author = signer_of(x["author"]);
        r.marginal_notes.push_back(n);
    }
    for (const json& x : o["mentioned_dates"])
        r.mentioned_dates.push_back({date_of(x, "raw", "iso"), x.value("role", "")});
}

Record record_of(const json& o) {
    Record r;
    r.order = o.value("order", 1);
    r.kind.value = o.value("kind", "");
    if (const auto s = text(o, "speed")) r.speed = plain(*s);
    if (const auto s = text(o, "subject")) r.subject = plain(*s);
    if (o["doc_number"].is_object())
        r.doc_number = number_of(o["doc_number"].value("raw", ""), o["doc_number"].value("normalized", ""));
    if (o["date"].is_object()) r.date = date_of(o["date"], "raw", "iso");
    if (o["issuer"].is_object()) {
        const json& i = o["issuer"];
        Issuer issuer;
        issuer.name = i.value("name", "");
        for (const json& line : i["address_lines"])
            issuer.address_lines.push_back(line.get<std::string>());
        issuer.postal_code = text(i, "postal_code");
        issuer.province = text(i, "province");
        issuer.agency_normalized = text(i, "agency_normalized");
        r.issuer = issuer;
    }
    if (o["signer"].is_object()) r.signer = signer_of(o["signer"]);
    if (o.contains("slogan") && o["slogan"].is_object()) r.slogan = plain(o["slogan"].value("text", ""));
    if (o["encloses"].is_number()) r.encloses = o["encloses"].get<int>();
    read_lists(o, r);
    return r;
}

}  // namespace

std::vector<Record> gold_records(const json& file) {
    std::vector<Record> out;
    for (const json& letter : file.at("letters"))
        out.push_back(record_of(letter));
    return out;
}

json read_json(const std::filesystem::path& path) {
    std::ifstream in(path);
    if (!in) throw std::runtime_error("cannot read " + path.string());
    return json::parse(in);
}

}  // namespace saraban
