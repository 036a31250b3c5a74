#pragma once

#include "extractors/apply.h"
#include "extractors/found.h"
#include "pipeline/model/passage.h"

#include <string_view>
#include <vector>

namespace saraban {

/// One rule at work: the lines of its zones, and the record it writes into.
class Extraction {
public:
    Extraction(const FieldRule& rule, const Letter& letter, const RuleBook& rules,
               const ApplyContext& context, Applied& out);

    const FieldRule& rule;
    const Letter& letter;
    const Vocabulary& vocabulary;
    const ApplyContext& context;
    Record& record;
    const std::vector<Line> lines;  ///< of the rule's zones, in order
    const Passage passage;          ///< the same lines as one text

    /// The passage behind the rule's label; the whole passage where no label stands.
    [[nodiscard]] std::string_view labelled() const;

    /// Where a value was read. REQUIRES: `match` views into passage.text().
    [[nodiscard]] Provenance from(std::string_view match, Certainty certainty = Certainty::Read) const;
    /// The same for a part of one of `lines`.
    [[nodiscard]] Provenance from(const Line& line, std::string_view match) const;
    /// The same for the parts an extractor of lines used. REQUIRES: they index into `of`.
    [[nodiscard]] Provenance from(const std::vector<Line>& of, const std::vector<LinePart>& parts) const;

    /// Notes a candidate for `explain`.
    void taken(std::string_view text, const Provenance& from, const std::string& reason);
    void refused(std::string_view text, const std::string& reason);

private:
    Applied& out_;
};

/// Fills a field of the record; true if it got a value. An extractor never overwrites what an earlier
/// alternative found: apply does not call it then.
using ExtractFunction = bool (*)(Extraction&);

/// The one list: name in YAML, the fields it can fill, the function.
struct Extractor {
    std::string_view name;
    std::vector<std::string_view> fills;
    ExtractFunction run;
};
[[nodiscard]] const std::vector<Extractor>& extractors();

/// Null: no such extractor.
[[nodiscard]] const Extractor* find_extractor(std::string_view name);
[[nodiscard]] std::vector<std::string_view> extractor_names();
[[nodiscard]] std::vector<std::string_view> field_names();
[[nodiscard]] bool can_fill(std::string_view extractor, std::string_view field);

}  // namespace saraban
