#pragma once

#include "extractors/found.h"
#include "extractors/vocabulary.h"
#include "pipeline/model/record.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saraban {

/// Who wrote, from the lines of the letterhead: agency or its seat, then its address.
///
///   ศาลากลางจังหวัดกระบี่          name; agency_normalized จังหวัดกระบี่
///   ๙/๑๐ ถนนอุตรกิจ กบ ๘๑๐๐๐   address_lines; postal_code 81000, province กระบี่
///
/// The province is the one named, else the one whose letters or name stand before the postal code; a postal
/// code alone gives none. Everything is as printed; contradictions are the reconciler's.
[[nodiscard]] std::optional<FoundInLines<Issuer>> find_issuer(const std::vector<std::string_view>& lines,
                                                              const Vocabulary& vocabulary);

/// ศาลากลางจังหวัดกระบี่ -> จังหวัดกระบี่, ที่ว่าการอำเภอเมืองกระบี่ -> อำเภอเมืองกระบี่; other names stay.
[[nodiscard]] std::string normalise_agency(std::string_view name, const Vocabulary& vocabulary);

/// The province a text names: จังหวัดกระบี่, จ.กระบี่, กบ ๘๑๐๐๐, กระบี่ ๘๑๐๐๐, อำเภอเมืองกระบี่, กทม., กรุงเทพฯ. Null:
/// none.
[[nodiscard]] const Province* find_province(std::string_view text, const Vocabulary& vocabulary);

}  // namespace saraban
