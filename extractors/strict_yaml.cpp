#include "extractors/strict_yaml.h"

#include "pipeline/model/error.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace saraban {
namespace {

std::string content_of(const std::filesystem::path& file, const std::string& shown_as) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    if (!in) throw Error(ExitCode::Unusable, shown_as + ": cannot read the rule file");
    return content.str();
}

std::string line_of(const std::string& content, int line) {
    std::istringstream in(content);
    std::string text;
    for (int i = 0; i <= line && std::getline(in, text);)
        ++i;
    return text;
}

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// As wide as the first `bytes` of `line` are on a terminal, where marks over a Thai letter take no place.
std::string blanks_up_to(const std::string& line, std::size_t bytes) {
    std::string out;
    for (std::size_t i = 0; i < std::min(bytes, line.size());) {
        std::size_t next = i + 1;
        while (next < line.size() && is_continuation(line[next]))
            ++next;
        const std::string_view c(line.data() + i, next - i);
        const bool mark = c.size() == 3 && ((c >= "ิ" && c <= "ฺ") || (c >= "็" && c <= "๎") || c == "ั");
        if (!mark) out += c == "\t" ? '\t' : ' ';
        i = next;
    }
    return out;
}

/// yaml-cpp counts columns in bytes; people count characters.
std::size_t column_of(const std::string& line, std::size_t bytes) {
    const auto end = line.begin() + static_cast<std::ptrdiff_t>(std::min(bytes, line.size()));
    return 1 + static_cast<std::size_t>(
                   std::count_if(line.begin(), end, [](char c) { return !is_continuation(c); }));
}

std::string message_at(const std::string& shown_as, const std::string& content, const YAML::Mark& mark,
                       const std::string& message, const std::string& hint) {
    const std::string line = line_of(content, mark.line);
    std::string out = shown_as + ":" + std::to_string(mark.line + 1) + ":" +
                      std::to_string(column_of(line, static_cast<std::size_t>(mark.column))) + ": " +
                      message + "\n  " + line + "\n  " +
                      blanks_up_to(line, static_cast<std::size_t>(mark.column)) + "^";
    if (!hint.empty()) out += "\n  " + hint;
    return out;
}

std::string suggestion(std::string_view word, const std::vector<std::string_view>& known) {
    const auto near = nearest(word, known);
    return near ? "did you mean '" + std::string(*near) + "'?" : "";
}

}  // namespace

StrictYaml::StrictYaml(const std::filesystem::path& file, std::string shown_as)
    : shown_as_(std::move(shown_as)), content_(content_of(file, shown_as_)) {
    try {
        root_ = YAML::Load(content_);
    } catch (const YAML::ParserException& e) {
        throw Error(ExitCode::Unusable, message_at(shown_as_, content_, e.mark, e.msg, ""));
    }
}

void StrictYaml::fail(const YAML::Node& at, const std::string& message, const std::string& hint) const {
    const YAML::Mark mark = at.Mark();
    if (mark.is_null()) throw Error(ExitCode::Unusable, shown_as_ + ": " + message);
    throw Error(ExitCode::Unusable, message_at(shown_as_, content_, mark, message, hint));
}

void StrictYaml::check_keys(const YAML::Node& map, const std::vector<std::string_view>& known) const {
    if (!map.IsMap()) fail(map, "expected keys and values here");
    std::set<std::string> seen;
    for (const auto& entry : map) {
        const auto key = entry.first.as<std::string>();
        if (std::ranges::find(known, key) == known.end())
            fail(entry.first, "unknown key '" + key + "'", suggestion(key, known));
        if (!seen.insert(key).second) fail(entry.first, "key '" + key + "' stands twice");
    }
}

YAML::Node StrictYaml::need(const YAML::Node& map, const std::string& key) const {
    const YAML::Node found = map[key];
    if (!found) fail(map, "key '" + key + "' is missing");
    return found;
}

std::string StrictYaml::text(const YAML::Node& node) const {
    if (!node.IsScalar()) fail(node, "expected a text here");
    return node.Scalar();
}

std::vector<std::string> StrictYaml::texts(const YAML::Node& node) const {
    std::vector<std::string> out;
    if (!node) return out;
    if (node.IsScalar()) {
        out.push_back(node.Scalar());
    } else if (node.IsSequence()) {
        for (const auto& item : node)
            out.push_back(text(item));
    } else {
        fail(node, "expected a text or a list of texts here");
    }
    return out;
}

bool StrictYaml::flag(const YAML::Node& node) const {
    const std::string value = text(node);
    if (value != "true" && value != "false") fail(node, "expected true or false, not '" + value + "'");
    return value == "true";
}

int StrictYaml::number(const YAML::Node& node) const {
    const std::string value = text(node);
    const bool digits = !value.empty() && value.size() < 9 &&
                        std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) fail(node, "expected a number, not '" + value + "'");
    return std::stoi(value);
}

void StrictYaml::check_one_of(const YAML::Node& node, const std::string& what,
                              const std::vector<std::string_view>& known) const {
    const std::string value = text(node);
    if (std::ranges::find(known, value) == known.end())
        fail(node, "unknown " + what + " '" + value + "'", suggestion(value, known));
}

std::optional<std::string_view> nearest(std::string_view word, const std::vector<std::string_view>& known) {
    std::optional<std::string_view> best;
    int best_distance = 0;
    for (const std::string_view candidate : known) {
        const int distance = edit_distance(word, candidate);
        const bool near = distance * 3 <= static_cast<int>(std::max(word.size(), candidate.size()));
        if (near && (!best || distance < best_distance)) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}

}  // namespace saraban
