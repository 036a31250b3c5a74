#pragma once

#include "pipeline/model/record.h"

namespace saraban {

/// What follows from repaired values of a letter: the first due date of a monthly duty from its date and its
/// exceptions, the seat's name from its province. Added to Record::reconciled.
void follow_up(Record& record);

}  // namespace saraban
