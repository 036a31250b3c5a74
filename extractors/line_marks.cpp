#include "extractors/line_marks.h"

#include <stdexcept>

#include <re2/re2.h>
#include <re2/set.h>

namespace saraban {
namespace {

constexpr std::array<std::string_view, kMarkCount> kNames{"secrecy",
                                                          "speed",
                                                          "doc_number",
                                                          "full_date",
                                                          "short_date",
                                                          "stamp_number",
                                                          "stamp_date",
                                                          "stamp_time",
                                                          "seat",
                                                          "address",
                                                          "routing_unit",
                                                          "body_start",
                                                          "body_end",
                                                          "closing",
                                                          "name",
                                                          "rank",
                                                          "acting_for",
                                                          "official_title",
                                                          "unit",
                                                          "phone",
                                                          "email",
                                                          "coordinator",
                                                          "copy_to",
                                                          "qr_caption",
                                                          "slogan",
                                                          "page_number",
                                                          "note_line",
                                                          "form_title",
                                                          "form_line",
                                                          "list_item",
                                                          "attachment_part",
                                                          "item_end",
                                                          "citation"};

constexpr std::int64_t kMemory = 64 << 20;
constexpr std::size_t kLongestLine =
    900;                                 ///< bytes: longer is a paragraph on one line, told by its beginning
constexpr std::size_t kBeginning = 360;  ///< bytes

std::string_view beginning_of(std::string_view text) {
    if (text.size() <= kLongestLine) return text;
    std::size_t end = kBeginning;
    while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end);
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\f\v");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\f\v") + 1 - first);
}

/// True for ^…, where the ^ holds for all of it.
bool begins_at_start(std::string_view pattern) {
    if (!pattern.starts_with('^')) return false;
    int depth = 0;
    bool in_class = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '\\')
            ++i;
        else if (in_class)
            in_class = c != ']';
        else if (c == '[')
            in_class = true;
        else if (c == '(')
            ++depth;
        else if (c == ')')
            --depth;
        else if (c == '|' && depth == 0)
            return false;
    }
    return true;
}

}  // namespace

/// Two automata: most patterns begin with ^ and are done after a few letters; the others must see the whole
/// line.
struct LineMarks::Automaton {
    RE2::Set from_start{options(), RE2::ANCHOR_START}, anywhere{options(), RE2::UNANCHORED};
    std::vector<Mark> of_start, of_anywhere;

    /// With less memory the automaton is built anew all the time.
    static RE2::Options options() {
        RE2::Options out(RE2::Quiet);
        out.set_max_mem(kMemory);
        return out;
    }

    void add(Mark mark, const std::string& pattern) {
        const bool start = begins_at_start(pattern);
        std::string error;
        if ((start ? from_start : anywhere).Add(pattern, &error) < 0)
            throw std::invalid_argument(pattern + ": " + error);
        (start ? of_start : of_anywhere).push_back(mark);
    }

    static void match(const RE2::Set& set, const std::vector<Mark>& of, std::string_view text, Marks& marks) {
        if (of.empty()) return;
        std::vector<int> hits;
        set.Match({text.data(), text.size()}, &hits);
        for (const int hit : hits)
            marks.set(static_cast<std::size_t>(of[static_cast<std::size_t>(hit)]));
    }
};

std::string_view name_of(Mark mark) {
    return kNames.at(static_cast<std::size_t>(mark));
}

const std::array<std::string_view, kMarkCount>& mark_names() {
    return kNames;
}

LineMarks::LineMarks() : LineMarks(std::vector<std::pair<Mark, std::string>>{}) {}

LineMarks::LineMarks(const std::vector<std::pair<Mark, std::string>>& patterns) {
    const auto automaton = std::make_shared<Automaton>();
    for (const auto& [mark, pattern] : patterns)
        automaton->add(mark, pattern);
    if (!automaton->from_start.Compile() || !automaton->anywhere.Compile())
        throw std::runtime_error("the line marks do not fit in memory");
    automaton_ = automaton;
}

Marks LineMarks::of(std::string_view line) const {
    Marks marks;
    const std::string_view text = beginning_of(trimmed(line));
    if (text.empty()) return marks;
    Automaton::match(automaton_->from_start, automaton_->of_start, text, marks);
    Automaton::match(automaton_->anywhere, automaton_->of_anywhere, text, marks);
    return marks;
}

}  // namespace saraban
