#include "extractors/rule_book.h"

#include "extractors/registry.h"
#include "extractors/strict_yaml.h"
#include "pipeline/model/error.h"

#include <algorithm>
#include <map>

namespace saraban {
namespace {

constexpr int kLongestSearch = 60;  ///< lines: an opening further apart is no opening

std::vector<std::string_view> zone_names() {
    std::vector<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(ZoneKind::Noise); ++i)
        names.push_back(name_of(static_cast<ZoneKind>(i)));
    return names;
}

/// Reads one file of rules.
class Reader {
public:
    Reader(const std::filesystem::path& file, const std::string& shown_as) : yaml_(file, shown_as) {}

    [[nodiscard]] KindRule kind(const std::string& file_stem) const;
    [[nodiscard]] std::vector<std::pair<Mark, std::string>> marks() const;

private:
    [[nodiscard]] Pattern pattern(const YAML::Node& node) const;
    [[nodiscard]] std::vector<Pattern> patterns(const YAML::Node& node) const;
    [[nodiscard]] ZoneKind zone(const YAML::Node& node) const;
    [[nodiscard]] std::vector<ZoneKind> zones(const YAML::Node& node) const;
    [[nodiscard]] Match match(const YAML::Node& node) const;
    [[nodiscard]] Opening opening(const YAML::Node& node, const std::vector<Anchor>& anchors) const;
    [[nodiscard]] std::vector<Anchor> anchors(const YAML::Node& node) const;
    [[nodiscard]] std::vector<FieldRule> fields(const YAML::Node& node, const std::string& kind) const;

