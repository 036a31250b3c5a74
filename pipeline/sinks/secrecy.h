#pragma once

#include "pipeline/model/record.h"

namespace saraban {

/// True when the letter was read as ลับ or above, or may be: a class of secrecy stands alone on a line, or an
/// issue speaks of secrecy. Such a letter stays out of index, exports and page images unless the user says
/// otherwise. The secrecy of a letter it cites does not count.
[[nodiscard]] bool is_secret(const Record& record);

}  // namespace saraban
