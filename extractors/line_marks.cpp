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

}  // namespace

struct LineMarks::Automaton {
    Automaton() : set(options(), RE2::UNANCHORED) {}

    /// With less memory the automaton is built anew all the time.
    static RE2::Options options() {
        RE2::Options out(RE2::Quiet);
        out.set_max_mem(kMemory);
        return out;
    }

    RE2::Set set;
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
    for (const auto& [mark, pattern] : patterns) {
        std::string error;
        if (automaton->set.Add(pattern, &error) < 0) throw std::invalid_argument(pattern + ": " + error);
        mark_of_pattern_.push_back(mark);
    }
    if (!automaton->set.Compile()) throw std::runtime_error("the line marks do not fit in memory");
    automaton_ = automaton;
}

Marks LineMarks::of(std::string_view line) const {
    Marks marks;
    const std::string_view text = beginning_of(trimmed(line));
    if (text.empty() || mark_of_pattern_.empty()) return marks;
    std::vector<int> hits;
    automaton_->set.Match({text.data(), text.size()}, &hits);
    for (const int hit : hits)
        marks.set(static_cast<std::size_t>(mark_of_pattern_[static_cast<std::size_t>(hit)]));
    return marks;
}

}  // namespace saraban
