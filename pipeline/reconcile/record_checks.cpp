#include "extractors/thai_calendar.h"
#include "pipeline/reconcile/checks.h"
#include "pipeline/reconcile/places.h"
#include "pipeline/text/thai.h"

#include <algorithm>

#include <re2/re2.h>

namespace saraban {
namespace {

constexpr float kLikely = 0.6F, kVeryLikely = 0.9F;

std::string item(const char* list, std::size_t index, const char* member) {
    return std::string(list) + '[' + std::to_string(index) + "]." + member;
}

Remark value_of(std::size_t letter, std::string field, std::optional<std::string> value, float confidence,
                std::vector<std::string> candidates, std::string evidence, const char* check) {
    return {.letter = letter,
            .value = Reconciled{.field = std::move(field),
                                .value = std::move(value),
                                .confidence = confidence,
                                .candidates = std::move(candidates),
                                .evidence = {std::move(evidence)},
                                .checks = {check}},
            .issue = std::nullopt};
}

Remark issue_of(std::size_t letter, Issue issue, const Provenance& from) {
    if (!from.evidence.empty()) issue.evidence = from.evidence.front();
    return {.letter = letter, .value = std::nullopt, .issue = std::move(issue)};
}

/// The highest n of สิ่งที่ส่งมาด้วย n.
std::size_t highest_enclosure(const std::string& text) {
    static const RE2 kMention("สิ่งที่ส่งมาด้วย\\s*([0-9]|[๐-๙])");
    re2::StringPiece rest(text);
    std::string digit;
    std::size_t highest = 0;
    while (RE2::FindAndConsume(&rest, kMention, &digit))
        highest = std::max(highest, static_cast<std::size_t>(ascii_digits(digit).back() - '0'));
    return highest;
}

bool shares_channel(const Deadline& a, const Deadline& b) {
    const bool via = std::ranges::any_of(
        a.via, [&](const std::string& v) { return std::ranges::find(b.via, v) != b.via.end(); });
    return via || (a.to_whom && a.to_whom == b.to_whom);
}

std::string first_word(const std::string& name) {
    return name.substr(0, name.find(' '));
}

/// Two spellings of one person: the same office, and the same given name or nearly the same name.
bool same_holder(const Signer& a, const Signer& b) {
    constexpr int kMisread = 3;
    if (a.name == b.name || a.name.empty() || b.name.empty() || !a.title || !b.title) return false;
    if (squeeze(*a.title) != squeeze(*b.title)) return false;
    return first_word(a.name) == first_word(b.name) || edit_distance(a.name, b.name) <= kMisread;
}

bool is_place_of(const std::string& province, const std::string& place,
                 const std::vector<District>& districts) {
    return std::ranges::any_of(districts, [&](const District& d) {
        return d.province == province && std::ranges::find(d.subdistricts, place) != d.subdistricts.end();
    });
}

/// The one place that at most half of `read` is wrong about. Absent: none, or several.
std::optional<std::string> place_like(const std::string& read, const std::vector<std::string>& places) {
    constexpr int kLead = 2;
    std::optional<std::string> best;
    int least = 0, next = 0;
    for (const std::string& place : places) {
        const int wrong = edit_distance(read, place);
        if (!best || wrong < least) {
            next = best ? least : wrong + kLead;
            least = wrong;
            best = place;
        } else {
            next = std::min(next, wrong);
        }
    }
    const int length = edit_distance(read, {});
    if (!best || 2 * least > length || next - least < kLead) return std::nullopt;
    return best;
}

}  // namespace

/// Enclosures listed = the highest one the text speaks of; forms that stand behind the letter are listed.
std::vector<Remark> check_enclosure_count(const std::vector<Record>& records, const ReconcileTables&) {
    std::vector<Remark> out;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const Record& r = records[i];
        const std::size_t listed = r.attachments.size(), spoken = highest_enclosure(r.text);
        if (listed == 0 || spoken <= listed) continue;
        out.push_back(issue_of(i,
                               {.code = "attachment_missing",
                                .severity = Severity::Warning,
                                .field = "attachments",
                                .message = "the text speaks of enclosure " + std::to_string(spoken) +
                                           ", the list has " + std::to_string(listed),
                                .evidence = {}},
                               r.attachments.back().from));
    }
    return out;
}

