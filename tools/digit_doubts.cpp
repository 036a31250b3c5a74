#include "tools/digit_doubts.h"

#include "pipeline/model/error.h"

#include <cmath>
#include <fstream>
#include <sstream>

namespace saraban {
namespace {

std::size_t any_of(std::size_t count, std::mt19937& random) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
}

Said draw(const DoubtSample& sample, std::mt19937& random) {
    const std::size_t i = any_of(static_cast<std::size_t>(sample.sure) + sample.doubtful.size(), random);
    if (i >= sample.doubtful.size()) return std::nullopt;
    return sample.doubtful[i];
}

std::size_t size_of(const DoubtSample& sample) {
    return static_cast<std::size_t>(sample.sure) + sample.doubtful.size();
}

/// A wrong pair, each as often as it was seen.
DoubtSamples::const_iterator any_wrong(const DoubtSamples& samples, std::mt19937& random) {
    std::size_t all = 0;
    for (const auto& [pair, sample] : samples)
        if (pair.first != pair.second) all += size_of(sample);
    std::size_t left = any_of(all, random);
    for (auto it = samples.begin(); it != samples.end(); ++it) {
        if (it->first.first == it->first.second) continue;
        if (left < size_of(it->second)) return it;
        left -= size_of(it->second);
    }
    return samples.end();
}

}  // namespace

Said draw_doubt(const DoubtSamples& samples, char printed, char read, std::mt19937& random) {
    constexpr std::size_t kEnough = 5;
    const auto found = samples.find({printed, read});
    if (found != samples.end() && (printed == read || size_of(found->second) >= kEnough))
        return draw(found->second, random);
    const auto other = any_wrong(samples, random);
    Said said = draw(other->second, random);
    for (std::size_t i = 0; said && i < said->size(); ++i) {
        char& digit = (*said)[i].digit;  // the two pairs change names
        if (digit == other->first.first)
            digit = printed;
        else if (digit == printed)
            digit = other->first.first;
        if (digit == read) digit = other->first.second;
    }
    return said;
}

void write_doubts(const DoubtSamples& samples, const std::filesystem::path& file) {
    constexpr double kHundred = 100;
    std::ofstream out(file);
    out << "# printed, read, how often, digits that the engine saw beside it with their weights in percent\n";
    for (const auto& [pair, sample] : samples) {
        std::map<std::string, int> rows;
        if (sample.sure > 0) rows["sure"] = sample.sure;
        for (const auto& others : sample.doubtful) {
            std::string text;
            for (const auto& other : others)
                text += (text.empty() ? "" : " ") + std::string(1, other.digit) + ':' +
                        std::to_string(std::lround(other.weight * kHundred));
            ++rows[text];
        }
        for (const auto& [text, count] : rows)
            out << pair.first << '\t' << pair.second << '\t' << count << '\t' << text << '\n';
    }
    if (!out) throw Error(ExitCode::Unusable, file.string() + ": the doubts cannot be written");
}

DoubtSamples read_doubts(const std::filesystem::path& file) {
    constexpr float kPercent = 0.01F;
    std::ifstream in(file);
    if (!in) throw Error(ExitCode::Unusable, file.string() + ": cannot be read");
    DoubtSamples out;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream row(line);
        char printed = 0, read = 0, colon = 0;
        int count = 0;
        if (!(row >> printed >> read >> count) || count < 1)
            throw Error(ExitCode::Unusable, file.string() + ": '" + line + "' is no row of doubts");
        DoubtSample& sample = out[{printed, read}];
        if (line.ends_with("sure")) {
            sample.sure += count;
            continue;
        }
        std::vector<DoubtfulDigit::Other> others;
        float weight = 0;
        for (char digit = 0; row >> digit >> colon >> weight;)
            others.push_back({.digit = digit, .weight = weight * kPercent});
        sample.doubtful.insert(sample.doubtful.end(), static_cast<std::size_t>(count), others);
    }
    return out;
}

}  // namespace saraban
