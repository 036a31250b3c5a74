#pragma once

#include "extractors/found.h"
#include "pipeline/model/record.h"

#include <optional>
#include <string_view>
#include <vector>

namespace saraban {

/// The first document number of `text`, e.g. `มท ๐๘๐๑.๔/ว ๖๑๐๓`, `กค (กวจ) 0405.2/ว119`, `ศธ
/// 04256.0724/พิเศษ`, the blank draft `มท ๐๘๐๑.๔/....`. `Found::text` is without the label ที่.
///
/// After the label ที่, or where `text` begins with it, a damaged number is read too: `มท ๐๘๐๑.๔/ว ๑๐.๓`. It
/// keeps what stands there, with `running_valid` false; nothing is repaired.
///
/// Not numbers: ครั้งที่ ๒/๒๕๖๗, ๙/๑๐ ถนน..., พ.ศ. ๒๕๖๙/๒๕๗๐, มอก. 2532, คดีหมายเลขดำที่ อท ๑๒/๒๕๖๙.
[[nodiscard]] std::optional<Found<DocNumber>> find_document_number(std::string_view text);

/// All of them, in order.
[[nodiscard]] std::vector<Found<DocNumber>> find_all_document_numbers(std::string_view text);

/// The number of an order or announcement: `ที่ ๑๒๓/๒๕๖๙`, `ที่ พิเศษ ๑/๒๕๖๙`. Prefix and code are empty.
[[nodiscard]] std::optional<Found<DocNumber>> find_order_number(std::string_view text);

}  // namespace saraban
