#include "pipeline/sinks/page_json.h"

#include "pipeline/model/error.h"
#include "pipeline/sinks/whole_number.h"

#include <nlohmann/json.hpp>

namespace saraban {
namespace {

using nlohmann::json;

json box_to_json(const Box& box) {
    return json::array({box.left, box.top, box.right, box.bottom});
}

Box box_from_json(const json& box) {
    return {.left = whole_number<int>(box.at(0)),
            .top = whole_number<int>(box.at(1)),
            .right = whole_number<int>(box.at(2)),
            .bottom = whole_number<int>(box.at(3))};
}

json doubts_to_json(const std::vector<DoubtfulDigit>& doubts) {
    json out = json::array();
    for (const DoubtfulDigit& doubt : doubts) {
        json others = json::array();
        for (const auto& other : doubt.others)
            others.push_back({std::string(1, other.digit), other.weight});
        out.push_back({doubt.at, std::move(others)});
    }
    return out;
}

std::vector<DoubtfulDigit> doubts_from_json(const json& from) {
    std::vector<DoubtfulDigit> out;
    for (const json& doubt : from) {
        out.push_back({.at = whole_number<std::size_t>(doubt.at(0)), .others = {}});
        for (const json& other : doubt.at(1)) {
            const std::string digit = other.at(0);
            if (digit.size() != 1)
                throw Error(ExitCode::Unusable,
                            "a page in the archive cannot be read: `" + digit + "` is no digit");
            out.back().others.push_back({.digit = digit[0], .weight = other.at(1)});
        }
    }
    return out;
}

json readings_to_json(const std::vector<PenReading>& readings) {
    json out = json::array();
    for (const PenReading& reading : readings)
        out.push_back({reading.text, reading.confidence});
    return out;
}

/// [begin, end, box, confidence], then the readings of a pen, then the doubts of whoever speaks of them.
json word_to_json(const Word& word) {
    json out{word.begin, word.end, box_to_json(word.box), word.confidence};
    if (word.pen || word.doubts) out.push_back(word.pen ? readings_to_json(word.readings) : json());
    if (word.doubts) out.push_back(doubts_to_json(*word.doubts));
    return out;
}

Word word_from_json(const json& from) {
    Word word{.begin = whole_number<std::size_t>(from.at(0)),
              .end = whole_number<std::size_t>(from.at(1)),
              .box = box_from_json(from.at(2)),
              .confidence = from.at(3),
              .pen = from.size() > 4 && !from.at(4).is_null(),
              .readings = {},
              .doubts = {}};
    for (std::size_t i = 0; word.pen && i < from.at(4).size(); ++i)
        word.readings.push_back({.text = from.at(4).at(i).at(0), .confidence = from.at(4).at(i).at(1)});
    if (from.size() > 5) word.doubts = doubts_from_json(from.at(5));
    return word;
}

json boxes_to_json(const std::vector<Box>& boxes) {
    json out = json::array();
    for (const Box& box : boxes)
        out.push_back(box_to_json(box));
    return out;
}

std::vector<Box> boxes_from_json(const json& from) {
    std::vector<Box> boxes;
    for (const auto& box : from)
        boxes.push_back(box_from_json(box));
    return boxes;
}

json line_to_json(const Line& line) {
    json words = json::array();
    for (const auto& word : line.words)
        words.push_back(word_to_json(word));
    json out{{"n", line.number}, {"t", line.text}};
    if (line.box) out["b"] = box_to_json(*line.box);
    if (line.stamp != 0) out["s"] = line.stamp;
    if (!words.empty()) out["w"] = std::move(words);
    return out;
}

Line line_from_json(const json& from, int page) {
    Line line{.page = page, .number = whole_number<int>(from.at("n")), .text = from.at("t")};
    if (from.contains("b")) line.box = box_from_json(from.at("b"));
    if (from.contains("s")) line.stamp = whole_number<int>(from.at("s"));
    for (const auto& word : from.value("w", json::array()))
        line.words.push_back(word_from_json(word));
    return line;
}

Error unreadable(const json::exception& error) {
    return {ExitCode::Unusable, std::string("a page in the archive cannot be read: ") + error.what()};
}

/// The end of the JSON value that begins at `at`: an object, an array or a string. The length of the text if
/// it has none.
std::size_t end_of_value(std::string_view text, std::size_t at) {
    int depth = 0;
    bool in_string = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (in_string) {
            if (c == '\\') ++at;
            if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
        }
        if (depth == 0 && !in_string) return at + 1;
    }
    return text.size();
}

}  // namespace

std::string page_to_json(const OcrPage& page) {
    json lines = json::array();
    for (const auto& line : page.lines)
        lines.push_back(line_to_json(line));
    json codes = json::array();
    for (const Code& code : page.codes)
        codes.push_back({code.text, box_to_json(code.box)});
    const json out{{"page", page.page},
                   {"size", {page.size.width, page.size.height}},
                   {"dpi", page.dpi},
                   {"turns", page.quarter_turns},
                   {"engine", {page.engine.name, page.engine.version, page.engine.model_sha256}},
                   {"lines", std::move(lines)},
                   {"frames", boxes_to_json(page.frames)},
                   {"stamps", boxes_to_json(page.stamps)},
                   {"codes", std::move(codes)}};
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

OcrPage page_from_json(std::string_view text) try {
    const json from = json::parse(text);
    OcrPage page{.page = whole_number<int>(from.at("page")),
                 .size = {.width = whole_number<int>(from.at("size").at(0)),
                          .height = whole_number<int>(from.at("size").at(1))},
                 .dpi = whole_number<int>(from.at("dpi")),
                 .quarter_turns = from.contains("turns") ? whole_number<int>(from.at("turns")) : 0,
                 .engine = {.name = from.at("engine").at(0),
                            .version = from.at("engine").at(1),
                            .model_sha256 = from.at("engine").at(2)}};
    for (const auto& line : from.at("lines"))
        page.lines.push_back(line_from_json(line, page.page));
    page.frames = boxes_from_json(from.value("frames", json::array()));
    page.stamps = boxes_from_json(from.value("stamps", json::array()));
    for (const auto& code : from.value("codes", json::array()))
        page.codes.push_back({.text = code.at(0), .box = box_from_json(code.at(1))});
    return page;
} catch (const json::exception& error) {
    throw unreadable(error);
}

std::optional<Line> find_line(std::string_view text, std::string_view wanted) try {
    constexpr std::string_view kLines = "\"lines\":[";
    const auto lines = text.find(kLines);
    if (lines == std::string_view::npos) return std::nullopt;
    for (std::size_t at = lines + kLines.size(); at < text.size() && text[at] == '{';) {
        const std::size_t end = end_of_value(text, at);
        const std::string_view object = text.substr(at, end - at);
        if (object.find(wanted) != std::string_view::npos) {
            Line line = line_from_json(json::parse(object), 0);
            if (line.text.find(wanted) != std::string::npos) return line;
        }
        at = end + 1;  // the comma
    }
    return std::nullopt;
} catch (const json::exception& error) {
    throw unreadable(error);
}

}  // namespace saraban
