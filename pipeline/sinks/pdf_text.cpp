#include "pipeline/sinks/pdf_text.h"

#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

namespace saraban {
namespace {

constexpr double kSizePerAdvance = 2.5;
constexpr double kSmallest = 0.2;  ///< of the line's height: a box may be wrong

struct Point {
    double x = 0, y = 0;
};

/// From pixels of the upright page to points of the PDF page.
class Placement {
public:
    Placement(const OcrPage& page, const PdfArea& area) : page_(page), area_(area) {}

    [[nodiscard]] Point at(double x, double y) const {
        const double w = page_.size.width, h = page_.size.height;
        switch (page_.quarter_turns) {  // back to how the source lies
            case 1:
                return turned(y / w, (h - x) / h);
            case 2:
                return turned((w - x) / w, (h - y) / h);
            case 3:
                return turned((w - y) / w, x / h);
            default:
                return turned(x / w, y / h);
        }
    }

private:
    /// `u` and `v`: shares of the page as it is seen, from its top left.
    [[nodiscard]] Point turned(double u, double v) const {
        const auto [x, y] = [&]() -> Point {
            switch (area_.quarter_turns) {
                case 1:
                    return {v, u};
                case 2:
                    return {1 - u, v};
                case 3:
                    return {1 - v, 1 - u};
                default:
                    return {u, 1 - v};
            }
        }();
        return {area_.left + x * area_.width, area_.bottom + y * area_.height};
    }

    const OcrPage& page_;
    const PdfArea& area_;
};

/// A part of a line, from where it begins to where the next begins, in pixels of the upright page.
struct Piece {
    std::string text;
    double left = 0, right = 0;
};

/// Vowels and tone marks above, below and after a consonant: they are never written apart from it.
bool continues_a_letter(std::string_view text) {
    if (text.size() < 3 || text[0] != '\xE0') return false;
    const auto second = static_cast<unsigned char>(text[1]), third = static_cast<unsigned char>(text[2]);
    if (second == 0xB8) return third == 0xB1 || (third >= 0xB3 && third <= 0xBA);
    return second == 0xB9 && third >= 0x87 && third <= 0x8E;
}

std::vector<Piece> pieces_of(const Line& line, const OcrPage& page) {
    std::vector<Piece> out;
    for (std::size_t i = 0; i < line.words.size(); ++i) {
        const std::size_t begin = i == 0 ? 0 : line.words[i].begin;
        const std::size_t end = i + 1 < line.words.size() ? line.words[i + 1].begin : line.text.size();
        if (begin >= end || end > line.text.size()) continue;
        const Box box = upright(line.words[i].box, page);
        const std::string_view text = std::string_view(line.text).substr(begin, end - begin);
        if (!out.empty() && continues_a_letter(text)) {
            out.back().text += text;
            out.back().right = std::max(out.back().right, static_cast<double>(box.right));
            continue;
        }
        if (!out.empty() && box.left > out.back().left) out.back().right = box.left;
        out.push_back({.text = std::string(text),
                       .left = static_cast<double>(box.left),
                       .right = static_cast<double>(box.right)});
    }
    if (out.empty() && line.box) {
        const Box box = upright(*line.box, page);
        out.push_back({.text = line.text,
                       .left = static_cast<double>(box.left),
                       .right = static_cast<double>(box.right)});
    }
    for (Piece& piece : out)
        piece.text = normalise(piece.text);
    return out;
}

Box box_of(const Line& line) {
    if (line.box) return *line.box;
    Box out = line.words.front().box;
    for (const Word& word : line.words)
        out = unite(out, word.box);
    return out;
}

/// Size of the font. A blank narrower than about a sixth of it is none to programs that copy text, so that
/// narrow words make it smaller than the line is high.
double size_of(const std::vector<Piece>& pieces, double height) {
    double size = height;
    for (const Piece& piece : pieces)
        if (const std::size_t count = count_characters(piece.text); count > 0)
            size = std::min(size, kSizePerAdvance * (piece.right - piece.left) / static_cast<double>(count));
    return std::max(size, kSmallest * height);
}

/// Fixed notation: PDF knows no exponents.
std::string number(double value) {
    std::array<char, 64> buffer{};
    const int size = std::snprintf(buffer.data(), buffer.size(), "%.3f", value);
    return {buffer.data(), static_cast<std::size_t>(std::max(0, size))};
}

std::string line_text(const Line& line, const OcrPage& page, const Placement& place, InvisibleFont& font) {
    const std::vector<Piece> pieces = pieces_of(line, page);
    const Box box = upright(box_of(line), page);
    if (pieces.empty() || box.height() <= 0) return "";
    // One pixel along the line and one up, in points: the line may run in any of four directions.
    const Point origin = place.at(0, 0), along = place.at(1, 0), down = place.at(0, 1);
    const Point right{along.x - origin.x, along.y - origin.y}, up{origin.x - down.x, origin.y - down.y};
    const double size = size_of(pieces, box.height());
    const auto scaled = [&](const Point& p) { return number(p.x) + " " + number(p.y) + " "; };
    const Point start = place.at(pieces.front().left, box.bottom);
    std::string out =
        "/SarabanText " + number(size) + " Tf " + scaled(right) + scaled(up) + scaled(start) + "Tm";
    for (const Piece& piece : pieces) {
        const double natural =
            static_cast<double>(count_characters(piece.text)) * InvisibleFont::kAdvance * size;
        if (natural <= 0) continue;
        const double width = std::max(1.0, piece.right - piece.left);
        out += " " + number(100 * width / natural) + " Tz " + font.encode(piece.text) + " Tj";
    }
    return out + "\n";
}

}  // namespace

std::string invisible_text(const OcrPage& page, const PdfArea& area, InvisibleFont& font) {
    if (page.size.width <= 0 || page.size.height <= 0) return "";
    const Placement place(page, area);
    std::string out = "q BT 3 Tr\n";
    for (const Line& line : page.lines)
        if (!line.text.empty() && (line.box || !line.words.empty()))
            out += line_text(line, page, place, font);
    return out + "ET Q\n";
}

}  // namespace saraban