/// Mobile numbers have ten digits, others nine: nine digits behind 06, 08, 09 are a damaged area code. The
/// digits behind it cannot be checked, so nothing is repaired.
std::vector<Remark> check_phone_length(const std::vector<Record>& records, const ReconcileTables& t) {
    constexpr std::size_t kLandline = 9, kAreaCode = 3;
    std::vector<Remark> out;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto& issuer = records[i].issuer;
        const Province* home =
            issuer && issuer->province ? province_of_name(t.vocabulary, *issuer->province) : nullptr;
        for (std::size_t k = 0; k < records[i].reporting_addresses.size(); ++k) {
            const ReportingAddress& a = records[i].reporting_addresses[k];
            if (a.type != "phone" || a.valid.value_or(true) || !a.value_normalized) continue;
            const std::string& digits = *a.value_normalized;
            if (home == nullptr || digits.size() != kLandline) continue;
            for (const std::string& area : home->area) {
                if (area.size() != kAreaCode || edit_distance(area, digits.substr(0, kAreaCode)) != 1)
                    continue;
                out.push_back(value_of(i, item("reporting_addresses", k, "value"), std::nullopt, 0,
                                       {area + digits.substr(kAreaCode)},
                                       digits + " has the length of a landline; the letterhead's province, " +
                                           home->name + ", has the area code " + area,
                                       "phone_length"));
            }
        }
    }
    return out;
}

/// One office has one holder: two spellings of the name under one title. Names are not repaired.
std::vector<Remark> check_same_person(const std::vector<Record>& records, const ReconcileTables&) {
    std::vector<Remark> out;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (!records[i].signer) continue;
        const Signer& signer = *records[i].signer;
        std::vector<std::string> names{signer.name};
        std::string where;
        const auto compare = [&](const std::optional<Signer>& other, const std::string& place) {
            if (!other || !same_holder(signer, *other)) return;
            if (std::ranges::find(names, other->name) != names.end()) return;
            names.push_back(other->name);
            where += (where.empty() ? "" : "; ") + place + " reads " + other->name;
        };
        for (const Record& r : records) {
            const std::string place = "letter " + std::to_string(r.order);
            compare(r.signer, "the signature of " + place);
            for (const MarginalNote& note : r.marginal_notes)
                compare(note.author, "a marginal note on " + place);
        }
        if (names.size() > 1)
            out.push_back(value_of(i, "signer.name", std::nullopt, 0, names,
                                   "one holder of the office " + *signer.title + ": " + where,
                                   "same_person"));
    }
    return out;
}

/// A stamp that names no office but routes to the units of the office that forwards the letter is its stamp.
std::vector<Remark> check_stamping_office(const std::vector<Record>& records, const ReconcileTables&) {
    std::vector<Remark> out;
    for (const InnerCitation& c : find_citations(records)) {
        const Record& forwards = records[c.citing];
        if (!c.encloses || forwards.owner_unit.empty()) continue;
        for (std::size_t k = 0; k < records[c.cited].received_stamps.size(); ++k) {
            const ReceivedStamp& stamp = records[c.cited].received_stamps[k];
            const auto routed = std::ranges::find_if(forwards.owner_unit, [&](const Text& unit) {
                return std::ranges::find(stamp.routing_slip, unit.value) != stamp.routing_slip.end();
            });
            if (stamp.agency || routed == forwards.owner_unit.end()) continue;
            std::string office = forwards.owner_unit.front().value;
            if (forwards.issuer && forwards.issuer->province && office.ends_with("จังหวัด"))
                office += *forwards.issuer->province;
            out.push_back(value_of(c.cited, item("received_stamps", k, "agency"), office, kLikely, {office},
                                   "it routes to " + routed->value + ", a unit of the office behind letter " +
                                       std::to_string(forwards.order),
                                   "stamping_office"));
        }
    }
    return out;
}

