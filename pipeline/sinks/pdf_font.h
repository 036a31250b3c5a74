#pragma once

#include <map>
#include <string>
#include <string_view>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace saraban {

/// A font whose glyphs are empty and equally wide: it carries the text of a page that is a picture. Every
/// character of a text stands for itself, so that copying gives back what was written.
class InvisibleFont {
public:
    /// Width of a character, of the size of the font.
    static constexpr double kAdvance = 0.5;

    /// The text as a PDF string of this font, `<00010002>`. A character gets its code on first sight.
    [[nodiscard]] std::string encode(std::string_view utf8);
    /// The font as an object of the document, once all text is encoded.
    [[nodiscard]] QPDFObjectHandle add_to(QPDF& pdf) const;

private:
    [[nodiscard]] std::string to_unicode() const;

    std::map<char32_t, unsigned> codes_;
};

/// The number of characters of UTF-8 text.
[[nodiscard]] std::size_t count_characters(std::string_view utf8);

}  // namespace saraban
