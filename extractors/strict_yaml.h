#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <yaml-cpp/yaml.h>

namespace saraban {

/// A rule file that forgives nothing: what is misspelt in it is an error with its place, never a rule that
/// silently does not work.
///
///   schemas/letters/order.yaml:7:18: unknown key 'exractor'
///     - {name: date, exractor: letter_date}
///                    ^
///     did you mean 'extractor'?
class StrictYaml {
public:
    /// Throws Error(Unusable) for a file that cannot be read or is no YAML.
    /// `shown_as`: how messages name the file.
    StrictYaml(const std::filesystem::path& file, std::string shown_as);

    [[nodiscard]] const YAML::Node& root() const { return root_; }

    /// Throws Error(Unusable): file:line:column, message, the line, a caret and, if not empty, the hint.
    [[noreturn]] void fail(const YAML::Node& at, const std::string& message,
                           const std::string& hint = {}) const;

    /// Throws unless `map` is a map whose keys are all in `known` and stand once.
    void check_keys(const YAML::Node& map, const std::vector<std::string_view>& known) const;
    /// The value of a key that must be there. REQUIRES: `map` passed check_keys.
    [[nodiscard]] YAML::Node need(const YAML::Node& map, const std::string& key) const;

    [[nodiscard]] std::string text(const YAML::Node& node) const;
    /// A text or a list of texts; empty for a node that is not there.
    [[nodiscard]] std::vector<std::string> texts(const YAML::Node& node) const;
    [[nodiscard]] bool flag(const YAML::Node& node) const;
    [[nodiscard]] int number(const YAML::Node& node) const;
    /// Throws unless the text is one of `known`, with a suggestion.
    void check_one_of(const YAML::Node& node, const std::string& what,
                      const std::vector<std::string_view>& known) const;

private:
    std::string shown_as_;
    std::string content_;
    YAML::Node root_;
};

/// The word of `known` that differs from `word` in at most a third of its letters; none: nothing is near.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view word,
                                                      const std::vector<std::string_view>& known);

}  // namespace saraban
