#pragma once

#include "extractors/demand.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saraban {

/// What stands around a deadline's day: who does what, to whom, how.
struct Duty {
    std::optional<std::string> what, who, to_whom, report_form;
    std::vector<std::string> via;
    bool tells = false;  ///< a duty to report, send, notify
};

/// `clause` is where the clause begins, [at, at + length) the day's words, `end` where the request ends.
[[nodiscard]] Duty read_duty(std::string_view text, std::size_t clause, std::size_t at, std::size_t length,
                             std::size_t end, const Request& request);

void apply_duty(Duty duty, Deadline& deadline);

}  // namespace saraban
