#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <re2/re2.h>

namespace saraban {

/// Finds whichever of a list of words comes first in a text, in one pass however many they are. Of words that
/// begin at one place the one earlier in the list is taken: longer ones first.
class WordFinder {
public:
    template <typename Words>
    explicit WordFinder(const Words& words) : pattern_(alternatives(words)) {}

    /// The word found at or after `from`, as a view into `text`.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view text, std::size_t from = 0) const;

private:
    template <typename Words>
    static std::string alternatives(const Words& words) {
        std::string all;
        for (const std::string_view word : words)
            all += (all.empty() ? "" : "|") + RE2::QuoteMeta({word.data(), word.size()});
        return all;
    }
    RE2 pattern_;
};

}  // namespace saraban
