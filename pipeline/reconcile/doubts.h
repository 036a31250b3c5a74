#pragma once

#include "pipeline/model/record.h"
#include "pipeline/reconcile/confusions.h"

#include <string>
#include <string_view>

namespace saraban {

/// The digits of a value as they were read, and what the engine says of them.
struct ReadDigits {
    std::string digits;  ///< ASCII
    Doubts doubts;       ///< one a digit; empty: it does not say
};

/// The digits of `raw`, which stands in what was read at `from`. They view `from`.
[[nodiscard]] ReadDigits read_digits(std::string_view raw, const Provenance& from);

/// The doubts about the characters of `part`, a run of digits and dots that are the digits of `read` from
/// `begin` on. Empty where they are others.
[[nodiscard]] Doubts doubts_about(const ReadDigits& read, std::size_t begin, std::string_view part);

}  // namespace saraban
