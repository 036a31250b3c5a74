#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace saraban {

/// What a recogniser made of digits: (printed, read) -> how often, Thai digits and Arabic ones as one, ASCII.
/// `*`: something that is no digit; empty: nothing was printed, or nothing came out.
using DigitConfusions = std::map<std::pair<std::string, std::string>, int>;

/// Aligns a printed line with its reading and counts its digits. A wrong digit counts where both its
/// neighbours are right, and a line of which more than a quarter is wrong is left out: elsewhere it is not
/// known which character became which.
void count_digits(DigitConfusions& counts, std::string_view printed, std::string_view read);

/// The counts as rows of schemas/cross_checks.yaml: damage, lost, added, digits. Throws Error(Unusable).
void write_confusions(const DigitConfusions& counts, const std::filesystem::path& file);

}  // namespace saraban