/// A district's letter is received by the local bodies of the district. One that is named after no
/// sub-district of the province is named after the sub-district of the district that is like it, if one is.
std::vector<Remark> check_stamp_place(const std::vector<Record>& records, const ReconcileTables& t) {
    constexpr std::string_view kSeat = "ที่ว่าการอำเภอ", kBody = "องค์การบริหารส่วนตำบล";
    std::vector<Remark> out;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto& issuer = records[i].issuer;
        if (!issuer || !issuer->province || !issuer->name.starts_with(kSeat)) continue;
        const auto district = std::ranges::find_if(t.districts, [&](const District& d) {
            return d.province == *issuer->province && squeeze(issuer->name.substr(kSeat.size())) == d.name;
        });
        if (district == t.districts.end()) continue;
        for (std::size_t k = 0; k < records[i].received_stamps.size(); ++k) {
            const auto& agency = records[i].received_stamps[k].agency;
            if (!agency || !agency->starts_with(kBody)) continue;
            const std::string place = squeeze(agency->substr(kBody.size()));
            const auto meant = is_place_of(*issuer->province, place, t.districts)
                                   ? std::nullopt
                                   : place_like(place, district->subdistricts);
            if (!meant) continue;
            const std::string whole = std::string(kBody) + *meant;
            out.push_back(value_of(
                i, item("received_stamps", k, "agency"), whole, kLikely, {whole},
                *issuer->province + " has no sub-district " + place + "; " + issuer->name + " has " + *meant,
                "stamp_place"));
        }
    }
    return out;
}

/// The same duty stated twice, in the body and on a form: the body counts, and there is one task.
std::vector<Remark> check_same_duty(const std::vector<Record>& records, const ReconcileTables&) {
    std::vector<Remark> out;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto& deadlines = records[i].deadlines;
        for (const Deadline& body : deadlines) {
            for (std::size_t k = 0; k < deadlines.size(); ++k) {
                const Deadline& form = deadlines[k];
                if (body.source || !form.source || !body.rrule || !form.rrule) continue;
                if (body.rrule == form.rrule || !shares_channel(body, form)) continue;
                out.push_back(value_of(i, item("deadlines", k, "rrule"), body.rrule, kLikely,
                                       {*body.rrule, *form.rrule},
                                       "the body asks for the same report through the same channel: '" +
                                           squeeze(body.text_span) + "'",
                                       "same_duty"));
            }
        }
    }
    return out;
}

/// The cabinet meets on Tuesdays.
std::vector<Remark> check_cabinet_day(const std::vector<Record>& records, const ReconcileTables&) {
    constexpr std::size_t kNear = 150;
    std::vector<Remark> out;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const std::string text = squeeze(records[i].text);
        for (std::size_t k = 0; k < records[i].mentioned_dates.size(); ++k) {
            const Date& date = records[i].mentioned_dates[k].date;
            const auto at = text.find(squeeze(date.raw));
            if (!date.iso || date.raw.empty() || at == std::string::npos) continue;
            const std::string before = text.substr(at - std::min(at, kNear), std::min(at, kNear));
            const bool cabinet = before.find("มติคณะรัฐมนตรี") != std::string::npos;
            if (!cabinet || std::chrono::weekday{std::chrono::sys_days{*date.iso}} == std::chrono::Tuesday)
                continue;
            out.push_back(issue_of(i,
                                   {.code = "cabinet_day",
                                    .severity = Severity::Info,
                                    .field = "mentioned_dates[" + std::to_string(k) + "]",
                                    .message = "the cabinet meets on Tuesdays, " + iso_date(*date.iso) +
                                               " is none; compare with the page",
                                    .evidence = {}},
                                   date.from));
        }
    }
    return out;
}

/// Names of offices as the vocabulary and the confusions have them: นายกองดีการบริหารส่วน… is an องค์การ….
std::vector<Remark> check_office_words(const std::vector<Record>& records, const ReconcileTables& t) {
    std::vector<Remark> out;
    const auto look = [&](std::size_t letter, std::string field, const std::string& read) {
        const auto meant = spelled_office(read, t.vocabulary, t.words);
        if (meant)
            out.push_back(value_of(letter, std::move(field), *meant, kVeryLikely, {*meant},
                                   "no office is written '" + read + "'", "office_words"));
    };
    for (std::size_t i = 0; i < records.size(); ++i) {
        for (std::size_t k = 0; k < records[i].addressees.size(); ++k)
            look(i, "addressees[" + std::to_string(k) + "]", records[i].addressees[k].value);
        for (std::size_t k = 0; k < records[i].received_stamps.size(); ++k)
            if (const auto& agency = records[i].received_stamps[k].agency)
                look(i, item("received_stamps", k, "agency"), *agency);
    }
    return out;
}

}  // namespace saraban
