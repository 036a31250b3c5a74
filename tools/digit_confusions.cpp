#include "tools/digit_confusions.h"

#include "pipeline/model/error.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <fstream>
#include <utility>
#include <vector>

namespace saraban {
namespace {

constexpr double kMostWrong = 0.25;

std::vector<std::string> characters(std::string_view text) {
    std::vector<std::string> out;
    const std::string ascii = ascii_digits(text);
    for (const char c : ascii) {
        const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
        if (continues && !out.empty())
            out.back() += c;
        else if (c != ' ')
            out.emplace_back(1, c);
    }
    return out;
}

bool is_digit(const std::string& c) {
    return c.size() == 1 && '0' <= c[0] && c[0] <= '9';
}

/// A digit for a digit is likelier than a digit for a letter.
int cost_of(const std::string& a, const std::string& b) {
    if (a == b) return 0;
    return is_digit(a) == is_digit(b) ? 2 : 3;
}

/// Edit costs of all pairs of beginnings.
std::vector<std::vector<int>> table_of(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    constexpr int kGap = 2;
    std::vector<std::vector<int>> t(a.size() + 1, std::vector<int>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                t[i][j] = kGap * static_cast<int>(i + j);
                continue;
            }
            t[i][j] = std::min(
                {t[i - 1][j - 1] + cost_of(a[i - 1], b[j - 1]), t[i - 1][j] + kGap, t[i][j - 1] + kGap});
        }
    return t;
}

/// Pairs of characters, in order from the end; empty: a gap.
using Alignment = std::vector<std::pair<std::string, std::string>>;

Alignment align(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    const auto t = table_of(a, b);
    Alignment out;
    for (std::size_t i = a.size(), j = b.size(); i > 0 || j > 0;) {
        if (i > 0 && j > 0 && t[i][j] == t[i - 1][j - 1] + cost_of(a[i - 1], b[j - 1])) {
            --i, --j;
            out.emplace_back(a[i], b[j]);
        } else if (j == 0 || (i > 0 && t[i - 1][j] < t[i][j - 1])) {
            out.emplace_back(a[--i], "");
        } else {
            out.emplace_back("", b[--j]);
        }
    }
    return out;
}

std::string name_of(const std::string& c) {
    return c.empty() || is_digit(c) ? c : "*";
}

}  // namespace

std::vector<DigitPair> align_digits(std::string_view printed, std::string_view read) {
    const auto a = characters(printed), b = characters(read);
    std::vector<DigitPair> out;
    if (a.empty() || edit_distance(printed, read) > kMostWrong * static_cast<double>(a.size())) return out;
    Alignment pairs = align(a, b);
    std::ranges::reverse(pairs);
    const auto right = [&](std::size_t i) { return i < pairs.size() && pairs[i].first == pairs[i].second; };
    std::size_t place = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto& [was, is] = pairs[i];
        const std::size_t here = is_digit(is) ? place++ : place;
        if (!is_digit(was) && !is_digit(is)) continue;
        // Between wrong neighbours it is not known what became what: words may have changed places.
        const bool first = i == 0, last = i + 1 == pairs.size();
        if (right(i) || ((first || right(i - 1)) && (last || right(i + 1))))
            out.push_back({.printed = name_of(was), .read = name_of(is), .place = here});
    }
    return out;
}

void write_confusions(const DigitConfusions& counts, const std::filesystem::path& file) {
    int printed = 0, wrong = 0, lost = 0, added = 0;
    for (const auto& [pair, n] : counts) {
        const bool was_printed = is_digit(pair.first);
        printed += was_printed ? n : 0;
        wrong += pair.first != pair.second ? n : 0;
        lost += was_printed && pair.second.empty() ? n : 0;
        added += pair.first.empty() ? n : 0;
    }
    const auto share = [](int part, int all) { return all == 0 ? 0.0 : static_cast<double>(part) / all; };
    std::ofstream out(file);
    out << "# " << printed << " printed digits, " << wrong << " came out wrong: " << lost << " lost, "
        << added << " added\ndamage: " << share(wrong, printed) << "\nlost: " << share(lost, wrong)
        << "\nadded: " << share(added, wrong) << "\ndigits:  # printed, read, count; * is no digit\n";
    for (const auto& [pair, n] : counts)
        if (is_digit(pair.first) && !pair.second.empty() && pair.first != pair.second)
            out << "  - ['" << pair.first << "', '" << pair.second << "', " << n << "]\n";
    if (!out) throw Error(ExitCode::Unusable, file.string() + ": the counts cannot be written");
}

}  // namespace saraban
