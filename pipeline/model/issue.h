#pragma once

#include "pipeline/model/line.h"

#include <optional>
#include <string>

namespace saraban {

enum class Severity { Info, Warning, Error };

/// Something about a document that a person should know: it stands in the record, the batch goes on.
struct Issue {
    std::string code;  ///< stable, e.g. `handwritten_unread`, `date_impossible`
    Severity severity = Severity::Warning;
    std::string
        field;  ///< path of the value it is about, e.g. `attachments[0].cited_date`; empty: the letter
    std::string message;  ///< what, where, next step
    std::optional<Evidence> evidence;
    bool operator==(const Issue&) const = default;
};

}  // namespace saraban
