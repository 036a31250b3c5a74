#include "pipeline/model/passage.h"

namespace saraban {
namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

}  // namespace

Passage::Passage(const std::vector<Line>& lines) {
    for (const Line& line : lines)
        append(line);
}

void Passage::append(const Line& line, std::string_view part) {
    const auto line_index = static_cast<std::uint32_t>(lines_.size());
    lines_.push_back(&line);
    const auto base = static_cast<std::size_t>(part.data() - line.text.data());
    bool blank = !text_.empty();  // a line break is white space too
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (is_blank(part[i])) {
            blank = !text_.empty();
            continue;
        }
        const Origin here{line_index, static_cast<std::uint32_t>(base + i)};
        if (blank) {
            text_ += ' ';
            origin_.push_back(here);
            blank = false;
        }
        text_ += part[i];
        origin_.push_back(here);
    }
}

std::vector<Evidence> Passage::evidence_for(std::string_view match) const {
    std::vector<Evidence> found;
    const auto begin = static_cast<std::size_t>(match.data() - text_.data());
    const auto end = begin + match.size();
    for (std::size_t i = begin; i < end;) {
        const Origin first = origin_[i];
        Origin last = first;
        while (i < end && origin_[i].line == first.line)
            last = origin_[i++];
        const Line& line = *lines_[first.line];
        const auto view = std::string_view(line.text).substr(first.offset, last.offset + 1 - first.offset);
        found.push_back(saraban::evidence_for(line, view));
    }
    return found;
}

}  // namespace saraban
