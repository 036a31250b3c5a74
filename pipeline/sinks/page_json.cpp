#include "pipeline/sinks/page_json.h"

#include "pipeline/model/error.h"

#include <nlohmann/json.hpp>

namespace saraban {
namespace {

using nlohmann::json;

json box_to_json(const Box& box) {
    return json::array({box.left, box.top, box.right, box.bottom});
}

Box box_from_json(const json& box) {
    return {.left = box.at(0), .top = box.at(1), .right = box.at(2), .bottom = box.at(3)};
}

json line_to_json(const Line& line) {
    json words = json::array();
    for (const auto& word : line.words) {
        words.push_back({word.begin, word.end, box_to_json(word.box), word.confidence});
        if (!word.pen) continue;
        json readings = json::array();
        for (const PenReading& reading : word.readings)
            readings.push_back({reading.text, reading.confidence});
        words.back().push_back(std::move(readings));
    }
    json out{{"n", line.number}, {"t", line.text}};
    if (line.box) out["b"] = box_to_json(*line.box);
    if (!words.empty()) out["w"] = std::move(words);
    return out;
}

Line line_from_json(const json& from, int page) {
    Line line{.page = page, .number = from.at("n"), .text = from.at("t")};
    if (from.contains("b")) line.box = box_from_json(from.at("b"));
    for (const auto& word : from.value("w", json::array())) {
        line.words.push_back({.begin = word.at(0),
                              .end = word.at(1),
                              .box = box_from_json(word.at(2)),
                              .confidence = word.at(3),
                              .pen = word.size() > 4,
                              .readings = {}});
        if (!line.words.back().pen) continue;
        for (const auto& reading : word.at(4))
            line.words.back().readings.push_back({.text = reading.at(0), .confidence = reading.at(1)});
    }
    return line;
}

}  // namespace

std::string page_to_json(const OcrPage& page) {
    json lines = json::array();
    for (const auto& line : page.lines)
        lines.push_back(line_to_json(line));
    json frames = json::array();
    for (const Box& frame : page.frames)
        frames.push_back(box_to_json(frame));
    json codes = json::array();
    for (const Code& code : page.codes)
        codes.push_back({code.text, box_to_json(code.box)});
    const json out{{"page", page.page},
                   {"size", {page.size.width, page.size.height}},
                   {"dpi", page.dpi},
                   {"turns", page.quarter_turns},
                   {"engine", {page.engine.name, page.engine.version, page.engine.model_sha256}},
                   {"lines", std::move(lines)},
                   {"frames", std::move(frames)},
                   {"codes", std::move(codes)}};
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

OcrPage page_from_json(std::string_view text) try {
    const json from = json::parse(text);
    OcrPage page{.page = from.at("page"),
                 .size = {.width = from.at("size").at(0), .height = from.at("size").at(1)},
                 .dpi = from.at("dpi"),
                 .quarter_turns = from.value("turns", 0),
                 .engine = {.name = from.at("engine").at(0),
                            .version = from.at("engine").at(1),
                            .model_sha256 = from.at("engine").at(2)}};
    for (const auto& line : from.at("lines"))
        page.lines.push_back(line_from_json(line, page.page));
    for (const auto& frame : from.value("frames", json::array()))
        page.frames.push_back(box_from_json(frame));
    for (const auto& code : from.value("codes", json::array()))
        page.codes.push_back({.text = code.at(0), .box = box_from_json(code.at(1))});
    return page;
} catch (const json::exception& error) {
    throw Error(ExitCode::Unusable, std::string("a page in the archive cannot be read: ") + error.what());
}

}  // namespace saraban
