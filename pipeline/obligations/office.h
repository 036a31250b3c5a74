#pragma once

#include "pipeline/model/record.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace saraban {

/// The office a calendar is for. As YAML:
///
///   name: อำเภอเมืองกระบี่
///   kind: district            # ministry department province district municipality subdistrict other
///   province: กระบี่           # where `kind` is not enough
///   aliases: [ที่ว่าการอำเภอเมืองกระบี่]
///   holidays: holidays.yaml   # beside this file; wins over the built-in table
struct OurOffice {
    std::string name;
    std::string kind;
    std::optional<std::string> province;
    std::vector<std::string> aliases;
    std::optional<std::filesystem::path> holidays;
};

/// Throws Error(Unusable): file, line, cause, what is allowed.
[[nodiscard]] OurOffice read_office(const std::filesystem::path& file);

/// The office or its head stands among the addressees: by name, by alias, or by a class it belongs to
/// (`นายอำเภอ ทุกอำเภอ`, `ผู้ว่าราชการจังหวัด ทุกจังหวัด`, `นายกองค์การบริหารส่วนตำบลทุกแห่ง`).
[[nodiscard]] bool is_addressed(const OurOffice& office, const Record& record);

/// The office issued it.
[[nodiscard]] bool is_issuer(const OurOffice& office, const Record& record);

/// The office's own stamp of receipt, or none.
[[nodiscard]] const ReceivedStamp* stamp_of(const OurOffice& office, const Record& record);

}  // namespace saraban
