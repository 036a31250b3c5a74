#pragma once

#include "pipeline/model/record.h"
#include "pipeline/reconcile/confusions.h"

#include <map>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Clean records damaged as OCR damages letters, for measuring the cross-checks.
namespace saraban {

/// Each digit of `text` comes out wrong with probability `rate`: another digit, none, or one more before it,
/// as `table` says. Thai digits stay Thai. Nothing else changes.
[[nodiscard]] std::string damaged(std::string_view text, double rate, const ConfusionTable& table,
                                  std::mt19937& random);

/// A value of a letter: its place in the bundle and its path.
using ValuePath = std::pair<std::size_t, std::string>;

/// Numbers (canonical) and dates (ISO 8601) of the heads, citations and stamps. What could not be read is
/// left out.
[[nodiscard]] std::map<ValuePath, std::string> values_of(const std::vector<Record>& bundle);

/// The bundle with the digits of these values damaged on paper and read again by the extractors.
[[nodiscard]] std::vector<Record> damage_bundle(std::vector<Record> bundle, double rate,
                                                const ConfusionTable& table, std::mt19937& random);

}  // namespace saraban
