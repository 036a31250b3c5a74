#pragma once

#include "pipeline/model/record.h"

namespace saraban {

/// The record and its text without personal data: names of signers, coordinators and authors of notes, phone
/// numbers, e-mail and other addresses are black. Names that no field holds stay.
[[nodiscard]] Record mask(const Record& record);

}  // namespace saraban
