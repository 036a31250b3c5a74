#pragma once

#include "pipeline/model/letter.h"
#include "pipeline/model/page.h"
#include "pipeline/model/record.h"

#include <vector>

namespace saraban {

/// Gives every QR code of the pages to the letter whose lines are nearest on its page, with the caption under
/// or over it, and what it holds to the letter's reporting addresses where that is an address.
/// REQUIRES: as many letters as records, in the same order.
void attach_codes(const std::vector<OcrPage>& pages, const std::vector<Letter>& letters,
                  std::vector<Record>& records);

}  // namespace saraban
