#pragma once

#include "pipeline/model/line.h"

#include <string>
#include <vector>

namespace saraban {

/// What read a page; travels to the record.
struct EngineInfo {
    std::string name;          ///< `tesseract`, `text`
    std::string version;       ///< of the engine
    std::string model_sha256;  ///< empty for the text engine
    bool operator==(const EngineInfo&) const = default;
};

/// Width and height in pixels.
struct Size {
    int width = 0, height = 0;
    bool operator==(const Size&) const = default;
};

/// A QR code found on a page.
struct Code {
    std::string text;  ///< what it holds
    Box box;           ///< source pixels
    bool operator==(const Code&) const = default;
};

/// One page as an engine read it, boxes in source pixels, lines from top to bottom.
struct OcrPage {
    int page = 1;           ///< 1-based in its file
    Size size;              ///< source pixels; 0x0 for text input
    int dpi = 0;            ///< 0: unknown (text input)
    int quarter_turns = 0;  ///< clockwise, that bring the source page upright; lines stand in upright order
    std::vector<Line> lines;
    std::vector<Box> frames;  ///< rectangles drawn around text: stamps, routing boxes; source pixels
    std::vector<Box>
        stamps;  ///< in coloured ink, straightened and read by themselves: Line::stamp; source pixels
    std::vector<Code> codes;
    EngineInfo engine;
};

/// A box of the page as it would lie on the page turned upright: for geometry (above, left of). Evidence
/// keeps source pixels.
[[nodiscard]] Box upright(const Box& box, const OcrPage& page);

/// One file and what was read of it.
struct SourceFile {
    std::string path;    ///< as given by the user
    std::string sha256;  ///< of the bytes: the file's identity
    int pages = 0;
    bool operator==(const SourceFile&) const = default;
};

}  // namespace saraban
