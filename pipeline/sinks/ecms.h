#pragma once

#include "pipeline/model/record.h"

#include <string>
#include <vector>

namespace saraban {

/// The letter as e-CMS messages of the Thai e-government framework, one an addressee: `GovernmentDocument`
/// with a `CorrespondenceLetter`. Codes of agencies, which no letter prints, are left out, the issuer stands
/// in `Description`; the signature is for the sender to add. Codes of speed and secrecy besides 001 are
/// unverified.
[[nodiscard]] std::vector<std::string> to_ecms(const Record& record);

}  // namespace saraban
