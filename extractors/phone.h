#pragma once

#include "extractors/found.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saraban {

enum class PhoneKind { Unknown, Landline, Mobile, Voip, TollFree, Premium, ShortCode };

/// A Thai telephone number. `Found::text` is the number as printed, without label and extension.
///
///   โทร./โทรสาร ๐ ๒๒๘๑ ๑๕๖๗ ต่อ ๕๑๕๕๐
///               |-- text --|     |ext|
struct Phone {
    std::string national;             ///< digits with trunk 0, whether or not they fit a range
    std::optional<std::string> e164;  ///< of a number that can be dialled from abroad
    PhoneKind kind = PhoneKind::Unknown;
    std::string_view ext_raw;  ///< views into the argument; empty: none
    std::string ext;           ///< Arabic digits
    bool fax = false;          ///< labelled as fax alone
    bool also_fax = false;     ///< โทร/โทรสาร
    std::string_view whole;    ///< label, number and extension; views into the argument

    /// False when the number fits no Thai range: it was misread or misprinted.
    [[nodiscard]] bool valid() const { return kind != PhoneKind::Unknown; }
};

/// All numbers of `text`, in order: what follows a label (โทร, โทรศัพท์, โทรสาร, มือถือ, สายด่วน, Tel, Fax), valid
/// or not, and unlabelled numbers that are valid and grouped like a telephone number.
[[nodiscard]] std::vector<Found<Phone>> find_all_phones(std::string_view text);

/// The first of them.
[[nodiscard]] std::optional<Found<Phone>> find_phone(std::string_view text);

/// The number that `text` is; empty when something else stands there too.
[[nodiscard]] std::optional<Phone> read_phone(std::string_view text);

/// By length and first digits (libphonenumber metadata of region TH, 2023). REQUIRES: ASCII digits.
[[nodiscard]] PhoneKind phone_kind(std::string_view national);

/// `mobile`, `landline`, ...
[[nodiscard]] std::string_view name_of(PhoneKind kind);

}  // namespace saraban
