#pragma once

#include "extractors/found.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace saraban {

/// ชั้นความเร็ว
struct Speed {
    std::string name;  ///< ด่วน ด่วนมาก ด่วนที่สุด ด่วนภายใน
    std::optional<std::chrono::year_month_day> by;  ///< with ด่วนภายใน: deliver to the addressee by then
    std::optional<std::string> time;                ///< HH:MM
};

/// The class of speed in `text`, as a word of its own: not in เร่งด่วน, โดยด่วน, ด่วนศุลกากร. The longest fitting
/// one.
[[nodiscard]] std::optional<Found<Speed>> find_speed(std::string_view text,
                                                     std::chrono::year_month_day reference);

/// ชั้นความลับ: ลับ ลับมาก ลับที่สุด as a word of its own: not in ลึกลับที่สุด, กลับ, ระดับความลับ.
[[nodiscard]] std::optional<Found<std::string>> find_secrecy(std::string_view text);

}  // namespace saraban
