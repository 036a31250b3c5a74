#include "pipeline/sinks/run_pattern.h"

#include "pipeline/text/narrow.h"

#include <algorithm>

namespace saraban {
namespace {

constexpr double kK1 = 1.2;           ///< as in rank.cpp
constexpr double kSideBySide = 0.25;  ///< how much it counts that the parts of a run stand together

std::size_t occurrences(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
        ++count;
    return count;
}

}  // namespace

RunPattern::RunPattern(const NearRun& run) : whole_text(narrow(run.whole)), whole(whole_text) {
    for (const auto& part : run.parts)
        size += static_cast<double>(parts.emplace_back(texts.emplace_back(narrow(part))).size());
}

double RunPattern::share_in(std::string_view text) const {
    double differences = 0;
    for (const auto& part : parts)
        differences += part.find_in(text).distance;
    const double in_parts = 1 - differences / size;
    if (parts.size() == 1) return in_parts;
    const double in_one = 1 - whole.find_in(text).distance / static_cast<double>(whole.size());
    return (1 - kSideBySide) * in_parts + kSideBySide * std::max(in_one, 0.0);
}

double score_of(const std::vector<RunPattern>& runs, std::string_view body_words,
                std::string_view subject_words, std::string_view office_words) {
    const std::string body = letters_of(body_words);
    const auto in_body = [&](const std::string& part) { return body.find(part) != std::string::npos; };
    double score = 0;
    for (const RunPattern& run : runs) {
        if (in_body(run.whole_text))
            score += kWhole;
        else if (!std::all_of(run.texts.begin(), run.texts.end(), in_body))
            return 0;
    }
    const std::string subject = letters_of(subject_words), offices = letters_of(office_words);
    for (const RunPattern& run : runs)
        for (const auto& part : run.texts) {
            const auto frequency = static_cast<double>(
                occurrences(body, part) + 6 * occurrences(subject, part) + 3 * occurrences(offices, part));
            score += frequency * (kK1 + 1) / (frequency + kK1);
        }
    return score;
}

std::string letters_of(std::string_view words) {
    std::string out(words);
    std::erase(out, ' ');
    return out;
}

}  // namespace saraban
