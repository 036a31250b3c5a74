#pragma once

#include "extractors/rule_book.h"

#include <filesystem>

namespace saraban::test {

/// The rules that the product ships, read once.
inline const RuleBook& rules() {
    static const RuleBook kRules = load_rule_book(std::filesystem::path(SARABAN_ROOT) / "schemas");
    return kRules;
}

}  // namespace saraban::test
