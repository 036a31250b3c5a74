#include "pipeline/model/number_parts.h"

namespace saraban {

NumberParts parts_of_number(std::string_view canonical) {
    const auto blank = canonical.find(' '), slash = canonical.find('/');
    if (blank == std::string_view::npos && slash != std::string_view::npos)
        return {{}, {}, canonical.substr(0, slash)};
    if (blank == std::string_view::npos || slash == std::string_view::npos || slash < blank)
        return {canonical, {}, {}};
    constexpr std::string_view kCircular = "ว ";
    std::string_view tail = canonical.substr(slash + 1);
    const bool circular = tail.starts_with(kCircular);
    if (circular) tail.remove_prefix(kCircular.size());
    return {canonical.substr(0, blank), canonical.substr(blank + 1, slash - blank - 1), tail, circular};
}

}  // namespace saraban
