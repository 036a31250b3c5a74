#pragma once

#include "pipeline/model/record.h"

#include <string>

/// Records as a table for a spreadsheet: one row a letter, lists joined by "; ". RFC 4180 with the byte order
/// mark that Excel needs to see UTF-8. A cell that a spreadsheet would run as a formula gets a leading
/// apostrophe.
namespace saraban {

/// The mark and the names of the columns, with the line break.
[[nodiscard]] std::string csv_header();
/// One row, with the line break.
[[nodiscard]] std::string csv_row(const Record& record);

}  // namespace saraban
