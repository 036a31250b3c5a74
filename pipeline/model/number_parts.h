#pragma once

#include <string_view>

namespace saraban {

/// The parts of a document number in its canonical form `PREFIX CODE/[ว ]RUNNING`; they view it. Of an
/// order's, `RUNNING/YEAR`, prefix and code are empty; of what is no number at all only the prefix is not.
struct NumberParts {
    std::string_view prefix, code, running;
    bool circular = false;
};
[[nodiscard]] NumberParts parts_of_number(std::string_view canonical);

}  // namespace saraban
