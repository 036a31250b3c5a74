#pragma once

#include "pipeline/model/record.h"
#include "pipeline/reconcile/reconcile.h"

#include <string>
#include <vector>

namespace saraban {

/// How well letters that came twice are known, and letters of a row told apart.
struct CopyScore {
    int copies = 0, linked = 0;        ///< letters that came twice
    int neighbours = 0, confused = 0;  ///< letters written beside them; of all letters, pairs linked wrongly
    std::vector<std::string> wrong{};  ///< these pairs, for people
};

/// Files the bundles in an archive of its own, misread twice at this rate (digits as the table says, the
/// share of other characters that is wrong being the same): once whole, once without the cover. Beside each
/// letter, two more of its office, day and subject, the running number one and a few further on: to another
/// addressee, or with another sentence.
[[nodiscard]] CopyScore score_copies(const std::vector<std::vector<Record>>& bundles, double rate,
                                     unsigned seed, const Reconciler& reconciler);

}  // namespace saraban
