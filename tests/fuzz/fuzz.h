#pragma once

#include "extractors/vocabulary.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

/// What every fuzz target of an extractor needs.
namespace saraban::fuzz {

inline constexpr std::chrono::year_month_day kReference{std::chrono::year{2026}, std::chrono::February,
                                                        std::chrono::day{10}};

/// The law of the extractors; a breach ends the run.
inline void require(bool law) {
    if (!law) std::abort();
}

/// `part` views into `text`; an empty one may stand anywhere.
inline void require_inside(std::string_view text, std::string_view part) {
    if (part.empty()) return;
    require(part.data() >= text.data() && part.data() + part.size() <= text.data() + text.size());
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

inline std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

inline const Vocabulary& words() {
    static const Vocabulary kWords = load_vocabulary(std::string(SARABAN_ROOT) + "/schemas/vocabularies");
    return kWords;
}

/// The parts of a block view into its lines.
template <class Parts>
void require_parts(const std::vector<std::string_view>& lines, const Parts& parts) {
    for (const auto& part : parts) {
        require(part.line < lines.size());
        require_inside(lines[part.line], part.text);
    }
}

inline bool all_digits(std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace saraban::fuzz
