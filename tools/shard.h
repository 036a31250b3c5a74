#pragma once

#include <string>
#include <string_view>

namespace saraban {

/// One machine's part of a batch: `2/3` is the second of three. Files are dealt out by content, so that every
/// machine comes to the same parts whatever names or order the files have there.
struct Shard {
    unsigned index = 1, count = 1;
    /// `sha256`: 64 hexadecimal digits.
    [[nodiscard]] bool holds(std::string_view sha256) const;
};

/// Throws Error(Usage) for anything but I/N with 1 <= I <= N.
[[nodiscard]] Shard parse_shard(const std::string& text);

}  // namespace saraban
