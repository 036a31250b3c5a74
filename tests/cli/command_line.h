#pragma once

#include <string>
#include <vector>

namespace saraban::test {

/// What a run of the command left behind.
struct Run {
    int code = 0;
    std::string out, err;
};

/// Runs `saraban` with these arguments, without a shell, `input` on its standard input.
[[nodiscard]] Run run_saraban(const std::vector<std::string>& arguments, const std::string& input = "");

}  // namespace saraban::test
