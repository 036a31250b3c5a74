#pragma once

#include "pipeline/model/obligation.h"

#include <string>
#include <vector>

namespace saraban {

/// Letters that came more than once: the ids of their records, the copy that came first in front.
using Copies = std::vector<std::vector<std::string>>;

/// A letter that came twice asks once. What the copy that came first asks stays, with its uid, whatever comes
/// after it; what only another copy asks stays beside it, and both are flagged `copies_differ`: one of the
/// two was misread.
void merge_copies(std::vector<Obligation>& obligations, const Copies& copies);

}  // namespace saraban
