#include "pipeline/image/pnm_file.h"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

#include <leptonica/allheaders.h>

namespace saraban {
namespace {

struct Header {
    char kind = 0;  ///< `4` black and white, `5` grey, `6` colour
    int width = 0, height = 0;

    [[nodiscard]] int depth() const { return kind == '4' ? 1 : kind == '5' ? 8 : 32; }
    [[nodiscard]] std::size_t row_bytes() const {
        const auto across = static_cast<std::size_t>(width);
        return kind == '4' ? (across + 7) / 8 : kind == '5' ? across : 3 * across;
    }
};

/// Stands behind the one blank that ends the header. kind 0: it is none.
Header read_header(std::istream& in) {
    constexpr int kLargest = 255;
    Header out;
    char letter = 0;
    int largest = kLargest;
    in >> letter >> out.kind >> out.width >> out.height;
    if (out.kind != '4') in >> largest;
    in.get();
    const bool known = letter == 'P' && out.kind >= '4' && out.kind <= '6' && largest == kLargest;
    if (!in || !known || out.width <= 0 || out.height <= 0) out.kind = 0;
    return out;
}

bool within(const Header& header, const Limits& limits) {
    const std::int64_t pixels = std::int64_t{header.width} * header.height;
    const int held = header.depth() == 32 ? 4 : 1;
    return pixels <= limits.pixels &&
           (header.depth() == 1 || static_cast<std::uint64_t>(pixels * held) <= limits.page_bytes);
}

/// Colour as Leptonica has it: a word a pixel, red in its highest byte.
void put_colours(const std::vector<char>& row, l_uint32* line) {
    const auto* from = reinterpret_cast<const unsigned char*>(row.data());
    for (std::size_t i = 0; i < row.size(); i += 3, ++line)
        *line = l_uint32{from[i]} << 24U | l_uint32{from[i + 1]} << 16U | l_uint32{from[i + 2]} << 8U;
}

}  // namespace

PixPtr read_pnm(const std::filesystem::path& path, const Limits& limits) {
    std::ifstream in(path, std::ios::binary);
    const Header header = read_header(in);
    if (header.kind == 0 || !within(header, limits)) return nullptr;
    PixPtr pix(pixCreate(header.width, header.height, header.depth()));
    if (!pix) return nullptr;
    std::vector<char> row(header.row_bytes());
    const auto size = static_cast<std::streamsize>(row.size());
    l_uint32* line = pixGetData(pix.get());
    for (int y = 0; y < header.height; ++y, line += pixGetWpl(pix.get())) {
        if (!in.read(header.depth() == 32 ? row.data() : reinterpret_cast<char*>(line), size)) return nullptr;
        if (header.depth() == 32) put_colours(row, line);
    }
    if (header.depth() != 32) pixEndianByteSwap(pix.get());  // its words begin with the leftmost pixel
    pixSetPadBits(pix.get(), 0);
    return pix;
}

}  // namespace saraban
