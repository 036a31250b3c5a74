#pragma once

#include "extractors/found.h"
#include "extractors/vocabulary.h"

#include <optional>
#include <string>
#include <string_view>

namespace saraban {

/// จำนวน ๑ ฉบับ
struct Quantity {
    int count = 0;
    std::string unit;
};

/// The last quantity of an enclosure: "จำนวน ๑ ฉบับ", "จำนวน 2 ชุด", "๑ ฉบับ" at the end. The unit is one of the
/// vocabulary; "จำนวน ครั้ง" of a form to fill in is none.
[[nodiscard]] std::optional<Found<Quantity>> find_quantity(std::string_view text,
                                                           const Vocabulary& vocabulary);

}  // namespace saraban
