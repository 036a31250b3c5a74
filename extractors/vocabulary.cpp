#include "extractors/vocabulary.h"

#include "extractors/strict_yaml.h"

#include <algorithm>

namespace saraban {
namespace {

/// Calls `read(file, entry)` for each entry of a file with `source`, `date` and `entries`.
template <class Read>
void for_entries(const std::filesystem::path& folder, const std::string& name, Read read) {
    const StrictYaml file(folder / name, "schemas/vocabularies/" + name);
    file.check_keys(file.root(), {"source", "date", "entries"});
    (void)file.text(file.need(file.root(), "source"));
    (void)file.text(file.need(file.root(), "date"));
    const YAML::Node entries = file.need(file.root(), "entries");
    if (!entries.IsSequence()) file.fail(entries, "expected a list here");
    for (const auto& entry : entries)
        read(file, entry);
}

std::optional<std::string> optional_text(const StrictYaml& file, const YAML::Node& node) {
    if (!node) return std::nullopt;
    return file.text(node);
}

/// Throws when the new value is among the old ones.
template <class T>
void check_new(const StrictYaml& file, const YAML::Node& at, const std::vector<T>& all,
               std::string T::*member, const std::string& value) {
    if (std::ranges::find(all, value, member) != all.end()) file.fail(at, "'" + value + "' stands twice");
}

void read_province(const StrictYaml& file, const YAML::Node& entry, std::vector<Province>& all) {
    file.check_keys(
        entry, {"code", "other_codes", "name", "english", "postal", "other_postal", "seat_postal", "area"});
    Province province;
    province.code = file.text(file.need(entry, "code"));
    province.other_codes = file.texts(entry["other_codes"]);
    province.name = file.text(file.need(entry, "name"));
    province.english = file.text(file.need(entry, "english"));
    province.postal = file.text(file.need(entry, "postal"));
    province.other_postal = file.texts(entry["other_postal"]);
    province.seat_postal = optional_text(file, entry["seat_postal"]);
    province.area = file.texts(file.need(entry, "area"));
    check_new(file, entry["code"], all, &Province::code, province.code);
    check_new(file, entry["name"], all, &Province::name, province.name);
    all.push_back(std::move(province));
}

void read_agency(const StrictYaml& file, const YAML::Node& entry, std::vector<Agency>& all) {
    file.check_keys(entry, {"code", "name", "also", "until"});
    Agency agency;
    agency.code = file.text(file.need(entry, "code"));
    agency.name = file.text(file.need(entry, "name"));
    agency.also = file.texts(entry["also"]);
    if (entry["until"]) agency.until = file.number(entry["until"]);
    check_new(file, entry["code"], all, &Agency::code, agency.code);
    all.push_back(std::move(agency));
}

void read_office(const StrictYaml& file, const YAML::Node& entry, std::vector<Office>& all) {
    file.check_keys(entry, {"seat", "agency"});
    Office office;
    office.agency = file.text(file.need(entry, "agency"));
    office.seat = optional_text(file, entry["seat"]);
    all.push_back(std::move(office));
}

void read_title(const StrictYaml& file, const YAML::Node& entry, std::vector<NameTitle>& all) {
    file.check_keys(entry, {"title", "short", "rank", "not_before"});
    NameTitle title;
    title.title = file.text(file.need(entry, "title"));
    title.abbreviated = file.texts(entry["short"]);
    title.not_before = file.texts(entry["not_before"]);
    title.rank = entry["rank"] && file.flag(entry["rank"]);
    check_new(file, entry["title"], all, &NameTitle::title, title.title);
    all.push_back(std::move(title));
}

void read_words(const std::filesystem::path& folder, const std::string& name, std::vector<std::string>& all) {
    for_entries(folder, name, [&](const StrictYaml& file, const YAML::Node& entry) {
        std::string word = file.text(entry);
        if (std::ranges::find(all, word) != all.end()) file.fail(entry, "'" + word + "' stands twice");
        all.push_back(std::move(word));
    });
}

bool starts_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

}  // namespace

Vocabulary load_vocabulary(const std::filesystem::path& folder) {
    Vocabulary all;
    for_entries(folder, "provinces.yaml", [&](const StrictYaml& file, const YAML::Node& entry) {
        read_province(file, entry, all.provinces);
    });
    for_entries(folder, "agencies.yaml", [&](const StrictYaml& file, const YAML::Node& entry) {
        read_agency(file, entry, all.agencies);
    });
    for_entries(folder, "offices.yaml", [&](const StrictYaml& file, const YAML::Node& entry) {
        read_office(file, entry, all.offices);
    });
    for_entries(folder, "titles.yaml", [&](const StrictYaml& file, const YAML::Node& entry) {
        read_title(file, entry, all.titles);
    });
    read_words(folder, "units.yaml", all.units);
    read_words(folder, "acting.yaml", all.acting);
    return all;
}

const Province* province_of_code(const Vocabulary& vocabulary, std::string_view code) {
    for (const Province& province : vocabulary.provinces)
        if (province.code == code ||
            std::ranges::find(province.other_codes, code) != province.other_codes.end())
            return &province;
    return nullptr;
}

const Province* province_of_name(const Vocabulary& vocabulary, std::string_view name) {
    const auto found = std::ranges::find(vocabulary.provinces, name, &Province::name);
    return found == vocabulary.provinces.end() ? nullptr : &*found;
}

const Agency* agency_of_code(const Vocabulary& vocabulary, std::string_view code) {
    const auto found = std::ranges::find(vocabulary.agencies, code, &Agency::code);
    return found == vocabulary.agencies.end() ? nullptr : &*found;
}

const Province* province_at_start(const Vocabulary& vocabulary, std::string_view text) {
    const Province* longest = nullptr;
    for (const Province& province : vocabulary.provinces)
        if (starts_with(text, province.name) && (!longest || province.name.size() > longest->name.size()))
            longest = &province;
    return longest;
}

}  // namespace saraban
