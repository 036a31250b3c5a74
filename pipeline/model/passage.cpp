#include "pipeline/model/passage.h"

#include <algorithm>

namespace saraban {
namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

/// Line heights that a full line may end before the others.
constexpr int kRagged = 4;

/// True if `text` begins with a Thai letter, vowel or tone mark; not with a digit, ฯ or ๆ.
bool is_letter(std::string_view text) {
    if (text.size() < 3 || text[0] != '\xE0') return false;
    const auto second = static_cast<unsigned char>(text[1]), third = static_cast<unsigned char>(text[2]);
    constexpr unsigned char kPaiyannoi = 0xAF, kMaiyamok = 0x86, kFirstDigit = 0x90;
    if (second == 0xB8U) return third != kPaiyannoi;
    return second == 0xB9U && third != kMaiyamok && third < kFirstDigit;
}

std::string_view last_of(std::string_view text) {
    std::size_t at = text.size();
    while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xC0U) == 0x80U) {
    }
    return text.substr(at);
}

}  // namespace

Passage::Passage(const std::vector<Line>& lines) {
    for (const Line& line : lines)
        append(line);
}

Passage Passage::of_block(const std::vector<Line>& lines) {
    int edge = 0;
    for (const Line& line : lines)
        if (line.box) edge = std::max(edge, line.box->right);
    Passage block;
    for (const Line& line : lines) {
        const Line* above = block.lines_.empty() ? nullptr : block.lines_.back();
        const bool wraps = above && above->box && line.box &&
                           edge - above->box->right <= kRagged * above->box->height() &&
                           is_letter(last_of(above->text)) && is_letter(line.text);
        block.append(line, line.text, wraps);
    }
    return block;
}

void Passage::append(const Line& line, std::string_view part) {
    append(line, part, false);
}

void Passage::append(const Line& line, std::string_view part, bool joined) {
    const auto line_index = static_cast<std::uint32_t>(lines_.size());
    lines_.push_back(&line);
    const auto base = static_cast<std::size_t>(part.data() - line.text.data());
    bool blank = !text_.empty() && !joined;  // a line break is white space too
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
