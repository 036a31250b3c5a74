#pragma once

#include "extractors/rule_book.h"

#include <string_view>
#include <vector>

namespace saraban {

/// The kind whose `match:` fits the text of a letter; of several, the one with the most patterns that fit,
/// then the first. Null: none of `possible`.
[[nodiscard]] const KindRule* classify(std::string_view text, const std::vector<const KindRule*>& possible);

}  // namespace saraban
