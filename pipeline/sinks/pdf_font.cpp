#include "pipeline/sinks/pdf_font.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace saraban {
namespace {

constexpr unsigned kUnits = 1000, kWidth = 500;
constexpr unsigned kMostCodes = 0xFFFE;

std::string hex(unsigned value) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    for (int shift = 12; shift >= 0; shift -= 4)
        out += kDigits[(value >> static_cast<unsigned>(shift)) & 0xFU];
    return out;
}

std::u32string code_points(std::string_view utf8) {
    std::u32string out;
    for (const char byte : utf8) {
        const auto b = static_cast<unsigned char>(byte);
        if ((b & 0xC0U) == 0x80U && !out.empty())
            out.back() = (out.back() << 6U) | (b & 0x3FU);
        else
            out.push_back(b < 0x80U ? b : b < 0xE0U ? b & 0x1FU : b < 0xF0U ? b & 0x0FU : b & 0x07U);
    }
    return out;
}

/// UTF-16, as ToUnicode tables want it.
std::string utf16_hex(char32_t c) {
    if (c < 0x10000) return hex(c);
    c -= 0x10000;
    return hex(0xD800U + (c >> 10U)) + hex(0xDC00U + (c & 0x3FFU));
}

/// Numbers as TrueType writes them.
class Bytes {
public:
    Bytes& u16(unsigned value) {
        out_ += static_cast<char>(value >> 8U & 0xFFU);
        out_ += static_cast<char>(value & 0xFFU);
        return *this;
    }
    Bytes& u32(std::uint32_t value) { return u16(value >> 16U).u16(value & 0xFFFFU); }
    [[nodiscard]] const std::string& str() const { return out_; }

private:
    std::string out_;
};

std::uint32_t checksum(std::string_view table) {
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < table.size(); ++i)
        sum += static_cast<std::uint32_t>(static_cast<unsigned char>(table[i])) << (24U - 8U * (i % 4));
    return sum;
}

/// Tables one after the other, each padded to four bytes, with their directory before them.
std::string assemble(const std::vector<std::pair<std::string, std::string>>& tables) {
    const auto count = static_cast<unsigned>(tables.size());
    Bytes head;
    unsigned power = 1, log = 0;
    for (; power * 2 <= count; power *= 2)
        ++log;
    head.u32(0x00010000).u16(count).u16(power * 16).u16(log).u16((count - power) * 16);
    std::string directory = head.str(), body;
    const std::size_t first = directory.size() + 16 * tables.size();
    for (const auto& [tag, table] : tables) {
        directory += tag + Bytes()
                               .u32(checksum(table))
                               .u32(static_cast<std::uint32_t>(first + body.size()))
                               .u32(static_cast<std::uint32_t>(table.size()))
                               .str();
        body += table + std::string((4 - table.size() % 4) % 4, '\0');
    }
    return directory + body;
}

/// Two glyphs without outline, `.notdef` and the one that every character uses: what PDF asks of a TrueType
/// font whose glyphs it numbers itself, and no more.
std::string truetype() {
    Bytes head, hhea, hmtx, maxp;
    head.u32(0x00010000)
        .u32(0x00010000)
        .u32(0)
        .u32(0x5F0F3CF5)
        .u16(0)
        .u16(kUnits)
        .u32(0)
        .u32(0)
        .u32(0)
        .u32(0);
    head.u16(0).u16(0).u16(kWidth).u16(kUnits).u16(0).u16(8).u16(2).u16(0).u16(0);
    hhea.u32(0x00010000).u16(kUnits).u16(0).u16(0).u16(kWidth).u16(0).u16(0).u16(0).u16(1).u16(0).u16(0);
    hhea.u32(0).u32(0).u16(0).u16(2);
    hmtx.u16(kWidth).u16(0).u16(kWidth).u16(0);
    maxp.u32(0x00010000).u16(2);
    for (int i = 0; i < 13; ++i)
        maxp.u16(i == 2 ? 1 : 0);
    std::string font = assemble({{"glyf", std::string(1, '\0')},
                                 {"head", head.str()},
                                 {"hhea", hhea.str()},
                                 {"hmtx", hmtx.str()},
                                 {"loca", Bytes().u16(0).u16(0).u16(0).str()},
                                 {"maxp", maxp.str()}});
    const std::string adjustment = Bytes().u32(0xB1B0AFBA - checksum(font)).str();
    const std::size_t head_offset = font.find(Bytes().u32(0x00010000).u32(0x00010000).u32(0).str(), 12);
    return font.replace(head_offset + 8, 4, adjustment);
}

}  // namespace

std::size_t count_characters(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string InvisibleFont::encode(std::string_view utf8) {
    std::string out = "<";
    for (char32_t c : code_points(utf8)) {
        if (codes_.size() == kMostCodes && !codes_.contains(c)) c = codes_.begin()->first;
        out += hex(codes_.try_emplace(c, static_cast<unsigned>(codes_.size()) + 1).first->second);
    }
    return out + ">";
}

std::string InvisibleFont::to_unicode() const {
    std::vector<std::string> lines;
    for (const auto& [c, code] : codes_)
        lines.push_back("<" + hex(code) + "> <" + utf16_hex(c) + ">\n");
    std::string out =
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    constexpr std::size_t kAtOnce = 100;  // PDF's limit
    for (std::size_t i = 0; i < lines.size(); i += kAtOnce) {
        const std::size_t end = std::min(i + kAtOnce, lines.size());
        out += std::to_string(end - i) + " beginbfchar\n";
        for (std::size_t k = i; k < end; ++k)
            out += lines[k];
        out += "endbfchar\n";
    }
    return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

QPDFObjectHandle InvisibleFont::add_to(QPDF& pdf) const {
    const auto stream = [&](const std::string& bytes) {
        return pdf.makeIndirectObject(QPDFObjectHandle::newStream(&pdf, bytes));
    };
    const std::string font = truetype();
    QPDFObjectHandle file = stream(font);
    file.getDict().replaceKey("/Length1", QPDFObjectHandle::newInteger(static_cast<long long>(font.size())));
    std::string glyphs(2, '\0');
    for (std::size_t i = 0; i < codes_.size(); ++i)
        glyphs.append("\0\1", 2);
    QPDFObjectHandle descriptor = pdf.makeIndirectObject(QPDFObjectHandle::parse(
        "<< /Type /FontDescriptor /FontName /SarabanInvisible /Flags 5 /FontBBox [0 0 500 1000] "
        "/ItalicAngle 0 /Ascent 1000 /Descent 0 /CapHeight 1000 /StemV 80 >>"));
    descriptor.replaceKey("/FontFile2", file);
    QPDFObjectHandle descendant = pdf.makeIndirectObject(QPDFObjectHandle::parse(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SarabanInvisible /DW 500 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"));
    descendant.replaceKey("/FontDescriptor", descriptor);
    descendant.replaceKey("/CIDToGIDMap", stream(glyphs));
    QPDFObjectHandle type0 = QPDFObjectHandle::parse(
        "<< /Type /Font /Subtype /Type0 /BaseFont /SarabanInvisible /Encoding /Identity-H >>");
    type0.replaceKey("/DescendantFonts",
                     QPDFObjectHandle::newArray(std::vector<QPDFObjectHandle>{descendant}));
    type0.replaceKey("/ToUnicode", stream(to_unicode()));
    return pdf.makeIndirectObject(type0);
}

}  // namespace saraban
