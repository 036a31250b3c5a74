#pragma once

#include "pipeline/model/record.h"

#include <vector>

namespace saraban {

/// What only the letters of one file together tell: which letter encloses which (a list of enclosures names
/// office, number and date of a later letter of the file; damage is allowed for), what part in the chain a
/// letter has (Record::role), and which enclosure a form page is.
void link_letters(const std::vector<Record*>& letters);

}  // namespace saraban
