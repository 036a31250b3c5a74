#pragma once

#include "pipeline/sinks/alignment.h"
#include "pipeline/sinks/query.h"

#include <string>
#include <string_view>
#include <vector>

namespace saraban {

/// What a run as it was written counts over one in parts.
constexpr double kWhole = 100;

/// A run of the query, ready to be compared with letters; all narrow (pipeline/text/narrow.h).
struct RunPattern {
    explicit RunPattern(const NearRun& run);

    /// 1 if the letter says it all, the parts side by side. `text` is without blanks.
    [[nodiscard]] double share_in(std::string_view text) const;

    std::string whole_text;
    std::vector<std::string> texts;  ///< of the parts
    ApproximatePattern whole;
    std::vector<ApproximatePattern> parts;
    double size = 0;  ///< characters of all parts
};

/// How well a letter, as it stands in `folded_texts`, says all the runs: as letter_rank(), all parts being as
/// rare, and kWhole for each run as it was written; 0 if a part is not there.
[[nodiscard]] double score_of(const std::vector<RunPattern>& runs, std::string_view body,
                              std::string_view subject, std::string_view offices);

/// Words without the blanks between them.
[[nodiscard]] std::string letters_of(std::string_view words);

}  // namespace saraban
