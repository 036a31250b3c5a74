#include "tools/shard.h"

#include "pipeline/model/error.h"

#include <charconv>

namespace saraban {

bool Shard::holds(std::string_view sha256) const {
    std::uint32_t start = 0;
    std::from_chars(sha256.data(), sha256.data() + 8, start, 16);
    return start % count == index - 1;
}

Shard parse_shard(const std::string& text) {
    Shard shard;
    const char* end = text.data() + text.size();
    const auto [slash, bad_index] = std::from_chars(text.data(), end, shard.index);
    const bool has_slash = bad_index == std::errc() && slash != end && *slash == '/';
    const auto [rest, bad_count] = has_slash ? std::from_chars(slash + 1, end, shard.count)
                                             : std::from_chars_result{end, std::errc::invalid_argument};
    if (bad_count != std::errc() || rest != end || shard.index < 1 || shard.index > shard.count)
        throw Error(ExitCode::Usage, "--shard " + text + ": give I/N, the Ith of N parts, for example 2/3");
    return shard;
}

}  // namespace saraban
