#pragma once

#include <string_view>
#include <vector>

namespace saraban {

/// The offices a letter is addressed to (SARABAN.md 2.1): split at blanks, commas and a final และ in front of
/// a word of office; ทุกจังหวัด, ทุกอำเภอ, ทุกแห่ง stay with their item, with or without a blank.
///
///   "นายอำเภอ ทุกอำเภอ นายกเทศมนตรีเมืองกาฬสินธุ์ และนายกเทศมนตรีเมืองกุฉินารายณ์"
///    |------ 1 ------| |---------- 2 ----------|    |----------- 3 -----------|
///
/// The items view into `text`. Text without any word of office is one item.
[[nodiscard]] std::vector<std::string_view> split_addressees(std::string_view text);

}  // namespace saraban
