#pragma once

#include "pipeline/model/record.h"

#include <vector>

/// Letters of one file that pass each other on: ministry to province to district.
namespace saraban {

/// The letter that `record` encloses, of the same file; null: none, or it is not there.
[[nodiscard]] const Record* upstream_of(const Record& record, const std::vector<Record>& records);

/// Every comparable deadline of the letter passed on is earlier; false when none can be compared.
[[nodiscard]] bool is_later_than_upstream(const Deadline& deadline, const Record& upstream);

}  // namespace saraban
