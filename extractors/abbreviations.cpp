#include "extractors/abbreviations.h"

#include "extractors/strict_yaml.h"

namespace saraban {

std::vector<Abbreviation> load_abbreviations(const std::filesystem::path& vocabularies) {
    const StrictYaml file(vocabularies / "abbreviations.yaml", "vocabularies/abbreviations.yaml");
    file.check_keys(file.root(), {"source", "date", "entries"});
    std::vector<Abbreviation> out;
    for (const YAML::Node& entry : file.need(file.root(), "entries")) {
        file.check_keys(entry, {"brief", "full"});
        out.push_back(
            {.brief = file.text(file.need(entry, "brief")), .full = file.text(file.need(entry, "full"))});
    }
    return out;
}

}  // namespace saraban
