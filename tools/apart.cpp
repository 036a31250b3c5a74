#include "tools/apart.h"

#include "pipeline/model/error.h"

#include <sstream>

namespace saraban {
namespace {

constexpr std::chrono::seconds kLongest{600};    // without a sign of life
constexpr std::chrono::seconds kMostWork{7200};  // thousands of pages

}  // namespace

std::vector<std::string> run_apart(
    const std::filesystem::path& original,
    const std::function<std::vector<std::string>(const Children::Beat&)>& work) {
    ChildLimits limits;
    limits.cpu = kMostWork;
    limits.wall = kLongest;
    Children children(limits);
    children.start(1, [&](const Children::Beat& beat) {
        try {
            std::string out = "+";
            for (const auto& line : work(beat))
                out += line + "\n";
            return out;
        } catch (const Error& error) {
            return std::string("-") + error.what();
        }
    });
    const ChildResult result = children.wait().result;
    if (!result.ok() || result.output.empty())
        throw Error(ExitCode::NothingRead,
                    original.string() + ": its pages could not be packed: " + result.reason);
    if (result.output[0] == '-') throw Error(ExitCode::NothingRead, result.output.substr(1));
    std::vector<std::string> lines;
    std::istringstream in(result.output.substr(1));
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

}  // namespace saraban
