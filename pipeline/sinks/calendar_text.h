#pragma once

#include "pipeline/model/obligation.h"

#include <string>

namespace saraban {

/// `[ตรวจสอบ] รายงานผลการดำเนินงาน (ส่งกระทรวงมหาดไทย)`
[[nodiscard]] std::string summary_of(const Obligation& obligation);

/// The letter's sentence, to whom, how, from which letter, what is doubtful; one line each.
[[nodiscard]] std::string description_of(const Obligation& obligation);

/// ๔ มี.ค. ๒๕๖๙
[[nodiscard]] std::string thai_date(std::chrono::year_month_day day);

}  // namespace saraban
