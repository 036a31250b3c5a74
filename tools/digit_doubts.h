#pragma once

#include "pipeline/model/line.h"

#include <filesystem>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

/// How an engine doubts digits: measured on pages whose text is known, and drawn from for damage that looks
/// like its own.
namespace saraban {

/// What an engine said of a digit that it read; absent: it was sure of it.
using Said = std::optional<std::vector<DoubtfulDigit::Other>>;

/// Digits of one kind: printed as one, read as another or the same.
struct DoubtSample {
    int sure = 0;
    std::vector<std::vector<DoubtfulDigit::Other>> doubtful;
};
using DoubtSamples = std::map<std::pair<char, char>, DoubtSample>;  ///< (printed, read), ASCII

/// What an engine says of `read` where `printed` stands: one of those measured. Pairs that were never seen
/// say what another wrong pair says of its digits. REQUIRES: samples of right and wrong digits.
[[nodiscard]] Said draw_doubt(const DoubtSamples& samples, char printed, char read, std::mt19937& random);

/// Rows `printed, read, count, other:weight …`, parted by tabs; `sure` in the last column: no doubt. Both
/// throw Error(Unusable).
void write_doubts(const DoubtSamples& samples, const std::filesystem::path& file);
[[nodiscard]] DoubtSamples read_doubts(const std::filesystem::path& file);

}  // namespace saraban
