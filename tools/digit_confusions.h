#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saraban {

/// What a recogniser made of digits: (printed, read) -> how often, Thai digits and Arabic ones as one, ASCII.
/// `*`: something that is no digit; empty: nothing was printed, or nothing came out.
using DigitConfusions = std::map<std::pair<std::string, std::string>, int>;

/// A digit that was printed or read.
struct DigitPair {
    std::string printed, read;  ///< as in DigitConfusions
    std::size_t place =
        0;  ///< which digit of the reading it is, counted from 0; of no use where none was read
};

/// Aligns a printed line with its reading. A wrong digit counts where both its neighbours are right, and a
/// line of which more than a quarter is wrong is left out: elsewhere it is not known which character became
/// which.
[[nodiscard]] std::vector<DigitPair> align_digits(std::string_view printed, std::string_view read);

/// The counts as rows of schemas/cross_checks.yaml: damage, lost, added, digits. Throws Error(Unusable).
void write_confusions(const DigitConfusions& counts, const std::filesystem::path& file);

}  // namespace saraban
