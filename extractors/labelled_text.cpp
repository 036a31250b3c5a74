#include "extractors/labelled_text.h"

#include "extractors/scan.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace saraban {
namespace {

constexpr std::size_t kLongestLabel = 24;    ///< code points
constexpr std::size_t kShortestDamaged = 5;  ///< code points: ที่ and ถึง must be exact
constexpr std::string_view kSpecks = " \t-–—•·*|_'`,.:;~";

std::size_t next_code_point(std::string_view text, std::size_t at) {
    std::size_t next = at + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U)
        ++next;
    return next;
}

/// Byte offsets of the first code points of a text, the end included.
struct Offsets {
    std::array<std::size_t, kLongestLabel + 3> at{};
    std::size_t count = 0;  ///< code points

    Offsets(std::string_view text, std::size_t limit) {
        std::size_t i = 0;
        for (; count < limit && i < text.size(); ++count) {
            at[count] = i;
            i = next_code_point(text, i);
        }
        at[count] = i;
    }
    [[nodiscard]] std::string_view operator()(std::string_view text, std::size_t i) const {
        return text.substr(at[i], at[i + 1] - at[i]);
    }
};

bool starts_anew(std::string_view rest) {
    return rest.empty() || std::string_view(" \t.:…").find(rest.front()) != std::string_view::npos ||
           rest.starts_with("…");
}

std::string_view code_point_at(std::string_view text, std::size_t at) {
    return at < text.size() ? text.substr(at, next_code_point(text, at) - at) : std::string_view();
}

/// One edit leaves one of a label's first two letters where it stood, or one place off. Nearly every line
/// stops here.
bool may_be_damaged(std::string_view text, std::string_view label) {
    const auto want = code_point_at(label, 0), have = code_point_at(text, 0);
    if (want == have) return true;
    const auto next_want = code_point_at(label, want.size()), next_have = code_point_at(text, have.size());
    return next_want == next_have || next_want == have || want == next_have;
}

/// Length in bytes of the prefix of `text` that differs from `label` by one edit and after
/// which something new starts; 0: none.
std::size_t damaged_prefix(std::string_view text, std::string_view label) {
    if (!may_be_damaged(text, label)) return 0;
    const Offsets want(label, kLongestLabel), have(text, kLongestLabel + 2);
    if (want.count < kShortestDamaged || want.count >= kLongestLabel) return 0;
    const std::size_t common = std::min(want.count, have.count);
    std::size_t same = 0;
    while (same < common && want(label, same) == have(text, same))
        ++same;
    const auto tail_matches = [&](std::size_t from_label, std::size_t from_text) {
        while (from_label < want.count) {
            if (from_text >= have.count || want(label, from_label) != have(text, from_text))
                return std::size_t{0};
            ++from_label;
            ++from_text;
        }
        return have.at[from_text];
    };
    for (const auto& [skip_label, skip_text] : {std::pair{1, 1}, {1, 0}, {0, 1}}) {
        const auto end = tail_matches(same + static_cast<std::size_t>(skip_label),
                                      same + static_cast<std::size_t>(skip_text));
        if (end > 0 && starts_anew(text.substr(end))) return end;
    }
    return 0;
}

Labelled split(std::string_view text, std::size_t length, bool exact) {
    std::string_view rest = text.substr(length);
    while (!rest.empty()) {
        if (std::string_view(" \t.:").find(rest.front()) != std::string_view::npos)
            rest.remove_prefix(1);
        else if (rest.starts_with("…"))
            rest.remove_prefix(std::string_view("…").size());
        else
            break;
    }
    return {text.substr(0, length), rest, exact};
}

/// Without leading code points of `what`. Whole code points: the last byte of a dash is also the last byte of
/// a Thai letter.
std::string_view trim_front(std::string_view text, std::string_view what) {
    while (!text.empty()) {
        const std::size_t length = next_code_point(text, 0);
        if (find_word(what, text.substr(0, length)) == std::string_view::npos) break;
        text.remove_prefix(length);
    }
    return text;
}

/// The bytes of each code point as one number, without blanks.
std::vector<std::uint32_t> letters_of(std::string_view text) {
    std::vector<std::uint32_t> out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t next = next_code_point(text, i);
        std::uint32_t letter = 0;
        for (; i < next; ++i)
            letter = letter << 8U | static_cast<unsigned char>(text[i]);
        if (letter != ' ' && letter != '\t') out.push_back(letter);
    }
    return out;
}

}  // namespace

std::optional<Labelled> find_label(std::string_view line, std::string_view label) {
    const std::string_view text = trim_front(line, kSpecks);
    if (text.starts_with(label)) return split(text, label.size(), true);
    const std::size_t length = damaged_prefix(text, label);
    if (length == 0) return std::nullopt;
    return split(text, length, false);
}

std::optional<Labelled> find_label(std::string_view line, const std::vector<std::string>& labels) {
    std::optional<Labelled> best;
    for (const std::string& label : labels) {
        const auto found = find_label(line, label);
        if (found && found->exact) return found;
        if (found && !best) best = found;
    }
    return best;
}

std::string_view without_label(std::string_view text, const std::vector<std::string>& labels) {
    const auto found = find_label(text, labels);
    return found ? found->rest : text;
}

std::string_view trim(std::string_view text, std::string_view what) {
    text = trim_front(text, what);
    while (!text.empty()) {
        std::size_t begin = text.size() - 1;
        while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U)
            --begin;
        if (find_word(what, text.substr(begin)) == std::string_view::npos) break;
        text.remove_suffix(text.size() - begin);
    }
    return text;
}

double prefix_similarity(std::string_view shorter, std::string_view longer) {
    const auto a = letters_of(shorter);
    auto b = letters_of(longer);
    if (a.empty()) return 0;
    b.resize(std::min(b.size(), a.size() + a.size() / 4 + 1));
    // Longest common subsequence of two short texts.
    std::vector<std::size_t> row(b.size() + 1, 0);
    for (const auto& x : a) {
        std::size_t diagonal = 0;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t above = row[j + 1];
            row[j + 1] = x == b[j] ? diagonal + 1 : std::max(row[j], above);
            diagonal = above;
        }
    }
    return static_cast<double>(row.back()) / static_cast<double>(a.size());
}

}  // namespace saraban
