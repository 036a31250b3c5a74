#pragma once

#include "pipeline/model/record.h"

#include <string>
#include <vector>

namespace saraban {

/// The record and its text without personal data: names of signers, coordinators and authors of notes, phone
/// numbers, e-mail and other addresses are black, and these `names`, which somebody found in the text.
[[nodiscard]] Record mask(const Record& record, const std::vector<std::string>& names);

}  // namespace saraban
