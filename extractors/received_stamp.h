#pragma once

#include "extractors/found.h"
#include "extractors/vocabulary.h"
#include "pipeline/model/record.h"

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

namespace saraban {

/// The received-stamps in the lines of a stamp block, in order.
///
///   องค์การบริหารส่วนตำบลเวียงทอง       สำนักงานจังหวัดกระบี่ ศาลากลางจังหวัดกระบี่      two side by side, read as one
///   เลขที่..... 082                    เลขที่รับ 229 เลขรับที่ 520
///   วันที่ ๑๒ กพ ๒๕๖๙  เวลา.....       วันที่ ๑๕ ม.ค. ๒๕๖๙ ลงวันที่ ๑๕ ม.ค. ๒๕๖๙
///
/// Also on one line (เลขที่รับ 113 วันที่ 7 ธ.ค. 69 เวลา.....), and a date alone. Boxes of units to tick, before
/// the first stamp or behind one, are its `routing_slip`. Blank fields stay empty. `reference`: for two-digit
/// years. `written`: the letter's date, where a worn stamp may be read by it (worn_date.h).
[[nodiscard]] std::vector<FoundInLines<ReceivedStamp>> find_received_stamps(
    const std::vector<std::string_view>& lines, const Vocabulary& vocabulary,
    std::chrono::year_month_day reference, std::optional<std::chrono::year_month_day> written = {});

/// The units a line of a routing slip names: "- งานปกครอง", "ฝ่ายบริหารทั่วไป กลุ่มงานมาตรฐานฯ". Empty: it is no
/// such line.
[[nodiscard]] std::vector<std::string_view> units_of_routing_line(std::string_view line,
                                                                  const Vocabulary& vocabulary);

}  // namespace saraban
