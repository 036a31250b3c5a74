#pragma once

#include <optional>
#include <string>

namespace saraban {

/// A picture compressed as PDF can hold it, without loss against its file.
struct EncodedPicture {
    enum class Coding { Jpeg, Flate, FlateOfPng, Fax4 };
    Coding coding = Coding::Flate;
    int width = 0, height = 0;  ///< pixels
    int bits = 8;               ///< of a sample
    int samples = 1;            ///< of a pixel: 1 grey, 3 RGB, 4 CMYK
    bool one_is_black = false;  ///< Fax4
    std::string palette;        ///< RGB, three bytes a colour; empty: samples are what they are
    std::string bytes;
};

/// Where on a PDF page its pixels lie, in points, before the page is turned.
struct PdfArea {
    double left = 0, bottom = 0, width = 0, height = 0;
    int quarter_turns = 0;      ///< clockwise, the page's /Rotate
    bool only_picture = false;  ///< one scanned image is all that can be seen
};

/// What a page shows, for a PDF of it: a picture of its own, or a page of a PDF.
struct PageSource {
    int page = 1;  ///< 1-based in its file
    int dpi = 0;   ///< of the picture; 0: the file says nothing
    std::optional<EncodedPicture> picture;
    std::optional<PdfArea> area;
};

}  // namespace saraban
