#include "pipeline/obligations/office.h"

#include "pipeline/model/error.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>

#include <yaml-cpp/yaml.h>

namespace saraban {
namespace {

/// Heads of the offices of a kind, and the words with which a letter speaks to all of them.
struct Class {
    std::string_view kind;
    std::string_view prefix;               ///< of the office's name
    std::vector<std::string_view> heads;   ///< of one office
    std::vector<std::string_view> others;  ///< other names a letter may use for offices of the kind
};
const std::array<Class, 7>& classes() {
    static const std::array<Class, 7> all{{
        {"ministry", "กระทรวง", {"ปลัดกระทรวง"}, {}},
        {"department", "กรม", {"อธิบดี", "ผู้อำนวยการ", "เลขาธิการ"}, {"หัวหน้าส่วนราชการ"}},
        {"province", "จังหวัด", {"ผู้ว่าราชการจังหวัด"}, {}},
        {"district", "อำเภอ", {"นายอำเภอ"}, {}},
        {"municipality", "เทศบาล", {"นายกเทศมนตรี"}, {"องค์กรปกครองส่วนท้องถิ่น"}},
        {"subdistrict", "องค์การบริหารส่วนตำบล", {"นายกองค์การบริหารส่วนตำบล"}, {"องค์กรปกครองส่วนท้องถิ่น"}},
        {"other", "", {}, {}},
    }};
    return all;
}

const Class& class_of(const OurOffice& office) {
    const auto found =
        std::ranges::find_if(classes(), [&](const Class& each) { return each.kind == office.kind; });
    return found == classes().end() ? classes().back() : *found;
}

std::string bare(std::string_view text) {
    std::string out;
    for (const char c : squeeze(normalise(text)))
        if (c != ' ') out += c;
    return out;
}

/// `เมืองกระบี่` of `อำเภอเมืองกระบี่`.
std::string proper_name(const OurOffice& office) {
    const std::string name = bare(office.name);
    const std::string prefix = bare(class_of(office).prefix);
    return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
}

bool says_all(std::string_view addressee) {
    return std::ranges::any_of(
        std::array{"ทุกแห่ง", "ทุกอำเภอ", "ทุกจังหวัด", "ทุกกรม", "ทุกกระทรวง", "ทุกเทศบาล", "ทุกตำบล", "ทุกหน่วยงาน"},
        [&](const char* word) { return addressee.find(word) != std::string_view::npos; });
}

bool names(const OurOffice& office, std::string_view text) {
    const std::string in = bare(text);
    if (in.find(bare(office.name)) != std::string::npos) return true;
    return std::ranges::any_of(
        office.aliases, [&](const std::string& alias) { return in.find(bare(alias)) != std::string::npos; });
}

/// `นายอำเภอ ทุกอำเภอ` speaks to every district, `นายกเทศมนตรีตำบลกระบี่น้อย` to one town.
bool speaks_to(const OurOffice& office, const std::string& addressee) {
    if (names(office, addressee)) return true;
    const std::string in = bare(addressee);
    const Class& kind = class_of(office);
    const std::string own = proper_name(office);
    for (const std::string_view head : kind.heads) {
        if (in.find(bare(head)) == std::string::npos) continue;
        const std::string rest = in.substr(in.find(bare(head)) + bare(head).size());
        if (says_all(in) || rest.empty()) return true;
        if (!own.empty() && rest.find(own) != std::string::npos) return true;
    }
    return std::ranges::any_of(kind.others, [&](std::string_view word) {
        return in.find(bare(word)) != std::string::npos && says_all(in);
    });
}

}  // namespace

OurOffice read_office(const std::filesystem::path& file) {
    const auto fail = [&](int line, const std::string& cause) {
        throw Error(ExitCode::Unusable, file.string() + ":" + std::to_string(line) + ": " + cause);
    };
    YAML::Node root;
    try {
        root = YAML::LoadFile(file.string());
    } catch (const YAML::BadFile&) {
        throw Error(ExitCode::Unusable,
                    file.string() + ": cannot be read; name a profile with `name` and `kind`");
    } catch (const YAML::Exception& e) {
        fail(e.mark.line + 1, e.msg);
    }
    if (!root.IsMap()) fail(1, "no office profile; write `name: …` and `kind: …`");
    OurOffice office;
    for (const auto& entry : root) {
        const auto key = entry.first.as<std::string>();
        const int line = entry.first.Mark().line + 1;
        if (key == "name")
            office.name = entry.second.as<std::string>();
        else if (key == "kind")
            office.kind = entry.second.as<std::string>();
        else if (key == "province")
            office.province = entry.second.as<std::string>();
        else if (key == "aliases")
            office.aliases = entry.second.as<std::vector<std::string>>();
        else if (key == "holidays")
            office.holidays = file.parent_path() / entry.second.as<std::string>();
        else
            fail(line, "unknown key `" + key + "`; known: name, kind, province, aliases, holidays");
    }
    if (office.name.empty()) fail(1, "no `name`");
    if (std::ranges::none_of(classes(), [&](const Class& each) { return each.kind == office.kind; }))
        fail(1,
             "`kind` must be one of ministry, department, province, district, municipality, subdistrict, "
             "other");
    return office;
}

bool is_addressed(const OurOffice& office, const Record& record) {
    if (std::ranges::any_of(record.addressees,
                            [&](const Text& each) { return speaks_to(office, each.value); }))
        return true;
    return record.addressees.empty() && record.addressees_raw_line &&
           speaks_to(office, record.addressees_raw_line->value);
}

bool is_issuer(const OurOffice& office, const Record& record) {
    if (!record.issuer) return false;
    return names(office, record.issuer->name) ||
           (record.issuer->agency_normalized && names(office, *record.issuer->agency_normalized));
}

const ReceivedStamp* stamp_of(const OurOffice& office, const Record& record) {
    const auto own = std::ranges::find_if(record.received_stamps, [&](const ReceivedStamp& stamp) {
        return stamp.agency && names(office, *stamp.agency);
    });
    return own == record.received_stamps.end() ? nullptr : &*own;
}

}  // namespace saraban
