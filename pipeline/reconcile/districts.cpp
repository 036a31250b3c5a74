#include "pipeline/reconcile/districts.h"

#include "extractors/strict_yaml.h"

namespace saraban {
namespace {

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> out(1);
    for (const char c : text)
        if (c == ' ')
            out.emplace_back();
        else
            out.back() += c;
    return out;
}

}  // namespace

std::vector<District> load_districts(const std::filesystem::path& folder) {
    constexpr std::size_t kColumns = 3;
    const StrictYaml file(folder / "districts.yaml", "schemas/vocabularies/districts.yaml");
    file.check_keys(file.root(), {"source", "date", "entries"});
    std::vector<District> out;
    for (const YAML::Node& row : file.need(file.root(), "entries")) {
        if (!row.IsSequence() || row.size() != kColumns)
            file.fail(row, "district, province and sub-districts are wanted here");
        out.push_back({file.text(row[0]), file.text(row[1]), words_of(file.text(row[2]))});
    }
    return out;
}

}  // namespace saraban