    StrictYaml yaml_;
};

Pattern Reader::pattern(const YAML::Node& node) const {
    const std::string text = yaml_.text(node);
    auto compiled = std::make_shared<const RE2>(text, RE2::Quiet);
    if (!compiled->ok()) yaml_.fail(node, "bad pattern: " + compiled->error());
    return compiled;
}

std::vector<Pattern> Reader::patterns(const YAML::Node& node) const {
    std::vector<Pattern> out;
    if (!node) return out;
    if (!node.IsSequence()) yaml_.fail(node, "expected a list of patterns here");
    for (const auto& item : node)
        out.push_back(pattern(item));
    return out;
}

ZoneKind Reader::zone(const YAML::Node& node) const {
    yaml_.check_one_of(node, "zone", zone_names());
    return zone_kind(node.Scalar());
}

std::vector<ZoneKind> Reader::zones(const YAML::Node& node) const {
    if (!node.IsSequence()) return {zone(node)};
    std::vector<ZoneKind> out;
    for (const auto& item : node)
        out.push_back(zone(item));
    return out;
}

Match Reader::match(const YAML::Node& node) const {
    yaml_.check_keys(node, {"all", "any", "none"});
    return {.all = patterns(node["all"]), .any = patterns(node["any"]), .none = patterns(node["none"])};
}

Opening Reader::opening(const YAML::Node& node, const std::vector<Anchor>& anchors) const {
    yaml_.check_keys(node, {"with", "then", "at_least", "within"});
    const auto anchored = [&](ZoneKind z) {
        return std::ranges::any_of(anchors, [z](const Anchor& a) { return a.zone == z; });
    };
    Opening out;
    const YAML::Node with = yaml_.need(node, "with");
    out.with = zone(with);
    if (!anchored(out.with)) yaml_.fail(with, "no anchor for zone '" + with.Scalar() + "'");
    const YAML::Node then = yaml_.need(node, "then");
    if (!then.IsSequence()) yaml_.fail(then, "expected a list of zones here");
    for (const auto& item : then) {
        out.then.push_back(zone(item));
        if (!anchored(out.then.back())) yaml_.fail(item, "no anchor for zone '" + item.Scalar() + "'");
    }
    if (node["at_least"]) out.at_least = yaml_.number(node["at_least"]);
    if (out.at_least > static_cast<int>(out.then.size()))
        yaml_.fail(node["at_least"], "more than the zones under 'then'");
    if (node["within"]) out.within = yaml_.number(node["within"]);
    if (out.within > kLongestSearch)
        yaml_.fail(node["within"], "at most " + std::to_string(kLongestSearch) + " lines");
    return out;
}

std::vector<Anchor> Reader::anchors(const YAML::Node& node) const {
    if (!node.IsSequence()) yaml_.fail(node, "expected a list of anchors here");
    std::vector<Anchor> out;
    for (const auto& item : node) {
        yaml_.check_keys(item, {"zone", "label", "pattern"});
        Anchor anchor{
            .zone = zone(yaml_.need(item, "zone")), .labels = yaml_.texts(item["label"]), .pattern = {}};
        if (item["pattern"]) anchor.pattern = pattern(item["pattern"]);
        if (anchor.labels.empty() && !anchor.pattern)
            yaml_.fail(item, "an anchor needs a label or a pattern");
        out.push_back(std::move(anchor));
    }
    return out;
}

std::vector<FieldRule> Reader::fields(const YAML::Node& node, const std::string& kind) const {
    if (!node.IsSequence()) yaml_.fail(node, "expected a list of fields here");
    std::map<std::string, int> alternatives;
    std::vector<FieldRule> out;
    for (const auto& item : node) {
        yaml_.check_keys(item, {"name", "zone", "label", "extractor", "required"});
        FieldRule rule;
        const YAML::Node extractor = yaml_.need(item, "extractor");
        yaml_.check_one_of(extractor, "extractor", extractor_names());
        rule.extractor = extractor.Scalar();
        const YAML::Node name = yaml_.need(item, "name");
        yaml_.check_one_of(name, "field", field_names());
        rule.field = name.Scalar();
        if (!can_fill(rule.extractor, rule.field))
            yaml_.fail(extractor, "extractor '" + rule.extractor + "' does not fill '" + rule.field + "'");
        rule.zones = zones(yaml_.need(item, "zone"));
        rule.labels = yaml_.texts(item["label"]);
        if (item["required"]) rule.required = yaml_.flag(item["required"]);
        rule.id = kind + "/" + rule.field + "#" + std::to_string(++alternatives[rule.field]);
        out.push_back(std::move(rule));
    }
    return out;
}

KindRule Reader::kind(const std::string& file_stem) const {
    const YAML::Node& root = yaml_.root();
    yaml_.check_keys(root, {"id", "thai", "source", "match", "opens", "anchors", "fields"});
    KindRule rule;
    const YAML::Node id = yaml_.need(root, "id");
    rule.id = yaml_.text(id);
    if (rule.id != file_stem) yaml_.fail(id, "the id must be the file's name, '" + file_stem + "'");
    rule.thai = yaml_.text(yaml_.need(root, "thai"));
    (void)yaml_.text(yaml_.need(root, "source"));
    rule.match = match(yaml_.need(root, "match"));
    rule.anchors = anchors(yaml_.need(root, "anchors"));
    rule.opens = opening(yaml_.need(root, "opens"), rule.anchors);
    rule.fields = fields(yaml_.need(root, "fields"), rule.id);
    return rule;
}

std::vector<std::pair<Mark, std::string>> Reader::marks() const {
    const YAML::Node& root = yaml_.root();
    yaml_.check_keys(root, {"source", "date", "marks"});
    (void)yaml_.text(yaml_.need(root, "source"));
    (void)yaml_.text(yaml_.need(root, "date"));
    const YAML::Node entries = yaml_.need(root, "marks");
    const std::vector<std::string_view> names(mark_names().begin(), mark_names().end());
    yaml_.check_keys(entries, names);
    std::vector<std::pair<Mark, std::string>> out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const YAML::Node entry = yaml_.need(entries, std::string(names[i]));
        for (const Pattern& p : patterns(entry))
            out.emplace_back(static_cast<Mark>(i), p->pattern());
    }
    return out;
}

}  // namespace

const KindRule* RuleBook::kind(std::string_view id) const {
    const auto found = std::ranges::find(kinds, id, &KindRule::id);
    return found == kinds.end() ? nullptr : &*found;
}

RuleBook load_rule_book(const std::filesystem::path& schemas) {
    const auto shown = [&](const std::filesystem::path& file) {
        return (schemas.filename() / file.lexically_relative(schemas)).string();
    };
    RuleBook book;
    const auto zones = schemas / "zones.yaml";
    book.marks = LineMarks(Reader(zones, shown(zones)).marks());
    book.vocabulary = load_vocabulary(schemas / "vocabularies");

    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(schemas / "letters", error))
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    if (files.empty())
        throw Error(ExitCode::Unusable, (schemas / "letters").string() + ": no rule files (*.yaml) here");
    std::ranges::sort(files);
    for (const auto& file : files)
        book.kinds.push_back(Reader(file, shown(file)).kind(file.stem().string()));
    return book;
}

}  // namespace saraban
