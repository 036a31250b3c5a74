#pragma once

#include "extractors/found.h"
#include "extractors/vocabulary.h"
#include "pipeline/model/record.h"

#include <optional>
#include <string_view>
#include <vector>

namespace saraban {

/// Who signed, from the lines between closing and owner.
///
///   ว่าที่ร้อยตรี                                   rank
///   (รณรงค์ ใจดี)                              name
///   ปลัดจังหวัดกระบี่ ปฏิบัติราชการแทน     title, acting_mode
///   ผู้ว่าราชการจังหวัดกระบี่                    acting_for
///
/// The name is what stands in parentheses, title and all; without parentheses a line that is a person with a
/// title. Parts in the result: name, then what else was read. Empty when no name stands there.
[[nodiscard]] std::optional<FoundInLines<Signer>> find_signer(const std::vector<std::string_view>& lines,
                                                              const Vocabulary& vocabulary);

}  // namespace saraban
