#pragma once

#include "pipeline/model/line.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saraban {

/// How OCR damages digits and months: how often what is printed (`from`) comes out as something else (`to`).
/// Data: schemas/cross_checks.yaml, with the source of its counts.
struct ConfusionTable {
    double damage = 0.02;  ///< share of printed digits that come out wrong
    double lost = 0.15;    ///< of those: the digit is not there
    double added = 0.025;  ///< of those: another digit stands before it
    double uncounted =
        0.1;  ///< share of substitutions that no count explains: a digit may come out as any other
    std::map<std::pair<char, char>, double> digits;  ///< relative counts, ASCII digits
    std::map<std::pair<std::string, std::string>, double>
        months;  ///< relative counts, month numbers "01".."12"

    /// Of the digits that an engine saw with at least this weight beside the one it read, this share was
    /// printed.
    struct Seen {
        double weight = 0, printed = 0;
    };
    std::vector<Seen> seen;      ///< the heaviest first
    double unseen = 0.01;        ///< share of its doubtful digits that are none it saw
    double sure_damage = 0.001;  ///< share of the digits it was sure of that come out as another digit
};

/// What the engine says of each character of a reading; null: it was sure of it. Empty: it does not say.
using Doubts = std::vector<const DoubtfulDigit*>;

/// Nats: -log P(`printed` comes out as `read`), both strings of ASCII digits; a character of `read` that is
/// no digit stands for one damaged digit. Substitutions of the table, other substitutions, lost and added
/// digits. `doubts`: one for each character of `read`, or none.
[[nodiscard]] double reading_cost(std::string_view printed, std::string_view read,
                                  const ConfusionTable& table,
                                  std::span<const DoubtfulDigit* const> doubts = {});

/// The same for a month number 1..12.
[[nodiscard]] double month_cost(unsigned printed, unsigned read, const ConfusionTable& table);

}  // namespace saraban
