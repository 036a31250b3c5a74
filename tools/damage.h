#pragma once

#include "pipeline/model/record.h"
#include "pipeline/reconcile/confusions.h"
#include "tools/digit_doubts.h"

#include <map>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Clean records damaged as OCR damages letters, for measuring the cross-checks.
namespace saraban {

/// How letters are damaged.
struct Damage {
    double rate = 0.01;  ///< share of digits that come out wrong
    const ConfusionTable& table;
    const DoubtSamples* doubts = nullptr;  ///< the engine says which digits it doubts; null: it does not
};

/// What came out of an engine.
struct DamagedText {
    std::string text;
    DoubtfulDigits doubts;
};

/// Each digit of `text` comes out wrong with probability `rate`: another digit, none, or one more before it,
/// as the table says. Thai digits stay Thai. Nothing else changes.
[[nodiscard]] DamagedText damaged(std::string_view text, const Damage& damage, std::mt19937& random);

/// Each Thai letter or mark of `text` comes out wrong with probability `rate`: as a neighbour in the
/// alphabet, or not at all. Digits, blanks and line breaks stay.
[[nodiscard]] std::string misread(std::string_view text, double rate, std::mt19937& random);

/// A value of a letter: its place in the bundle and its path.
using ValuePath = std::pair<std::size_t, std::string>;

/// Numbers (canonical) and dates (ISO 8601) of the heads, citations and stamps. What could not be read is
/// left out.
[[nodiscard]] std::map<ValuePath, std::string> values_of(const std::vector<Record>& bundle);

/// The bundle with the digits of these values damaged on paper and read again by the extractors.
[[nodiscard]] std::vector<Record> damage_bundle(std::vector<Record> bundle, const Damage& damage,
                                                std::mt19937& random);

}  // namespace saraban
