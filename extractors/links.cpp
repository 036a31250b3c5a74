#include "extractors/links.h"

#include "extractors/labelled_text.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace saraban {
namespace {

constexpr int kEnough = 4;           ///< points of agreement that make a citation one of a letter at hand
constexpr double kSameTitle = 0.85;  ///< share of a title's letters

std::string_view stem(std::string_view code) {
    return code.substr(0, code.find('.'));
}

std::string office_of(const Issuer& issuer) {
    return issuer.agency_normalized.value_or(issuer.name);
}

/// How much of a citation agrees with a letter, and in what.
struct Agreement {
    int points = 0;
    std::string evidence;

    void add(int more, const std::string& what) {
        points += more;
        evidence += (evidence.empty() ? "" : ", ") + what;
    }
};

void compare_numbers(const DocNumber& cited, const DocNumber& own, Agreement& out) {
    if (cited.prefix.empty() || cited.prefix != own.prefix || stem(cited.code) != stem(own.code)) return;
    if (cited.normalized == own.normalized) {
        out.add(5, "same number " + own.normalized);
        return;
    }
    out.add(2, "same prefix and code stem " + own.prefix + " " + std::string(stem(own.code)));
    if (!own.running.empty() && edit_distance(cited.running, own.running) <= 1)
        out.add(1, "running number nearly the same");
}

void compare_dates(const Date& cited, const Date& own, Agreement& out) {
    if (cited.iso && cited.iso == own.iso) out.add(1, "same date");
    if (cited.iso && !own.iso && own.iso_partial && cited.iso->year() == own.iso_partial->year() &&
        cited.iso->month() == own.iso_partial->month())
        out.add(1, "same month");
}

Agreement agreement(const Record& cover, const Attachment& item, const Record& letter) {
    Agreement out;
    if (item.cited_number && letter.doc_number) compare_numbers(*item.cited_number, *letter.doc_number, out);
    if (item.cited_date && letter.date) compare_dates(*item.cited_date, *letter.date, out);
    if (letter.issuer && item.description.find(office_of(*letter.issuer)) != std::string::npos)
        out.add(1, "names " + office_of(*letter.issuer));
    if (cover.subject && letter.subject && squeeze(cover.subject->value) == squeeze(letter.subject->value))
        out.add(1, "same subject");
    return out;
}

void link_enclosure(Record& cover, const std::vector<Record*>& letters) {
    Agreement best;
    for (const Attachment& item : cover.attachments) {
        for (const Record* letter : letters) {
            if (letter == &cover) continue;
            const Agreement here = agreement(cover, item, *letter);
            if (here.points < kEnough || here.points <= best.points) continue;
            best = here;
            cover.encloses = letter->order;
            cover.link_evidence = "attachment " + std::to_string(item.order) + " against letter " +
                                  std::to_string(letter->order) + ": " + here.evidence;
        }
    }
}

struct RoleWord {
    std::string_view word;
    bool at_start;
    std::string_view role;
};

/// What the issuer's name says about its place in the chain; the first that fits.
constexpr std::array<RoleWord, 14> kRoles{{
    {"องค์การบริหารส่วน", false, "local_letter"},
    {"เทศบาล", false, "local_letter"},
    {"อบต.", false, "local_letter"},
    {"ที่ว่าการอำเภอ", true, "district_cover_letter"},
    {"อำเภอ", true, "district_cover_letter"},
    {"ศาลากลาง", true, "province_letter"},
    {"จังหวัด", true, "province_letter"},
    {"กระทรวง", true, "ministry_letter"},
    {"สำนักงานปลัดกระทรวง", true, "ministry_letter"},
    {"กรม", true, "department_letter"},
    {"สำนักงานคณะกรรมการ", true, "department_letter"},
    {"สำนักเลขาธิการ", true, "ministry_letter"},
    {"สำนักงบประมาณ", true, "department_letter"},
    {"มหาวิทยาลัย", true, "university_letter"},
}};

void put_role(Record& record) {
    if (!record.issuer) return;
    const std::string& name = record.issuer->name;
    for (const RoleWord& r : kRoles) {
        const auto at = name.find(r.word);
        if (at == std::string::npos || (r.at_start && at != 0)) continue;
        record.role = std::string(r.role);
        return;
    }
}

/// แบบรายงาน, แบบมอบหมาย: what sort of form a title names.
std::string_view sort_of_form(std::string_view title) {
    constexpr std::array<std::string_view, 8> kSorts{"แบบรายงาน", "แบบมอบหมาย", "แบบตอบรับ", "แบบสำรวจ",
                                                     "แบบสอบถาม", "แบบประเมิน",  "แนวทาง",   "กำหนดการ"};
    const auto found = std::ranges::find_if(kSorts, [&](std::string_view s) { return title.starts_with(s); });
    return found == kSorts.end() ? std::string_view{} : *found;
}

bool is_titled(const FormPage& page, const std::string& description) {
    const bool shorter = page.title.size() < description.size();
    const std::string_view a = shorter ? page.title : description, b = shorter ? description : page.title;
    if (prefix_similarity(a, b) >= kSameTitle) return true;
    return !sort_of_form(page.title).empty() && sort_of_form(page.title) == sort_of_form(description);
}

void link_forms(Record& record) {
    std::vector<bool> used(record.attachments.size(), false);
    for (FormPage& page : record.form_pages) {
        for (std::size_t i = 0; i < used.size(); ++i) {
            if (used[i] || !is_titled(page, record.attachments[i].description)) continue;
            page.attachment_order = record.attachments[i].order;
            used[i] = true;
            break;
        }
    }
}

}  // namespace

void link_letters(const std::vector<Record*>& letters) {
    for (Record* letter : letters) {
        put_role(*letter);
        link_forms(*letter);
        link_enclosure(*letter, letters);
    }
}

}  // namespace saraban
