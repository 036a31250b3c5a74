#pragma once

#include <string_view>

namespace saraban {

/// What an extractor returns: the value, and the part of its input that said so.
template <class T>
struct Found {
    T value;
    std::string_view text;  ///< views into the extractor's argument
};

}  // namespace saraban
