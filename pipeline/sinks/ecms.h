#pragma once

#include "pipeline/model/record.h"

#include <string>

namespace saraban {

/// The letter as an e-CMS message of the Thai e-government framework: `GovernmentDocument` with one
/// `CorrespondenceLetter` a addressee. Codes of agencies, which no letter prints, are left out; the signature
/// is for the sender to add. Codes of speed and secrecy besides 001 are unverified.
[[nodiscard]] std::string to_ecms(const Record& record);

}  // namespace saraban
