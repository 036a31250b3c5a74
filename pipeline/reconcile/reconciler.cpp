#include "extractors/strict_yaml.h"
#include "pipeline/reconcile/reconcile.h"

#include <charconv>

namespace saraban {
namespace {

double share(const StrictYaml& yaml, const YAML::Node& node) {
    const std::string text = yaml.text(node);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0)
        yaml.fail(node, "'" + text + "' is no number");
    return value;
}

/// Rows of `columns` texts.
std::vector<YAML::Node> rows(const StrictYaml& yaml, const YAML::Node& list, std::size_t columns) {
    std::vector<YAML::Node> out;
    for (const YAML::Node& row : list) {
        if (!row.IsSequence() || row.size() != columns)
            yaml.fail(row, "a row of " + std::to_string(columns) + " values is wanted here");
        out.push_back(row);
    }
    return out;
}

}  // namespace

Reconciler load_reconciler(const std::filesystem::path& schemas) {
    const StrictYaml yaml(schemas / "cross_checks.yaml", "schemas/cross_checks.yaml");
    const YAML::Node& root = yaml.root();
    yaml.check_keys(root, {"source", "date", "damage", "lost", "added", "digits", "seen", "unseen",
                           "sure_damage", "months", "words", "code_offices", "departments"});
    Reconciler out;
    out.vocabulary = load_vocabulary(schemas / "vocabularies");
    out.districts = load_districts(schemas / "vocabularies");
    out.confusions.damage = share(yaml, yaml.need(root, "damage"));
    out.confusions.lost = share(yaml, yaml.need(root, "lost"));
    out.confusions.added = share(yaml, yaml.need(root, "added"));
    for (const YAML::Node& row : rows(yaml, yaml.need(root, "digits"), 3)) {
        const std::string printed = yaml.text(row[0]), read = yaml.text(row[1]);
        if (printed.size() != 1 || read.size() != 1) yaml.fail(row, "one digit 0-9 is wanted here");
        out.confusions.digits[{printed[0], read[0]}] = share(yaml, row[2]);
    }
    for (const YAML::Node& row : rows(yaml, yaml.need(root, "seen"), 2))
        out.confusions.seen.push_back({share(yaml, row[0]), share(yaml, row[1])});
    out.confusions.unseen = share(yaml, yaml.need(root, "unseen"));
    out.confusions.sure_damage = share(yaml, yaml.need(root, "sure_damage"));
    for (const YAML::Node& row : rows(yaml, yaml.need(root, "months"), 3))
        out.confusions.months[{yaml.text(row[0]), yaml.text(row[1])}] = share(yaml, row[2]);
    for (const YAML::Node& row : rows(yaml, yaml.need(root, "words"), 2))
        out.words.emplace_back(yaml.text(row[0]), yaml.text(row[1]));
    for (const YAML::Node& row : rows(yaml, yaml.need(root, "code_offices"), 2))
        out.code_offices.push_back({yaml.text(row[0]), yaml.text(row[1])});
    for (const YAML::Node& row : rows(yaml, yaml.need(root, "departments"), 3))
        out.departments.push_back({yaml.text(row[0]), yaml.text(row[1]), yaml.text(row[2])});
    return out;
}

}  // namespace saraban
