#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace saraban {

/// What an extractor returns: the value, and the part of its input that said so.
template <class T>
struct Found {
    T value;
    std::string_view text;  ///< views into the extractor's argument
};

/// A part of one of the lines an extractor was given.
struct LinePart {
    std::size_t line = 0;   ///< index into the argument
    std::string_view text;  ///< views into that line
};

/// What an extractor of a block returns: the value, and the parts of the lines that said so, in order.
template <class T>
struct FoundInLines {
    T value;
    std::vector<LinePart> parts;
};

}  // namespace saraban
