#pragma once

#include <concepts>
#include <cstdint>
#include <utility>

namespace saraban {

/// A whole number as it is stored. nlohmann casts whatever number there is: 1e36 to an int, 5000000000 to
/// another one. Throws its type_error.
template <std::integral T, class Json>
[[nodiscard]] T whole_number(const Json& stored) {
    if (stored.is_number_unsigned()) {
        if (const auto n = stored.template get<std::uint64_t>(); std::in_range<T>(n))
            return static_cast<T>(n);
    } else if (stored.is_number_integer()) {
        if (const auto n = stored.template get<std::int64_t>(); std::in_range<T>(n)) return static_cast<T>(n);
    }
    constexpr int kWrongType = 302;
    throw Json::type_error::create(kWrongType, stored.dump() + " is not a whole number that fits", &stored);
}

}  // namespace saraban
