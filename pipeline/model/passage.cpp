#include "pipeline/model/passage.h"

#include <algorithm>
#include <iterator>

namespace saraban {
namespace {

bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
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
    int widest = 0, edge = 0;
    for (const Line& line : lines)
        if (line.box) widest = std::max(widest, line.box->width());
    const auto is_wide = [&](const Line& line) { return line.box && 2 * line.box->width() >= widest; };
    for (const Line& line : lines)
        if (is_wide(line)) edge = std::max(edge, line.box->right);
    Passage block;
    for (const Line& line : lines) {
        const Line* above = block.lines_.empty() ? nullptr : block.lines_.back();
        const bool wraps = above && line.box && is_wide(*above) &&
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
    const std::size_t index = lines_.size();
    lines_.push_back(&line);
    const auto base = static_cast<std::size_t>(part.data() - line.text.data());
    bool blank = !text_.empty() && !joined;  // a line break is white space too
    for (std::size_t i = 0; i < part.size();) {
        if (is_blank(part[i])) {
            blank = !text_.empty();
            ++i;
            continue;
        }
        if (blank) {
            pieces_.push_back({text_.size(), index, base + i});
            text_ += ' ';
            blank = false;
        }
        // A single blank between words is copied with them.
        std::size_t end = i + 1;
        while (end < part.size() && (!is_blank(part[end]) ||
                                     (part[end] == ' ' && end + 1 < part.size() && !is_blank(part[end + 1]))))
            ++end;
        pieces_.push_back({text_.size(), index, base + i});
        text_ += part.substr(i, end - i);
        i = end;
    }
}

std::vector<Evidence> Passage::evidence_for(std::string_view match) const {
    const auto begin = static_cast<std::size_t>(match.data() - text_.data());
    const auto end = begin + match.size();
    std::vector<Evidence> found;
    auto piece = std::upper_bound(pieces_.begin(), pieces_.end(), begin,
                                  [](std::size_t at, const Piece& each) { return at < each.begin; });
    if (piece != pieces_.begin()) --piece;
    while (piece != pieces_.end() && piece->begin < end) {
        const std::size_t line = piece->line,
                          first = piece->offset + (std::max(begin, piece->begin) - piece->begin);
        std::size_t last = first;
        for (; piece != pieces_.end() && piece->line == line && piece->begin < end; ++piece) {
            const auto next = std::next(piece);
            const std::size_t piece_end = std::min(end, next == pieces_.end() ? text_.size() : next->begin);
            last = piece->offset + (piece_end - piece->begin);
        }
        const auto view = std::string_view(lines_[line]->text).substr(first, last - first);
        found.push_back(saraban::evidence_for(*lines_[line], view));
    }
    return found;
}

}  // namespace saraban
