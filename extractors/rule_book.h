#pragma once

#include "extractors/line_marks.h"
#include "extractors/vocabulary.h"
#include "pipeline/model/letter.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <re2/re2.h>

namespace saraban {

/// A pattern of the rules. RE2 objects are expensive and immutable: shared, never copied.
using Pattern = std::shared_ptr<const RE2>;

/// How a zone betrays where it begins: a label at the start of a line (one wrong letter is forgiven) or a
/// pattern over the line.
struct Anchor {
    ZoneKind zone = ZoneKind::Body;
    std::vector<std::string> labels;
    Pattern pattern;  ///< null: labels only
};

/// Where a letter of this kind begins: at a line with the anchor of `with`, if anchors of at least `at_least`
/// of the zones in `then` stand within the next `within` lines that are not blank.
struct Opening {
    ZoneKind with = ZoneKind::Number;
    std::vector<ZoneKind> then;
    int at_least = 1;
    int within = 15;
};

/// One line under `fields:`.
struct FieldRule {
    std::string id;     ///< `external_letter/date#1`: file/field#alternative
    std::string field;  ///< name in the record
    std::vector<ZoneKind> zones;
    std::vector<std::string> labels;
    std::string extractor;
    bool required = false;
};

/// Patterns over the text of a whole letter.
struct Match {
    std::vector<Pattern> all, any, none;
};

/// One file of schemas/letters.
struct KindRule {
    std::string id;    ///< `external_letter`, the file's name
    std::string thai;  ///< หนังสือภายนอก
    Match match;
    Opening opens;
    std::vector<Anchor> anchors;
    std::vector<FieldRule> fields;
};

/// All rules: the kinds in order of their ids, the marks of lines, the closed word lists. Immutable once
/// loaded.
struct RuleBook {
    std::vector<KindRule> kinds;
    LineMarks marks;
    Vocabulary vocabulary;

    /// Null: no such kind.
    [[nodiscard]] const KindRule* kind(std::string_view id) const;
};

/// Reads `schemas`/zones.yaml, letters/*.yaml and vocabularies/*.yaml: all of them or, at the first error,
/// none. Throws Error(Unusable) with file:line:column, the line, a caret and, for a misspelling, the nearest
/// word.
[[nodiscard]] RuleBook load_rule_book(const std::filesystem::path& schemas);

}  // namespace saraban
